"""Records the matrix of access tries: one of each kind, made for whoever is to own it."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.conftest import TODAY, clock
from tests.trade.rating_log import Log
from tools.agencies.tables import IntroductionRow, MatchRow, PartyRow, ProfileRow
from tools.clearing.tables import EscrowRow
from tools.database import Base
from tools.events import EventRow
from tools.exchange.dealing import DealRow, OfferRow
from tools.exchange.tables import ListingRow, NeedRow
from tools.finance.packet import Packet
from tools.finance.readiness import Readiness
from tools.finance.tables import PacketRow
from tools.health_check.tables import HealthCheckRow
from tools.information.tables import SubscriptionRow
from tools.members.member_tables import InvitationRow
from tools.money import Money
from tools.orders.tables import DeliverableRow, OrderRow, QuoteRow
from tools.principal import Principal, Role
from tools.ratings.tables import RatingDisputeRow
from tools.training.tables import CertificateRow, SignUpRow, TrainingSessionRow
from tools.triage.inquiry_table import Inquiry
from tools.triage.tables import CaseRow

SECRET, FILE = "canary of another tenant", b"%PDF-1.7 canary of another tenant"
AGENCY = "ORG-THIRD"
STRANGER, THIRD = Principal("stranger", "ORG-OTHER", Role.MEMBER), Principal("third", "ORG-THIRD", Role.AGENCY)


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


def invitation(session: Session, owner: Principal, number: str) -> str:
    """An open invitation that an owner made into its organisation."""
    row = InvitationRow(id=f"INV-{number}", token=f"{number:>064}", organisation=owner.organisation, role="member", note=SECRET, inviter=owner.user, created=clock(), expires=clock() + timedelta(7))  # fmt: skip
    return _add(session, row)


def profile(session: Session, owner: Principal, number: str) -> str:
    """An owner's entry in the directory of agencies."""
    if not session.get(ProfileRow, owner.organisation):
        session.add(ProfileRow(organisation=owner.organisation, jurisdictions='["CN"]', capacity=9, verified=True))
        session.flush()
    return owner.organisation


def party(session: Session, owner: Principal, number: str) -> str:
    """A party an owner stands for."""
    return _add(session, PartyRow(id=f"PTY-{number}", organisation=owner.organisation, side="client", names=json.dumps([SECRET]), created=clock()))  # fmt: skip


def match(session: Session, owner: Principal, number: str) -> str:
    """A match of an owner's, against somebody."""
    asked = {"task": "SRCH-NOV", "jurisdiction": "CN", "against": [SECRET]}
    return _add(session, MatchRow(id=f"MAT-{number}", organisation=owner.organisation, user=owner.user, request=json.dumps(asked), created=clock()))  # fmt: skip


def introduction(session: Session, owner: Principal, number: str, received: bool = False) -> str:
    """A packet of an owner's, or one it got, that waits for an answer."""
    member, agency = (THIRD, owner) if received else (owner, THIRD)
    profile(session, agency, "")
    packet = {"task": "SRCH-NOV", "sku": "SRCH-NOV", "title": SECRET, "summary": SECRET, "field": "", "jurisdiction": "CN", "language": "", "urgent": None, "budget": None, "contact": SECRET, "unfiled": False, "technical": ""}  # fmt: skip
    return _add(session, IntroductionRow(
        id=f"INR-{number}", match=match(session, member, f"I{number}"), member=member.organisation, member_user=member.user, agency=agency.organisation,
        agency_user=agency.user, packet=json.dumps(packet), against="[]", state="sent", expires=TODAY + timedelta(9), created=clock(),
    ))  # fmt: skip


def packet(session: Session, owner: Principal, number: str, received: bool = False) -> str:
    """A packet an owner sent, or one addressed to its organisation."""
    sender, recipient = (THIRD, owner) if received else (owner, THIRD)
    readiness = Readiness(
        as_of=TODAY, organisation=sender.organisation, verdict="ready", rights=(), stated={}, provisions=()
    )
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


def training_session(session: Session, owner: Principal, number: str) -> str:
    """A session of a provider."""
    return _add(session, TrainingSessionRow(
        id=f"TSN-{number}", code="A-1", kind="salon", title_zh="公开沙龙", title_en="Open salon", about_zh="", about_en="", provider=owner.organisation,
        starts=clock() + timedelta(9), ends=clock() + timedelta(10), place_zh="", place_en="", language="zh", seats=5, taken=1, sku="", price_minor=0,
        currency="CNY", kinds="", roles="", segments="", prerequisites="", certificate=False, hours=1, state="open", demo=False, created=clock(),
    ))  # fmt: skip


def sign_up(session: Session, owner: Principal, number: str, provides: bool = False) -> str:
    """A seat of an owner at another's session, or another's at a session of the owner's."""
    provider, signed = (owner, THIRD) if provides else (THIRD, owner)
    held = training_session(session, provider, f"S{number}")
    return _add(session, SignUpRow(id=f"SGN-{number}", session=held, organisation=signed.organisation, user=signed.user, name=SECRET, place=1, state="signed", order="", created=clock()))  # fmt: skip


def certificate(session: Session, owner: Principal, number: str) -> str:
    """A certificate of an owner."""
    session.add(
        CertificateRow(
            number=f"CRT-{number}",
            sign_up=sign_up(session, owner, f"C{number}"),
            content="{}",
            sha256="0" * 64,
            issued=clock(),
        )
    )
    session.flush()
    return f"CRT-{number}"


def subscription(session: Session, owner: Principal, number: str) -> str:
    """A subscription of an account's own."""
    return _add(session, SubscriptionRow(id=f"SUB-{number}", organisation=owner.organisation, user=owner.user, categories='["cases"]', keywords="[]", holders="[]", classes="[]", period="weekly", language="zh", state="active", created=clock()))  # fmt: skip


def inquiry(session: Session, owner: Principal, number: str) -> str:
    """An inquiry with its case, taken by staff."""
    session.add(
        Inquiry(id=f"INQ-{number}", user=owner.user, thread="t", text=SECRET, contact="", state="open", created=clock())
    )
    session.flush()
    plain = dict.fromkeys(("sender", "title", "assignee", "draft"), "") | dict.fromkeys(
        ("why", "flags", "draft_sources"), "[]"
    )
    labels = {"sub_platform": "legal", "right": "mark", "jurisdiction": "CN", "segment": "unknown", "licence": "none", "desk": "marks", "urgency": "none"}  # fmt: skip
    return _add(session, CaseRow(id=f"INQ-{number}", user=owner.user, organisation=owner.organisation, source="chat", language="zh", summary="{}", out_of_scope=False, confidence=50, needs_person=True, state="taken", rank=2, act_by=TODAY, due=clock(), escalated=False, received=clock(), **plain, **labels))  # fmt: skip


RECORDS: dict[str, Made] = {
    "quote": quote, "order": order, "deliverable": deliverable, "listing": listing, "need": need, "offer": offer, "deal": deal, "escrow": escrow,
    "entry": entry, "dispute": dispute, "invitation": invitation, "account": lambda session, owner, number: owner.user,
    "inquiry": inquiry,
    "packet": packet, "packet received": lambda session, owner, number: packet(session, owner, number, received=True), "health check": health_check,
    "quote asked": lambda session, owner, number: quote(session, owner, number, "asked"),
    "quote to answer": lambda session, owner, number: quote(session, THIRD, number, "asked", owner.organisation),
    "order in work": lambda session, owner, number: order(session, owner, number, "working", provides=True),
    "draft": lambda session, owner, number: deliverable(session, owner, number, delivered=False, provides=True),
    "offer made": lambda session, owner, number: offer(session, owner, number, made=True),
    "match": match, "introduction": introduction, "party": party, "profile": profile,
    "introduction received": lambda session, owner, number: introduction(session, owner, number, received=True),
    "organisation": lambda session, owner, number: owner.organisation,
    "session": training_session, "sign-up": sign_up, "certificate": certificate, "subscription": subscription, "subscription to end": subscription,
    "sign-up at": lambda session, owner, number: sign_up(session, owner, number, provides=True),
}  # fmt: skip
