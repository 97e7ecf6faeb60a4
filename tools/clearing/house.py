"""Where clearing happens when nobody is asking: the work after a commit and the batch."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from tools.act import Act
from tools.audit.chain import Audit
from tools.clearing.rail import Rail
from tools.clearing.tables import EscrowRow
from tools.database import Base, Sessions
from tools.members.accounts import PLATFORM
from tools.principal import Principal, Role

Settled = Callable[[Act, EscrowRow, str], None]
WORKER = Principal("clearing", PLATFORM, Role.STAFF)


@dataclass(frozen=True)
class ClearingHouse:
    """Database, audit, the one clock, the one source of ids, and the rail.

    `settled`: who follows an escrow, by its purpose: called with "held", "proved", "released", "refunded" or "split" in the same
    transaction. `subjects`: the table of the escrow's order or deal, by purpose: its row is locked before the escrow's, the
    order in which all rules lock.
    """

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    rail: Rail
    settled: Mapping[str, Settled] = field(default_factory=dict)
    subjects: Mapping[str, type[Base]] = field(default_factory=dict)

    @contextmanager
    def act(self, cause: str, who: Principal = WORKER) -> Iterator[Act]:
        """One transaction of the platform itself."""
        with self.sessions.begin() as session:
            yield Act(session, who, self.now(), self.new_id, holding=True, cause=cause[:80])

    def held_escrow(self, act: Act, identity: str) -> EscrowRow | None:
        """An escrow, its order or deal locked before it; None when there is none."""
        found = act.session.get(EscrowRow, identity)
        model = self.subjects.get(found.purpose) if found else None
        if found and model:
            act.find(model, found.subject)
        return act.find(EscrowRow, identity) if found else None

    def follow(self, act: Act, escrow: EscrowRow, outcome: str = "") -> None:
        """Tell the order or the deal what became of its escrow: the state it is in now, or "proved"."""
        if follower := self.settled.get(escrow.purpose):
            follower(act, escrow, outcome or escrow.state)
