"""A world in small for the matrix of access: for every role an account, a colleague, and records of every kind in a state to act on."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from knowledge.law.library import LawLibrary
from knowledge.law.register import load_register
from tests.conftest import clock
from tests.trade.access_records import FILE, RECORDS, STRANGER, THIRD, profile, training_session
from tests.trade.audits import audit
from tools.approvals.effects import Effects
from tools.clearing.sandbox import SandboxRail
from tools.database import Sessions, open_database
from tools.effects import all_effects, clearing_house
from tools.exchange.evidence import NoEvidence
from tools.members.inviting import Invitations
from tools.members.passwords import Passwords
from tools.members.tables import AccountRow, OrganisationRow
from tools.orders.deliverable_store import DeliverableStore
from tools.portfolio.room import PortfolioRoom, no_records
from tools.principal import Principal, Role

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # tests need no slow one


class AccessRoom:
    """Everything that can be done and read, with records made when first asked for: one of each kind for each owner."""

    def __init__(self, folder: Path) -> None:
        self.sessions: Sessions = open_database("sqlite://")
        numbers = count(1 << 40)  # far from the numbers that records of the room have
        new_id: Callable[[], str] = lambda: f"{next(numbers):012x}"  # noqa: E731
        self.house = clearing_house(self.sessions, audit(), clock, new_id, SandboxRail(self.sessions))
        every = all_effects(self.house, NoEvidence())
        self.effects = Effects.of(self.sessions, audit(), clock, new_id, every)
        self.store = DeliverableStore(folder)
        self.portfolio = PortfolioRoom(self.sessions, audit(), clock, new_id, LawLibrary(load_register()), no_records())
        self.store.put(FILE)
        self.invitations = Invitations(self.sessions, audit(), clock, new_id, new_id, Passwords(QUICK))
        self._made: dict[tuple[str, str], str] = {}
        with self.sessions.begin() as session:
            for role in Role:
                _account(session, self.actor(role))
                _account(session, self.colleague(role))
            for who in (STRANGER, THIRD):
                _account(session, who)
            profile(session, THIRD, "")
            training_session(session, THIRD, "PUBLIC")

    def actor(self, role: Role) -> Principal:
        """The account of a role; a visitor has none."""
        return Principal(role.value, f"ORG-{role.value}" if role is not Role.VISITOR else "", role)

    def colleague(self, role: Role) -> Principal:
        """Another account of the same organisation."""
        return Principal(f"{role.value}-2", self.actor(role).organisation, role)

    def record(self, kind: str, owner: Principal) -> str:
        """The id of the record of a kind that is an owner's."""
        key = (kind, owner.user)
        if key not in self._made:
            with self.sessions.begin() as session:
                self._made[key] = RECORDS[kind](session, owner, f"{len(self._made) + 1:012d}")
        return self._made[key]


def _account(session: Session, who: Principal) -> None:
    if who.organisation and not session.get(OrganisationRow, who.organisation):
        session.add(OrganisationRow(id=who.organisation, name_zh=who.organisation, name_en=who.organisation, kind="enterprise", created=clock()))  # fmt: skip
        session.flush()
    if who.organisation:
        session.add(
            AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, manager=True, created=clock())
        )
