"""The demo's members with everything that can be done to orders and their money, on a database of its own."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.trade.clearing_room import opened
from tools.act import Act
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.audit.chain import Audit
from tools.clearing.accounts import held_by, open_account
from tools.clearing.posting import post
from tools.clearing.sandbox import SandboxRail
from tools.clearing.tables import EscrowRow
from tools.clearing.verifying import findings
from tools.database import Sessions, make_engine
from tools.effects import all_effects, clearing_house
from tools.exchange.evidence import NoEvidence
from tools.members.seeding import demo_members, seed_members
from tools.money import Money
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.deliverables import Deliverable, upload_deliverable
from tools.orders.quoting import quote_service
from tools.orders.tables import OrderRow
from tools.principal import Principal, Role

SEARCH = ("SRCH-TM", {"mark": "青岚", "classes": "9、35"})  # ¥1,600 at two classes; no licence needed
PATENT = ("PAT-INV-APP", {"applications": 1, "subject": "阀门", "applicant": "青岚精密"})
PDF = b"%PDF-1.7\n%%EOF\n"
START = datetime(2026, 11, 22, 10, tzinfo=UTC)
WHO = {user: Principal(user, row["id"], Role(role)) for row in demo_members() for user, role in row["users"].items()}
STATES = ("placed", "assigned", "working", "delivered", "disputed", "completed", "settled", "cancelled")


@cache
def _seed() -> sqlite3.Connection:
    """A database in memory with the demo's members, made once."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    sessions = opened("sqlite://")
    seed_members(sessions, START)
    with sessions.engine.connect() as connection:
        connection.connection.driver_connection.backup(made)  # type: ignore[union-attr]
    return made


def seeded(url: str) -> Sessions:
    """A database at a URL with the demo's members; one in memory is copied."""
    if url != "sqlite://":
        sessions = opened(url)
        seed_members(sessions, START)
        return sessions
    engine = make_engine(url)
    with engine.connect() as connection:
        _seed().backup(connection.connection.driver_connection)  # type: ignore[arg-type]
    return Sessions(engine)


class OrdersWorld:
    """Orders with a clock that is set by hand and ids that count."""

    def __init__(self, folder: Path, url: str = "sqlite://") -> None:
        self.moment = START
        numbers = count(1)
        self.new_id: Callable[[], str] = lambda: f"{next(numbers):012x}"
        self.sessions, self.audit, self.store = seeded(url), Audit(b"key"), DeliverableStore(folder)
        house = clearing_house(self.sessions, self.audit, lambda: self.moment, self.new_id, SandboxRail(self.sessions))
        every = all_effects(house, NoEvidence())
        self.effects = Effects.of(self.sessions, self.audit, lambda: self.moment, self.new_id, every)

    def who(self, user: str) -> Principal:
        return WHO.get(user, Principal(user))

    def propose(self, user: str, effect: str, **request: Any) -> Card:
        return self.effects.propose(self.who(user), effect, request)

    def do(self, user: str, effect: str, **request: Any) -> Outcome:
        """Propose and approve."""
        card = self.propose(user, effect, **request)
        return self.effects.approve(self.who(user), card.id, card.hash)

    def act(self, session: Any, user: str) -> Act:
        return Act(session, self.who(user), self.moment, self.new_id, cause="test")

    def give(self, organisation: str, money: Money) -> None:
        """Money that came in, booked as a deposit is."""
        with self.sessions.begin() as session:
            act = self.act(session, "su")
            rail, member = (
                open_account(session, "rail", money.currency),
                open_account(session, "member", money.currency, organisation),
            )
            post(act, "deposit", f"test:{self.new_id()}", [(rail, -money), (member, money)])

    def held(self, organisation: str) -> int:
        with self.sessions() as session:
            return held_by(session, organisation).minor

    def quote(self, service: tuple[str, dict[str, object]] = SEARCH, user: str = "lin") -> str:
        return quote_service(self.effects, self.who(user), *service).id

    def order(self, state: str = "placed", service: tuple[str, dict[str, object]] = SEARCH, provider: str = "ORG-GUANLAN", by: str = "guan") -> str:  # fmt: skip
        """An order of lin's in a state, funded where the state needs it; brought there by effects alone."""
        order = self.do("lin", "place_order", quote=self.quote(service)).record
        if state == "placed":
            return order
        if state == "cancelled":
            self.do("lin", "cancel_order", order=order)
            return order
        self.do("lin", "assign_provider", order=order, provider=provider)
        if state == "assigned":
            return order
        self.fund(order)
        self.do(by, "accept_assignment", order=order)
        for effect, user, request in _PATHS[state]:
            if effect == "deliver_order":
                self.upload(order, user=by)
            self.do(by if user == "guan" else user, effect, order=order, **request)
        return order

    def fund(self, order: str) -> None:
        with self.sessions() as session:
            escrow = session.query(EscrowRow).filter_by(purpose="order", subject=order).one()
        self.give(escrow.payer, Money(escrow.price_minor, escrow.currency))
        self.do("lin", "fund_escrow", escrow=escrow.id)

    def upload(self, order: str, name: str = "报告.pdf", data: bytes = PDF, user: str = "guan") -> Deliverable:
        return upload_deliverable(self.effects, self.store, self.who(user), order, name, data)

    def row(self, order: str) -> OrderRow:
        with self.sessions() as session:
            return session.get_one(OrderRow, order)

    def escrow(self, order: str) -> str:
        with self.sessions() as session:
            return session.query(EscrowRow).filter_by(purpose="order", subject=order).one().state

    def sound(self) -> bool:
        """The books balance and the audit is whole."""
        with self.sessions() as session:
            return not findings(session) and self.audit.verify(session).sound

    def later(self, **span: int) -> None:
        self.moment += timedelta(**span)


_DECISION = {"to_provider": {"minor": 60_000, "currency": "CNY"}, "reason": "部分合格"}
_PATHS: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "working": [],
    "delivered": [("deliver_order", "guan", {})],
    "disputed": [("dispute_order", "lin", {"reason": "迟延"})],
    "completed": [("deliver_order", "guan", {}), ("accept_delivery", "lin", {})],
    "settled": [("dispute_order", "lin", {"reason": "迟延"}), ("decide_dispute", "gu", _DECISION)],
}


@pytest.fixture
def orders(tmp_path: Path) -> OrdersWorld:
    return OrdersWorld(tmp_path / "files")
