"""Handing a listing to a licensed auction house, where an auction in the legal sense is wanted."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.act import Act
from tools.approvals.terms import Outcome, Terms
from tools.exchange.machine import LISTING_STEPS
from tools.exchange.offering import close_offers
from tools.exchange.parties import party
from tools.exchange.request import AskHouse, OfListing
from tools.exchange.tables import ListingRow
from tools.exchange.told import WORDS, clause, name_of
from tools.members.tables import LicenceRow, OrganisationRow
from tools.refused import Refused

_LICENCE = "auction_house"


def houses(session: Session, day: date) -> list[tuple[OrganisationRow, LicenceRow]]:
    """The auction houses that hold a licence valid on a day."""
    query = (
        select(OrganisationRow, LicenceRow)
        .join(LicenceRow, LicenceRow.organisation == OrganisationRow.id)
        .where(LicenceRow.kind == _LICENCE)
        .order_by(OrganisationRow.id)
    )
    return [(house, licence) for house, licence in session.execute(query) if licence.valid_until is None or licence.valid_until >= day]  # fmt: skip


def house_terms(act: Act, request: AskHouse) -> Terms:
    """The terms of the hand-off: which house with which licence, and that the listing rests meanwhile."""
    listing = act.row(ListingRow, request.listing)
    LISTING_STEPS.after(listing.state, "hand_over")
    if listing.bids and listing.ends and act.moment < listing.ends:
        raise Refused("已有人出价，竞价结束前不能移交。/ There are bids; it cannot be handed over before bidding ends.", "listing.has_bids")  # fmt: skip
    house, licence = _chosen(act, request, listing)
    day, (zh, en) = act.moment.date(), name_of(listing)
    return Terms(
        effect="ask_auction_house", words=WORDS, subject=listing.id, title_zh=zh, title_en=en,
        parties=(party(act.session, "seller", listing.organisation), party(act.session, "auction_house", house.id)),
        clauses=(clause("house_licence", day, "auction", number=licence.number), clause("house_own", day, "auction_own"), clause("rests")),
        seen={listing.id: listing.version},
    )  # fmt: skip


def ask_auction_house(act: Act, request: AskHouse, terms: Terms) -> Outcome:
    """Note the hand-off; the listing is suspended, its live offers are closed."""
    listing = act.row(ListingRow, request.listing)
    house, _ = _chosen(act, request, listing)
    listing.house = house.id
    act.step(LISTING_STEPS, listing, "hand_over", house=house.id)
    close_offers(act, listing.id, "handed_over")
    act.session.flush()
    return Outcome(effect="ask_auction_house", words=WORDS, record=listing.id, key="ask_auction_house", values={"listing": listing.id, "house_zh": house.name_zh, "house_en": house.name_en})  # fmt: skip


def resume_terms(act: Act, request: OfListing) -> Terms:
    """The terms of taking a listing back from the house."""
    listing = act.row(ListingRow, request.listing)
    LISTING_STEPS.after(listing.state, "resume")
    zh, en = name_of(listing)
    return Terms(effect="resume_listing", words=WORDS, subject=listing.id, title_zh=zh, title_en=en, clauses=(clause("resume_listing"),), seen={listing.id: listing.version})  # fmt: skip


def resume_listing(act: Act, request: OfListing, terms: Terms) -> Outcome:
    """Open a suspended listing again."""
    listing = act.row(ListingRow, request.listing)
    listing.house = ""
    act.step(LISTING_STEPS, listing, "resume")
    act.session.flush()
    return Outcome(effect="resume_listing", words=WORDS, record=listing.id, key="resume_listing", values={"record": listing.id})  # fmt: skip


def _chosen(act: Act, request: AskHouse, listing: ListingRow) -> tuple[OrganisationRow, LicenceRow]:
    able = [row for row in houses(act.session, act.moment.date()) if row[0].id != listing.organisation and request.house in ("", row[0].id)]  # fmt: skip
    if not able:
        raise Refused(
            "没有持有效拍卖许可的企业可以承接。/ No auction house with a valid licence can take it.", "house.none"
        )
    return able[0]
