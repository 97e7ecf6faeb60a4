"""Reading one listing, need, offer or deal, and one's own; and the checks of a right one asks about."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.approvals.terms import Check
from tools.database import Base
from tools.events import Event, events_of
from tools.exchange.case import Case
from tools.exchange.checks import checks_of
from tools.exchange.dealing import DealRow, OfferRow
from tools.exchange.evidence import Evidence, right_keys
from tools.exchange.given import given_for
from tools.exchange.kinds import kind_of
from tools.exchange.parties import seller_of
from tools.exchange.request import Declarations
from tools.exchange.shown import (  # fmt: skip
    DealShown,
    ListingShown,
    NeedShown,
    OfferShown,
    deal_shown,
    listing_shown,
    need_shown,
    offer_shown,
)
from tools.exchange.tables import ListingRow, NeedRow
from tools.principal import Principal
from tools.refused import not_found

Row = TypeVar("Row", bound=Base)
_KINDS = {"LST": "listing", "NED": "need", "OFR": "offer"}


def read(session: Session, who: Principal, action: str, model: type[Row], identity: str, owners: Callable[[Row], tuple[Owner, ...]]) -> Row:  # fmt: skip
    """A record this account may read. Raises Refused, in the same words when it does not exist and when it is not for them."""
    row = session.get(model, identity)
    require(who, action, owners(row) if row else NOBODY, identity)
    if row is None:
        raise not_found(identity)
    return row


def owner(row: ListingRow | NeedRow) -> tuple[Owner, ...]:
    """Whose a listing or a need is."""
    return (Owner(row.organisation, row.user),)


def show_listing(session: Session, who: Principal, listing: str) -> ListingShown:
    """One listing. Raises Refused when there is none."""
    return listing_shown(session, who, read(session, who, "show_listing", ListingRow, listing, owner))


def show_need(session: Session, who: Principal, need: str) -> NeedShown:
    """One need. Raises Refused when there is none."""
    return need_shown(session, who, read(session, who, "show_need", NeedRow, need, owner))


def show_offer(session: Session, who: Principal, offer: str) -> OfferShown:
    """One offer, for its two parties. Raises Refused for anybody else, in the words of an offer that does not exist."""

    def parties(row: OfferRow) -> tuple[Owner, ...]:
        listing = session.get(ListingRow, row.listing)
        return (Owner(row.buyer), *(owner(listing) if listing else ()))

    return offer_shown(session, who, read(session, who, "show_offer", OfferRow, offer, parties))


def show_deal(session: Session, who: Principal, deal: str) -> DealShown:
    """One deal, for its two parties and staff. Raises Refused as `show_offer`."""
    row = read(session, who, "show_deal", DealRow, deal, lambda row: (Owner(row.seller), Owner(row.buyer)))
    return deal_shown(session, who, row)


def list_offers(session: Session, who: Principal, listing: str = "") -> list[OfferShown]:
    """The offers of one's organisation, made and received, the newest first; `listing`: those on one listing."""
    require(who, "list_offers", None)
    query = select(OfferRow).join(ListingRow, ListingRow.id == OfferRow.listing)
    query = query.where(or_(OfferRow.buyer == who.organisation, ListingRow.organisation == who.organisation))
    query = query.where(OfferRow.listing == listing) if listing else query
    rows = session.scalars(query.order_by(OfferRow.created.desc(), OfferRow.id))
    return [offer_shown(session, who, row) for row in rows]


def list_deals(session: Session, who: Principal) -> list[DealShown]:
    """The deals of one's organisation, the newest first."""
    require(who, "list_deals", None)
    query = select(DealRow).where(or_(DealRow.seller == who.organisation, DealRow.buyer == who.organisation))
    return [deal_shown(session, who, row) for row in session.scalars(query.order_by(DealRow.created.desc(), DealRow.id))]  # fmt: skip


def history_of(session: Session, who: Principal, record: str) -> list[Event]:
    """What happened to a record. That of a listing or need names bidders and is its owner's; raises Refused for others."""
    if record.startswith("LST-"):
        read(session, who, "listing_history", ListingRow, record, owner)
    elif record.startswith("NED-"):
        read(session, who, "listing_history", NeedRow, record, owner)
    else:
        (show_offer if record.startswith("OFR-") else show_deal)(session, who, record)
    return events_of(session, _KINDS.get(record[:3], "deal"), record)


def check_right(session: Session, who: Principal, evidence: Evidence, subject: str, deal: str, numbers: tuple[str, ...], day: date, declares: Declarations | None = None) -> tuple[Check, ...]:  # fmt: skip
    """The checks of rights for a deal by the reader's own organisation, before anything is offered. Raises Refused."""
    require(who, "check_right", None)
    return checks_for(session, who.organisation, evidence, subject, deal, numbers, day, declares or Declarations())


def checks_for(session: Session, seller: str, evidence: Evidence, subject: str, deal: str, numbers: tuple[str, ...], day: date, declares: Declarations) -> tuple[Check, ...]:  # fmt: skip
    """The checks before an organisation lists, licenses, transfers or (deal "pledge") pledges. Raises Refused for what is no number."""
    kind_of(subject, "transfer" if deal == "pledge" else deal)
    keys = {number: right_keys(evidence, subject, number) for number in numbers}
    case = Case(
        subject=subject, deal=deal, numbers=numbers, seller=seller_of(session, seller), day=day, evidence=evidence, step="list",
        declares=declares, given=lambda number: given_for(session, keys[number]),
    )  # fmt: skip
    return checks_of(case)
