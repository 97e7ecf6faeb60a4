"""Competitive bidding (竞价意向): bids that only rise, an end that late bids move, and a seller who then accepts the highest.

It is no auction: the platform strikes nobody down, the highest bid is an offer the seller may accept. Where an auction in the
legal sense is wanted, the listing goes to a licensed house (`house.py`).
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.terms import Amount, Outcome, Terms, Value
from tools.exchange.dealing import BidRow, DealRow
from tools.exchange.deals import Agreed, deal_terms, open_deal
from tools.exchange.evidence import Evidence
from tools.exchange.held import be_open
from tools.exchange.offering import amount_fits, not_own
from tools.exchange.parties import party
from tools.exchange.request import CloseBidding, PlaceBid
from tools.exchange.tables import ListingRow
from tools.exchange.told import WORDS, clause, deal_amounts, duty_provisions, kind_clauses, name_of
from tools.money import Money
from tools.refused import Refused


def bid_terms(act: Act, request: PlaceBid) -> Terms:
    """The terms of a bid. What others bid meanwhile is not in them, so that their bids do not undo this one's approval."""
    listing = _bid_on(act, request)
    day, (zh, en) = act.moment.date(), name_of(listing)
    increment = Amount(key="increment", money=Money(listing.increment_minor or 0, listing.currency))
    return Terms(
        effect="place_bid", words=WORDS, subject=listing.id, title_zh=zh, title_en=en,
        parties=(party(act.session, "seller", listing.organisation), party(act.session, "buyer", act.who.organisation)),
        amounts=(*deal_amounts(listing.subject, listing.deal, request.amount), increment),
        clauses=(
            clause(f"deal_{listing.deal}"), clause("bid_rises"), clause("bid_extends", minutes=listing.extension),
            clause("bid_intent"), clause("no_auction", day, "auction"), *kind_clauses(listing.subject, listing.deal, day),
        ),
        provisions=duty_provisions(listing.subject, listing.deal),
    )  # fmt: skip


def place_bid(act: Act, request: PlaceBid, terms: Terms) -> Outcome:
    """Put the bid in, and move the end where it came late."""
    listing = _bid_on(act, request)
    listing.bids += 1
    listing.ends = end_after(listing.ends or act.moment, act.moment, listing.extension)
    row = BidRow(
        id=act.fresh("BID"), listing=listing.id, place=listing.bids, organisation=act.who.organisation, user=act.who.user,
        amount_minor=request.amount.minor, currency=request.amount.currency, placed=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.note("listing", listing.id, "bid", listing.state, bid=row.id, amount=row.amount_minor, ends=listing.ends.isoformat())  # fmt: skip
    act.session.flush()
    values: dict[str, Value] = {
        "bid": row.id,
        "amount": request.amount,
        "end": listing.ends.isoformat(timespec="minutes"),
    }
    return Outcome(effect="place_bid", words=WORDS, record=row.id, key="place_bid", values=values)


def end_after(ends: datetime, placed: datetime, minutes: int) -> datetime:
    """The end after a bid: a bid within the last so many minutes adds as many to the end."""
    extension = timedelta(minutes=minutes)
    return ends + extension if ends - placed <= extension else ends


def highest(act: Act, listing: str) -> BidRow | None:
    """The bid that leads: the highest, the earliest of equal ones; a bidder whose deal came to nothing is out."""
    failed = select(DealRow.buyer).where(DealRow.listing == listing)
    query = select(BidRow).where(BidRow.listing == listing, BidRow.organisation.not_in(failed))
    return act.session.scalar(query.order_by(BidRow.amount_minor.desc(), BidRow.place).limit(1))


def close_terms(act: Act, request: CloseBidding, evidence: Evidence) -> Terms:
    """The terms of accepting the highest bid after the end. Raises Refused before it, without a bid or under the reserve."""
    agreed, bid = _won(act, request)
    return deal_terms(act, "close_bidding", agreed, evidence, agreed.listing.id, {agreed.listing.id: agreed.listing.version, bid.id: bid.place})  # fmt: skip


def close_bidding(act: Act, request: CloseBidding, terms: Terms) -> Outcome:
    """Accept the highest bid."""
    agreed, bid = _won(act, request)
    deal = open_deal(act, agreed, terms)
    values: dict[str, Value] = {"deal": deal.id, "bid": bid.id, "price": agreed.price}
    return Outcome(effect="close_bidding", words=WORDS, record=deal.id, key="close_bidding", values=values)


def least_bid(act: Act, listing: ListingRow) -> Money:
    """What the next bid has to be at least: the starting price, then the highest bid and the increment."""
    top = highest(act, listing.id)
    if top is None:
        return Money(listing.price_minor or 1, listing.currency)
    return Money(top.amount_minor + (listing.increment_minor or 1), listing.currency)


def _bid_on(act: Act, request: PlaceBid) -> ListingRow:
    """The listing that is bid on. Raises Refused by its clock, its state, its owner, its currency, and for too little."""
    listing = act.row(ListingRow, request.listing)
    not_own(act, listing)
    if listing.pricing != "bidding":
        raise Refused(
            "该挂牌不是竞价意向，请报价。/ There is no bidding on this listing; make an offer.", "bid.pricing"
        )
    if listing.ends is None or act.moment >= listing.ends:
        raise Refused("竞价已截止，不再接受出价。/ Bidding has ended; no more bids are taken.", "bid.ended")
    be_open(listing, act.moment)
    if listing.starts and act.moment < listing.starts:
        raise Refused("竞价尚未开始。/ Bidding has not started yet.", "bid.early")
    amount_fits(listing, request.amount)
    least = least_bid(act, listing)
    if request.amount < least:
        raise Refused(f"出价至少为 {least.text('zh')}。/ The next bid is {least.text('en')} at least.", "bid.low")
    return listing


def _won(act: Act, request: CloseBidding) -> tuple[Agreed, BidRow]:
    listing = act.row(ListingRow, request.listing)
    if listing.pricing != "bidding":
        raise Refused("该挂牌不是竞价意向。/ There is no bidding on this listing.", "bid.pricing")
    if listing.ends is None or act.moment < listing.ends:
        raise Refused("竞价尚未截止。/ Bidding has not ended yet.", "bid.running")
    be_open(listing, act.moment)
    top = highest(act, listing.id)
    if top is None:
        raise Refused(
            "没有人出价，可以撤回后重新挂牌。/ Nobody has bid; withdraw the listing and list it again.", "bid.none"
        )
    if listing.reserve_minor is not None and top.amount_minor < listing.reserve_minor:
        raise Refused("最高出价低于保留价，未成交；可以撤回后重新挂牌。/ The highest bid is under the reserve, nothing is sold; withdraw and list again.", "bid.reserve")  # fmt: skip
    return Agreed(listing, top.organisation, Money(top.amount_minor, top.currency), top.id, "", request.declares), top
