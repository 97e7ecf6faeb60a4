"""Listings, needs, offers, bids and deals as faces read them: what is for everybody, and what only a party sees."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.approvals.terms import Check
from tools.exchange.dealing import BidRow, DealRow, OfferRow
from tools.exchange.machine import DEAL_STEPS, LISTING_STEPS, NEED_STEPS, OFFER_STEPS
from tools.exchange.request import Wording
from tools.exchange.tables import ListingRow, NeedRow, RightRow
from tools.exchange.told import checks_from, price_of, wordings
from tools.members.tables import OrganisationRow
from tools.money import Money
from tools.principal import Principal


class Shown(BaseModel):
    """Base of what is read. `steps`: what the state allows next."""

    model_config = ConfigDict(frozen=True)

    id: str
    state: str
    state_zh: str
    state_en: str


class Member(BaseModel):
    """An organisation by its names. `demo`: fictional."""

    model_config = ConfigDict(frozen=True)

    id: str
    zh: str
    en: str
    demo: bool


class Bidding(BaseModel):
    """How bidding stands. `reserve`: for the seller only; `reached`: whether it is reached, None where there is none."""

    model_config = ConfigDict(frozen=True)

    starts: datetime | None
    ends: datetime
    extension: int
    increment: Money
    bids: int
    top: Money | None
    leading: bool  # the reader's own bid is the highest
    reserve: Money | None
    reached: bool | None


class ListingShown(Shown):
    """A listing. `left`: ordinary licences that can still be had, None for no limit; `mine`: of the reader's organisation."""

    seller: Member
    subject: str
    deal: str
    pricing: str
    price: Money | None
    words: dict[str, Wording]
    numbers: tuple[str, ...]
    country: str
    classes: tuple[str, ...]
    most: int | None
    left: int | None
    bidding: Bidding | None
    checks: tuple[Check, ...]
    house: Member | None
    demo: bool
    mine: bool
    created: datetime
    expires: datetime


class NeedShown(Shown):
    """A need."""

    buyer: Member
    words: dict[str, Wording]
    subjects: tuple[str, ...]
    deals: tuple[str, ...]
    classes: tuple[str, ...]
    country: str
    budget: Money | None
    demo: bool
    mine: bool
    created: datetime
    expires: datetime


class OfferShown(Shown):
    """An offer, for its two parties. `yours`: whether the reader's side made it, so that it waits for the other one."""

    listing: str
    buyer: Member
    by: str
    previous: str
    amount: Money
    conditions: str
    yours: bool
    created: datetime
    expires: datetime


class DealShown(Shown):
    """A deal, for its two parties. `side`: the reader's."""

    listing: str
    source: str
    seller: Member
    buyer: Member
    subject: str
    kind: str
    price: Money
    proof: str
    conditions: str
    checks: tuple[Check, ...]
    side: str
    pay_by: datetime
    created: datetime


def listing_shown(session: Session, who: Principal, row: ListingRow) -> ListingShown:
    """A listing as the principal may read it."""
    zh, en = LISTING_STEPS.states[row.state]
    rights = session.scalars(select(RightRow.shown).where(RightRow.listing == row.id).order_by(RightRow.right_key))
    mine = bool(who.organisation) and who.organisation == row.organisation
    return ListingShown(
        id=row.id, state=row.state, state_zh=zh, state_en=en, seller=member(session, row.organisation), subject=row.subject,
        deal=row.deal, pricing=row.pricing, price=price_of(row), words=wordings(row), numbers=tuple(dict.fromkeys(rights)), country=row.country,
        classes=codes(row.classes), most=row.most, left=None if row.most is None else row.most - row.granted,
        bidding=_bidding(session, who, row, mine), checks=checks_from(row.checks), mine=mine, demo=row.demo,
        house=member(session, row.house) if row.house else None, created=row.created, expires=row.expires,
    )  # fmt: skip


def need_shown(session: Session, who: Principal, row: NeedRow) -> NeedShown:
    """A need."""
    zh, en = NEED_STEPS.states[row.state]
    return NeedShown(
        id=row.id, state=row.state, state_zh=zh, state_en=en, buyer=member(session, row.organisation), words=wordings(row),
        subjects=codes(row.subjects), deals=codes(row.deals), classes=codes(row.classes), country=row.country, demo=row.demo,
        budget=Money(row.budget_minor, row.currency) if row.budget_minor is not None else None,
        mine=bool(who.organisation) and who.organisation == row.organisation, created=row.created, expires=row.expires,
    )  # fmt: skip


def offer_shown(session: Session, who: Principal, row: OfferRow) -> OfferShown:
    """An offer as one of its parties reads it."""
    zh, en = OFFER_STEPS.states[row.state]
    return OfferShown(
        id=row.id, state=row.state, state_zh=zh, state_en=en, listing=row.listing, buyer=member(session, row.buyer), by=row.by,
        previous=row.previous, amount=Money(row.amount_minor, row.currency), conditions=row.conditions,
        yours=(who.organisation == row.buyer) == (row.by == "buyer"), created=row.created, expires=row.expires,
    )  # fmt: skip


def deal_shown(session: Session, who: Principal, row: DealRow) -> DealShown:
    """A deal as one of its parties, or staff, reads it."""
    zh, en = DEAL_STEPS.states[row.state]
    return DealShown(
        id=row.id, state=row.state, state_zh=zh, state_en=en, listing=row.listing, source=row.source,
        seller=member(session, row.seller), buyer=member(session, row.buyer), subject=row.subject, kind=row.kind,
        price=Money(row.price_minor, row.currency), proof=row.proof, conditions=row.conditions, checks=checks_from(row.checks),
        side={row.seller: "seller", row.buyer: "buyer"}.get(who.organisation, "other"), pay_by=row.pay_by, created=row.created,
    )  # fmt: skip


def member(session: Session, identity: str) -> Member:
    """An organisation by its names."""
    found = session.get(OrganisationRow, identity)
    return Member(id=identity, zh=found.name_zh if found else identity, en=found.name_en if found else identity, demo=bool(found and found.demo))  # fmt: skip


def codes(text: str) -> tuple[str, ...]:
    """Codes as they are stored, taken apart."""
    return tuple(code for code in text.split(",") if code)


def _bidding(session: Session, who: Principal, row: ListingRow, mine: bool) -> Bidding | None:
    if row.pricing != "bidding" or row.ends is None:
        return None
    query = select(BidRow).where(BidRow.listing == row.id).order_by(BidRow.amount_minor.desc(), BidRow.place)
    top = session.scalar(query.limit(1))
    reserve = Money(row.reserve_minor, row.currency) if row.reserve_minor is not None else None
    return Bidding(
        starts=row.starts, ends=row.ends, extension=row.extension, increment=Money(row.increment_minor or 0, row.currency),
        bids=row.bids, top=Money(top.amount_minor, top.currency) if top else None, reserve=reserve if mine else None,
        leading=bool(top and who.organisation and top.organisation == who.organisation),
        reached=None if reserve is None else bool(top and top.amount_minor >= reserve.minor),
    )  # fmt: skip
