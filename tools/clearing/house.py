"""Where clearing happens when nobody is asking: the work after a commit and the batch."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from tools.act import Act
from tools.audit.chain import Audit
from tools.clearing.rail import Rail
from tools.clearing.tables import EscrowRow
from tools.database import Sessions
from tools.members.accounts import PLATFORM
from tools.principal import Principal, Role

Done = TypeVar("Done")
Settled = Callable[[Act, EscrowRow, str], None]
# Nobody's account, and no role: what is in dispute is for people to decide, and the batch leaves it alone.
WORKER = Principal("clearing", PLATFORM, Role.VISITOR)
_TRIES = 4  # of a transaction that another one got in the way of


@dataclass(frozen=True)
class ClearingHouse:
    """Database, audit, the one clock, the one source of ids, and the rail.

    `settled`: who follows an escrow, by its purpose: called with "held", "proved", "released", "refunded" or "split" in the
    same transaction. `locks`: locks the escrow's order or deal, by purpose, before the escrow: the order in which all rules lock.
    """

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    rail: Rail
    settled: Mapping[str, Settled] = field(default_factory=dict)
    locks: Mapping[str, Callable[[Act, str], object]] = field(default_factory=dict)

    @contextmanager
    def act(self, cause: str, who: Principal = WORKER) -> Iterator[Act]:
        """One transaction of the platform itself."""
        with self.sessions.begin() as session:
            yield Act(session, who, self.now(), self.new_id, holding=True, cause=cause[:80])

    def carry(self, cause: str, work: Callable[[Act], Done]) -> Done:
        """Do work in a transaction of the platform itself, again when another one got in its way."""
        for attempt in range(1, _TRIES + 1):
            try:
                with self.act(cause) as act:
                    return work(act)
            except (DBAPIError, StaleDataError) as error:
                if attempt == _TRIES or not _in_the_way(error):
                    raise
        raise AssertionError("unreachable")

    def held_escrow(self, act: Act, identity: str) -> EscrowRow | None:
        """An escrow, its order or deal locked before it; None when there is none."""
        found = act.session.get(EscrowRow, identity)
        if found and (lock := self.locks.get(found.purpose)):
            lock(act, found.subject)
        return act.find(EscrowRow, identity) if found else None

    def follow(self, act: Act, escrow: EscrowRow, what: str = "") -> None:
        """Tell the order or the deal what became of its escrow: its state, or `what`."""
        if follower := self.settled.get(escrow.purpose):
            follower(act, escrow, what or escrow.state)


def _in_the_way(error: DBAPIError | StaleDataError) -> bool:
    """Whether only another transaction at the same moment made it fail: deadlock, serialization, a row made twice."""
    if isinstance(error, StaleDataError):
        return True
    taken = "UNIQUE constraint failed" in str(error.orig)
    return taken or getattr(error.orig, "sqlstate", "") in ("40001", "40P01", "23505")
