"""A desk's membership in small: an administrator, two organisations with a manager each, a clock that can be moved."""

from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher

from tests.conftest import clock
from tests.trade.audits import audit
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.database import Sessions, make_engine, open_database
from tools.members.accounts import principal_of
from tools.members.effects import member_effects
from tools.members.founding import create_admin
from tools.members.gate import Gate
from tools.members.inviting import Invitations
from tools.members.passwords import Passwords
from tools.members.tables import OrganisationRow
from tools.principal import Principal, Role

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # tests need no slow one
GOOD, OTHER_GOOD, PLACE = "one quiet evening in june", "another quiet evening", "198.51.100.7"
RECEIVER = "Example Model Ltd., Singapore, privacy@model.example"


class Room:
    """`later` moves the clock; every account signs in with GOOD from PLACE. Without a URL it is a copy of one made once."""

    def __init__(self, url: str = "", hasher: PasswordHasher = QUICK) -> None:
        self.sessions, self.moment, numbers = _opened(url), clock(), count(1 if url else 10_000)
        self.new_id = lambda: f"{next(numbers):012x}"
        self.new_token = lambda: f"token-{next(numbers):040d}"
        self.passwords = Passwords(hasher)
        self.gate = Gate(self.sessions, audit(), self.now, self.new_token, self.passwords)
        self.invitations = Invitations(self.sessions, audit(), self.now, self.new_id, self.new_token, self.passwords)
        self.effects = Effects.of(self.sessions, audit(), self.now, self.new_id, member_effects(RECEIVER))
        if url:
            self._people()

    def _people(self) -> None:
        create_admin(self.sessions, audit(), self.passwords, "su.qing", GOOD, self.now())
        with self.sessions.begin() as session:
            for identity, kind in (("ORG-A", "enterprise"), ("ORG-B", "agency")):
                session.add(OrganisationRow(id=identity, name_zh=f"甲{identity}", name_en=f"Co {identity}", kind=kind, created=self.now()))  # fmt: skip
        self.join("lei", "ORG-A", Role.MEMBER, manager=True)
        self.join("ming", "ORG-A", Role.MEMBER)
        self.join("bo", "ORG-B", Role.AGENCY, manager=True)

    def now(self) -> datetime:
        return self.moment

    def later(self, **by: float) -> None:
        self.moment += timedelta(**by)

    def who(self, user: str) -> Principal:
        return principal_of(self.sessions, user)

    def code(self, organisation: str, role: Role, manager: bool = False, by: str = "su.qing") -> str:
        return self.invitations.invite(self.who(by), organisation, role, manager)[1]

    def join(self, user: str, organisation: str, role: Role, manager: bool = False) -> None:
        self.invitations.accept(self.code(organisation, role, manager), user, GOOD)

    def propose(self, by: str, effect: str, **request: Any) -> Card:
        return self.effects.propose(self.who(by), effect, request)

    def do(self, by: str, effect: str, **request: Any) -> Outcome:
        card = self.propose(by, effect, **request)
        return self.effects.approve(self.who(by), card.id, card.hash)


@cache
def _made() -> Room:
    return Room("sqlite://")


def _opened(url: str) -> Sessions:
    """The database at a URL, or a copy in memory of the one made once."""
    if url:
        return open_database(url)
    engine = make_engine("sqlite://")
    with _made().sessions.engine.connect() as made, engine.connect() as copy:
        made.connection.driver_connection.backup(copy.connection.driver_connection)  # type: ignore[union-attr]
    return Sessions(engine)
