"""A whole exchange on one database: rules, members, a clock that stands until it is moved, ids that come in order.

Two venues with the same seed that are asked the same do the same, to the letter: that is what crashes are compared by.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from evals.trade.members import ACCOUNTS, START
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.audit.chain import Audit
from tools.clearing.sandbox import SandboxRail
from tools.database import Sessions
from tools.effects import all_effects, clearing_house
from tools.exchange.evidence import NoEvidence
from tools.principal import Principal, Role

AUDIT = Audit(b"the key of a run that proves something")


@dataclass
class Clock:
    """The one clock: it stands until it is moved."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """The moment it is."""
        return self.moment

    def jump(self, **by: int) -> None:
        """Move it, in the words of `timedelta`."""
        self.moment += timedelta(**by)


@dataclass
class Ids:
    """The one source of ids: 32 hexadecimal digits, the same ones for the same seed."""

    seed: str = "0"
    count: int = 0

    def __call__(self) -> str:
        """The next one."""
        self.count += 1
        return hashlib.sha256(f"{self.seed}/{self.count}".encode()).hexdigest()[:32]


@dataclass
class Venue:
    """`seed` keeps the ids of workers apart; `script` says how the bank behaves (`SandboxRail`)."""

    sessions: Sessions
    seed: str = "0"
    clock: Clock = field(default_factory=Clock)
    script: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.ids = Ids(self.seed)
        self.rail = SandboxRail(self.sessions, self.script)
        self.house = clearing_house(self.sessions, AUDIT, self.clock, self.ids, self.rail)
        known = all_effects(self.house, NoEvidence())
        self.effects = Effects.of(self.sessions, AUDIT, self.clock, self.ids, known)

    def principal(self, user: str) -> Principal:
        """A member as the sign-in gives it; a visitor for a name nobody has."""
        organisation, role = ACCOUNTS.get(user, ("", Role.VISITOR.value))
        return Principal(user, organisation, Role(role))

    def propose(self, user: str, effect: str, **request: Any) -> Card:
        """Terms for a user."""
        return self.effects.propose(self.principal(user), effect, request)

    def approve(self, user: str, card: Card, key: str = "") -> Outcome:
        """What a click on the card does."""
        return self.effects.approve(self.principal(user), card.id, card.hash, key)

    def do(self, user: str, effect: str, **request: Any) -> Outcome:
        """Propose and approve; the answer. Raises Refused."""
        return self.approve(user, self.propose(user, effect, **request))

    def made(self, user: str, effect: str, **request: Any) -> str:
        """As `do`: the id of the record."""
        return self.do(user, effect, **request).record
