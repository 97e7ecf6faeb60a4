"""A clearing house with three organisations on a database of its own; the URL of the database is a fixture."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import pytest

from tools.act import Act
from tools.approvals.effects import Effects
from tools.approvals.terms import Outcome
from tools.audit.chain import Audit
from tools.clearing.accounts import held_by, open_account
from tools.clearing.effects import clearing_effects
from tools.clearing.escrow import open_escrow
from tools.clearing.house import ClearingHouse
from tools.clearing.posting import post
from tools.clearing.sandbox import SandboxRail
from tools.clearing.tables import EscrowRow
from tools.clearing.verifying import Finding, findings
from tools.database import Sessions, make_engine, open_database
from tools.members.accounts import PLATFORM
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money
from tools.principal import Principal, Role

LIN = Principal("lin", "ORG-A", Role.MEMBER)  # pays
MEI = Principal("mei", "ORG-B", Role.AGENCY)  # is paid
WEI = Principal("wei", "ORG-C", Role.MEMBER)  # has nothing to do with it
STA = Principal("sta", PLATFORM, Role.STAFF)
EXP = Principal("exp", "ORG-E", Role.EXPERT)
EVERYBODY = (LIN, MEI, WEI, STA, EXP)


@cache
def _made() -> sqlite3.Connection:
    """An empty database in memory that the migrations have been through once."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    engine = open_database("sqlite://").engine
    with engine.connect() as connection:
        connection.connection.driver_connection.backup(made)  # type: ignore[union-attr]
    return made


def opened(url: str) -> Sessions:
    """An empty database at a URL; one in memory is copied, which takes no time."""
    if url != "sqlite://":
        return open_database(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        _made().backup(connection.connection.driver_connection)  # type: ignore[arg-type]
    return Sessions(engine)


class Room:
    """Everything clearing needs, with a clock that is set by hand and ids that count."""

    def __init__(self, url: str, script: Sequence[str] = ()) -> None:
        self.moment, self.told = datetime(2026, 11, 22, 10, tzinfo=UTC), []  # type: ignore[var-annotated]
        numbers = count(1)
        self.new_id: Callable[[], str] = lambda: f"{next(numbers):012x}"
        self.sessions, self.audit = opened(url), Audit(b"key")
        self.rail = SandboxRail(self.sessions, script)
        follow = lambda act, escrow, what: self.told.append((escrow.subject, what))  # noqa: E731
        self.house = ClearingHouse(
            self.sessions, self.audit, lambda: self.moment, self.new_id, self.rail, {"order": follow, "deal": follow}
        )
        self.effects = Effects.of(
            self.sessions, self.audit, lambda: self.moment, self.new_id, clearing_effects(self.house)
        )
        with self.sessions.begin() as session:
            for who in EVERYBODY:
                if session.get(OrganisationRow, who.organisation) is None:
                    session.add(OrganisationRow(id=who.organisation, name_zh=who.user, name_en=who.user, kind="enterprise", demo=True, created=self.moment))  # fmt: skip
                session.flush()
                session.add(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=self.moment))  # fmt: skip

    @contextmanager
    def act(self, who: Principal = LIN) -> Iterator[Act]:
        with self.sessions.begin() as session:
            yield Act(session, who, self.moment, self.new_id, cause="test")

    def give(self, organisation: str, money: Money) -> None:
        """Money that came in some other way, booked as a deposit is."""
        with self.act() as act:
            rail, member = open_account(act.session, "rail", money.currency), open_account(act.session, "member", money.currency, organisation)  # fmt: skip
            post(act, "deposit", f"test:{self.new_id()}", [(rail, -money), (member, money)])

    def escrow(self, price: int = 10_000, state: str = "held", proof: str = "", payee: str = "ORG-B", purpose: str = "order", currency: str = "CNY") -> str:  # fmt: skip
        """An escrow of ORG-A's in a state, its money given before."""
        from tools.clearing.escrow import fund_escrow, refund_escrow, release_escrow, split_escrow, void_escrow
        from tools.clearing.proving import prove

        money = Money(price, currency)
        if state not in ("agreed", "void"):
            self.give("ORG-A", money)
        with self.act() as act:
            row = open_escrow(
                act,
                purpose=purpose,
                subject=f"ORD-{self.new_id()}",
                payer="ORG-A",
                payee=payee,
                price=money,
                proof=proof,
            )
            if state == "void":
                void_escrow(act, row)
            elif state != "agreed":
                fund_escrow(act, row)
            if state == "released":
                _ = prove(act, row, "N-1") if proof else None
                release_escrow(act, row)
            elif state == "refunded":
                refund_escrow(act, row)
            elif state == "split":
                split_escrow(act, row, Money(price - 1, currency))
            return row.id

    def state(self, escrow: str) -> str:
        with self.sessions() as session:
            return session.get_one(EscrowRow, escrow).state

    def held(self, organisation: str, currency: str = "CNY") -> int:
        with self.sessions() as session:
            return held_by(session, organisation, currency).minor

    def do(self, who: Principal, effect: str, **request: Any) -> Outcome:
        """Propose and approve."""
        card = self.effects.propose(who, effect, request)
        return self.effects.approve(who, card.id, card.hash)

    def later(self, **span: int) -> None:
        self.moment += timedelta(**span)

    def wrong(self) -> list[Finding]:
        with self.sessions() as session:
            return findings(session)


@pytest.fixture
def database_url() -> str:
    """Where the tests of clearing keep their rows."""
    return "sqlite://"


@pytest.fixture
def room(database_url: str) -> Room:
    return Room(database_url)
