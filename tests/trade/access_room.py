"""A world in small for the matrix of access: for every role an account, a colleague, and records of every kind in a state to act on."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlalchemy.orm import Session

from tests.conftest import TODAY, clock
from tests.trade.audits import audit
from tests.trade.rating_log import Log
from tools.approvals.effects import Effects
from tools.clearing.sandbox import SandboxRail
from tools.clearing.tables import EscrowRow
from tools.database import Base, Sessions, open_database
from tools.effects import all_effects, clearing_house
from tools.events import EventRow
from tools.exchange.dealing import DealRow, OfferRow
from tools.exchange.evidence import NoEvidence
from tools.exchange.tables import ListingRow, NeedRow
from tools.finance.packet import Packet
from tools.finance.readiness import Readiness
from tools.finance.tables import PacketRow
from tools.health_check.tables import HealthCheckRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.tables import DeliverableRow, OrderRow, QuoteRow
from tools.principal import Principal, Role
from tools.ratings.tables import RatingDisputeRow

SECRET, FILE = "canary of another tenant", b"%PDF-1.7 canary of another tenant"
STRANGER, THIRD = Principal("stranger", "ORG-OTHER", Role.MEMBER), Principal("third", "ORG-THIRD", Role.AGENCY)


class AccessRoom:
    """Everything that can be done and read, with records made when first asked for: one of each kind for each owner."""

    def __init__(self, folder: Path) -> None:
        self.sessions: Sessions = open_database("sqlite://")
        numbers = count(1)
        new_id: Callable[[], str] = lambda: f"{next(numbers):012x}"  # noqa: E731
        self.house = clearing_house(self.sessions, audit(), clock, new_id, SandboxRail(self.sessions))
        every = all_effects(self.house, NoEvidence())
        self.effects = Effects.of(self.sessions, audit(), clock, new_id, every)
        self.store = DeliverableStore(folder)
        self.store.put(FILE)
        self._made: dict[tuple[str, str], str] = {}
        with self.sessions.begin() as session:
            for role in Role:
                _account(session, self.actor(role))
                _account(session, self.colleague(role))
            for who in (STRANGER, THIRD):
                _account(session, who)

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
        session.add(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, created=clock()))


def _add(session: Session, row: Base) -> str:
    session.add(row)
    session.flush()
    return str(row.id)  # type: ignore[attr-defined]


def quote(session: Session, owner: Principal, number: str, state: str = "open", provider: str = "") -> str:
    """A quote of a buyer."""
    priced = {"price_minor": 100_000, "valid_until": TODAY + timedelta(9)} if state == "open" else {}
    return _add(session, QuoteRow(id=f"QUO-{number}", sku="TRN-AWARE", inputs=json.dumps({"sessions": 1, "audience": SECRET}), buyer=owner.organisation, buyer_user=owner.user, provider=provider, state=state, days=9, created=clock(), **priced))  # fmt: skip


def order(session: Session, owner: Principal, number: str, state: str = "disputed", provides: bool = False) -> str:
    """An order of a buyer, or of the provider it is assigned to."""
    buyer, provider = (THIRD, owner) if provides else (owner, THIRD)
    return _add(session, OrderRow(
        id=f"ORD-{number}", quote=quote(session, buyer, f"Q{number}"), sku="TRN-AWARE", inputs=json.dumps({"sessions": 1, "audience": SECRET}), buyer=buyer.organisation,
        buyer_user=buyer.user, provider=provider.organisation, provider_user=provider.user, state=state, price_minor=100_000, currency="CNY",
        days=9, due=TODAY + timedelta(9), created=clock(),
    ))  # fmt: skip


def deliverable(session: Session, owner: Principal, number: str, delivered: bool = True, provides: bool = False) -> str:
    """A file of an order."""
    held = order(session, owner, f"F{number}", provides=provides)
    return _add(session, DeliverableRow(id=f"DLV-{number}", order=held, name="canary.pdf", media_type="application/pdf", sha256=hashlib.sha256(FILE).hexdigest(), size=len(FILE), user=THIRD.user, organisation=THIRD.organisation, delivered=clock() if delivered else None, created=clock()))  # fmt: skip


def listing(session: Session, owner: Principal, number: str) -> str:
    """A listing of a seller."""
    words = {"zh": {"title": "一种折叠装置", "description": "", "use": "", "product": ""}}
    return _add(session, ListingRow(
        id=f"LST-{number}", organisation=owner.organisation, user=owner.user, subject="patent", deal="ordinary", pricing="negotiable", currency="CNY",
        words=json.dumps(words, ensure_ascii=False), state="active", created=clock(), expires=clock() + timedelta(90),
    ))  # fmt: skip


def need(session: Session, owner: Principal, number: str) -> str:
    """A need of a buyer."""
    words = {"zh": {"title": "寻找折叠装置", "description": "", "use": "", "product": ""}}
    return _add(session, NeedRow(id=f"NED-{number}", organisation=owner.organisation, user=owner.user, words=json.dumps(words, ensure_ascii=False), currency="CNY", state="active", created=clock(), expires=clock() + timedelta(90)))  # fmt: skip


def offer(session: Session, owner: Principal, number: str, made: bool = False) -> str:
    """An offer that an owner got for its listing, or made for another's."""
    seller, buyer = (THIRD, owner) if made else (owner, THIRD)
    return _add(session, OfferRow(
        id=f"OFR-{number}", listing=listing(session, seller, f"O{number}"), buyer=buyer.organisation, user=buyer.user, by="buyer", amount_minor=100,
        currency="CNY", conditions=SECRET, state="open", created=clock(), expires=clock() + timedelta(9),
    ))  # fmt: skip


def deal(session: Session, owner: Principal, number: str) -> str:
    """A deal of a buyer that is paid."""
    return _add(session, DealRow(
        id=f"DEA-{number}", listing=listing(session, THIRD, f"D{number}"), seller=THIRD.organisation, buyer=owner.organisation, subject="patent",
        kind="ordinary", price_minor=100, currency="CNY", conditions=SECRET, exclusive=False, state="funded", created=clock(), pay_by=clock(),
    ))  # fmt: skip


def escrow(session: Session, owner: Principal, number: str) -> str:
    """An escrow of a payer that holds its money."""
    return _add(session, EscrowRow(id=f"ESC-{number}", purpose="test", subject=number, payer=owner.organisation, payee=THIRD.organisation, currency="CNY", price_minor=100, fee_minor=1, state="held", created=clock()))  # fmt: skip


def entry(session: Session, owner: Principal, number: str) -> str:
    """A star of five for an owner, on an order of its own."""
    log = Log()
    log.order(owner.organisation, THIRD.organisation, users=(owner.user, THIRD.user), stars=1)
    for event in log.events:
        row = EventRow(**event.model_dump(exclude={"id", "detail", "record"}), record=f"ORD-E{number}", detail=json.dumps({**event.detail, "comment": SECRET}))  # fmt: skip
        session.add(row)
        session.flush()
    return f"ENT-{row.id}"


def dispute(session: Session, owner: Principal, number: str) -> str:
    """A dispute of an owner about an entry."""
    about = int(entry(session, owner, f"D{number}").removeprefix("ENT-"))
    return _add(session, RatingDisputeRow(id=f"RDP-{number}", entry=about, organisation=owner.organisation, other=THIRD.organisation, user=owner.user, reason=SECRET, state="open", created=clock()))  # fmt: skip


def packet(session: Session, owner: Principal, number: str, received: bool = False) -> str:
    """A packet an owner sent, or one addressed to its organisation."""
    sender, recipient = (THIRD, owner) if received else (owner, THIRD)
    readiness = Readiness(as_of=TODAY, organisation=sender.organisation, verdict="ready", rights=(), stated={}, provisions=())
    held = Packet(applicant=sender.organisation, name_zh="甲", name_en="A", amount=Money(100), months=12, purpose=SECRET, contact="", readiness=readiness, papers=())  # fmt: skip
    return _add(session, PacketRow(
        id=f"PKT-{number}", organisation=sender.organisation, user=sender.user, recipient=recipient.organisation, document=held.model_dump_json(),
        digest=held.digest, amount_minor=100, currency="CNY", state="sent", created=clock(),
    ))  # fmt: skip


def health_check(session: Session, owner: Principal, number: str) -> str:
    """Answers of an owner's organisation."""
    answers = json.dumps({"agenda": {"choice": "never", "evidence": SECRET}})
    return _add(session, HealthCheckRow(id=f"HCK-{number}", organisation=owner.organisation, user=owner.user, form="six-lacks", edition="1", day=TODAY, answers=answers, created=clock()))  # fmt: skip


Made = Callable[[Session, Principal, str], str]
RECORDS: dict[str, Made] = {
    "quote": quote, "order": order, "deliverable": deliverable, "listing": listing, "need": need, "offer": offer, "deal": deal, "escrow": escrow,
    "entry": entry, "dispute": dispute,
    "packet": packet, "packet received": lambda session, owner, number: packet(session, owner, number, received=True), "health check": health_check,
    "quote asked": lambda session, owner, number: quote(session, owner, number, "asked"),
    "quote to answer": lambda session, owner, number: quote(session, THIRD, number, "asked", owner.organisation),
    "order in work": lambda session, owner, number: order(session, owner, number, "working", provides=True),
    "draft": lambda session, owner, number: deliverable(session, owner, number, delivered=False, provides=True),
    "offer made": lambda session, owner, number: offer(session, owner, number, made=True),
    "organisation": lambda session, owner, number: owner.organisation,
}  # fmt: skip
