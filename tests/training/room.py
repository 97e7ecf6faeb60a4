"""A training room: the demo's members and sessions on a database of its own, with a clock that stands until it is moved."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.trade.audits import audit
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.clearing.sandbox import SandboxRail
from tools.database import Sessions, open_database
from tools.effects import all_effects, clearing_house
from tools.exchange.evidence import NoEvidence
from tools.members.accounts import principal_of
from tools.members.seeding import seed_members
from tools.money import Money
from tools.orders.tables import OrderRow
from tools.principal import Principal
from tools.training.tables import SignUpRow, TrainingSessionRow

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Room:
    """`propose`, `do` and the rows behind."""

    def __init__(self, url: str = "sqlite://") -> None:
        self.sessions: Sessions = open_database(url)
        self.moment, self.count = START, 0
        self.house = clearing_house(self.sessions, audit(), self.now, self.new_id, SandboxRail(self.sessions))
        self.effects = Effects.of(self.sessions, audit(), self.now, self.new_id, all_effects(self.house, NoEvidence()))
        seed_members(self.sessions, self.moment)

    def now(self) -> datetime:
        return self.moment

    def new_id(self) -> str:
        self.count += 1
        return hashlib.sha256(str(self.count).encode()).hexdigest()[:32]

    def later(self, **by: int) -> None:
        self.moment += timedelta(**by)

    def who(self, user: str) -> Principal:
        return principal_of(self.sessions, user)

    def propose(self, user: str, effect: str, **request: Any) -> Card:
        return self.effects.propose(self.who(user), effect, request)

    def do(self, user: str, effect: str, **request: Any) -> Outcome:
        card = self.propose(user, effect, **request)
        return self.effects.approve(self.who(user), card.id, card.hash)

    def publish(
        self, by: str = "su", seats: int = 2, price: int | dict[str, Any] = 0, days: int = 20, **more: Any
    ) -> str:
        """A session some days from now; a paid one is a seat at a course."""
        starts = self.moment + timedelta(days=days)
        paid: dict[str, Any] = (
            {"price": price} if isinstance(price, dict) else {"sku": "TRN-RND", "price": Money(price)} if price else {}
        )
        words = {"title_zh": "演示课程", "title_en": "A demo course", "code": "DEMO-1", "kind": "course", "hours": 2}
        times = {"starts": starts.isoformat(), "ends": (starts + timedelta(hours=3)).isoformat(), "seats": seats}
        return self.do(by, "publish_session", **{**words, **times, **paid, **more}).record

    def session(self, identity: str) -> TrainingSessionRow:
        with self.sessions() as session:
            return session.get_one(TrainingSessionRow, identity)

    def sign_up(self, identity: str) -> SignUpRow:
        with self.sessions() as session:
            return session.get_one(SignUpRow, identity)

    def order(self, identity: str) -> OrderRow:
        with self.sessions() as session:
            return session.get_one(OrderRow, identity)

    def states(self, identity: str) -> list[str]:
        """The states of a session's sign-ups, in order."""
        with self.sessions() as session:
            query = select(SignUpRow.state).where(SignUpRow.session == identity).order_by(SignUpRow.place)
            return list(session.scalars(query))


def file_room(folder: Path) -> Room:
    """A room on a file, which threads can share."""
    return Room(f"sqlite:///{folder / 'training.db'}")
