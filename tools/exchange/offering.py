"""Offers: made, answered by another, declined, taken back, closed. A counter-offer is a new offer in the old one's place."""

from datetime import timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.terms import Outcome, Terms
from tools.exchange.dealing import OfferRow
from tools.exchange.held import be_open, held_offer
from tools.exchange.machine import OFFER_STEPS
from tools.exchange.parties import party
from tools.exchange.request import CounterOffer, MakeOffer, OfOffer
from tools.exchange.tables import ListingRow
from tools.exchange.told import WORDS, clause, deal_amounts, duty_provisions, kind_clauses, name_of
from tools.money import MOST, Money
from tools.refused import Refused


def offer_terms(act: Act, request: MakeOffer) -> Terms:
    """The terms of an offer. Raises Refused for one's own listing, one that takes no offers, or no amount."""
    listing = act.row(ListingRow, request.listing)
    not_own(act, listing)
    if listing.pricing == "bidding" or listing.deal == "open":
        raise Refused("该挂牌不接受报价：竞价请出价，开放许可请直接按公告费用取得。/ This listing takes no offers: bid where there is bidding, take an open licence at its price.", "offer.pricing")  # fmt: skip
    be_open(listing, act.moment)
    amount_fits(listing, request.amount)
    return _terms(act, "make_offer", listing, act.who.organisation, request)


def make_offer(act: Act, request: MakeOffer, terms: Terms) -> Outcome:
    """Put the offer in."""
    listing = act.row(ListingRow, request.listing)
    row = _new(act, listing.id, act.who.organisation, "buyer", request)
    act.session.flush()
    return Outcome(effect="make_offer", words=WORDS, record=row.id, key="make_offer", values={"offer": row.id, "amount": request.amount})  # fmt: skip


def counter_terms(act: Act, request: CounterOffer) -> Terms:
    """The terms of a counter-offer, which only the party the offer was made to can make."""
    listing, offer = answered(act, request.offer, "counter")
    be_open(listing, act.moment)
    amount_fits(listing, request.amount)
    if request.declares.model_dump(exclude_defaults=True) and offer.by == "seller":
        raise Refused("只有卖方可以作声明。/ Only the seller declares.", "offer.declares")
    return _terms(act, "counter_offer", listing, offer.buyer, request, offer)


def counter_offer(act: Act, request: CounterOffer, terms: Terms) -> Outcome:
    """Put the counter-offer in the place of the offer it answers."""
    listing, offer = answered(act, request.offer, "counter")
    by = "seller" if offer.by == "buyer" else "buyer"
    row = _new(act, listing.id, offer.buyer, by, request, offer.id)
    row.declares = request.declares.model_dump_json()
    act.step(OFFER_STEPS, offer, "counter", by=row.id)
    act.session.flush()
    return Outcome(effect="counter_offer", words=WORDS, record=row.id, key="counter_offer", values={"offer": row.id, "previous": offer.id, "amount": request.amount})  # fmt: skip


def decline_terms(act: Act, request: OfOffer) -> Terms:
    """The terms of declining: nothing but the offer."""
    _, offer = answered(act, request.offer, "decline")
    return _ending_terms(act, "decline_offer", offer)


def decline_offer(act: Act, request: OfOffer, terms: Terms) -> Outcome:
    """Decline an offer."""
    _, offer = answered(act, request.offer, "decline")
    return _end(act, offer, "decline", "decline_offer")


def withdraw_offer_terms(act: Act, request: OfOffer) -> Terms:
    """The terms of taking one's own offer back, which ends it before it is accepted."""
    return _ending_terms(act, "withdraw_offer", _own(act, request.offer))


def withdraw_offer(act: Act, request: OfOffer, terms: Terms) -> Outcome:
    """Take one's own offer back."""
    return _end(act, _own(act, request.offer), "withdraw", "withdraw_offer")


def close_offers(act: Act, listing: str, why: str, but: str = "") -> tuple[str, ...]:
    """Close the live offers of a listing, all but one; the ids of those closed. `why` goes into the log."""
    query = select(OfferRow.id).where(OfferRow.listing == listing, OfferRow.state == "open", OfferRow.id != but)
    closed = tuple(act.session.scalars(query.order_by(OfferRow.id)))
    for identity in closed:
        act.step(OFFER_STEPS, act.row(OfferRow, identity), "close", why=why, by=but)
    return closed


def answered(act: Act, identity: str, event: str) -> tuple[ListingRow, OfferRow]:
    """An open offer with its listing, for the party it was made to. Raises Refused for the other one, or when it is too late."""
    listing, offer = held_offer(act, identity)
    OFFER_STEPS.after(offer.state, event)
    to = listing.organisation if offer.by == "buyer" else offer.buyer
    if act.who.organisation != to:
        raise Refused("这是您一方的报价，等待对方答复；您可以撤回它。/ This is your own side's offer and waits for the other; you can withdraw it.", "offer.own")  # fmt: skip
    if offer.expires <= act.moment:
        raise Refused("报价已过期，请重新报价。/ The offer has expired; make a new one.", "offer.expired")
    return listing, offer


def not_own(act: Act, listing: ListingRow) -> None:
    """Raises Refused for the listing of one's own organisation."""
    if act.who.organisation == listing.organisation:
        raise Refused("不能对本组织的挂牌报价或出价。/ You cannot make an offer or bid on your own organisation's listing.", "offer.own_listing")  # fmt: skip


def amount_fits(listing: ListingRow, amount: Money) -> None:
    """Raises Refused for no amount, or one in another currency than the listing's."""
    if amount.currency != listing.currency:
        raise Refused(f"该挂牌以 {listing.currency} 计价，请用同一种货币。/ The listing is priced in {listing.currency}; use that currency.", "offer.currency")  # fmt: skip
    if not 0 < amount.minor <= MOST:
        raise Refused(
            "金额须大于零且不超过上限。/ The amount is more than nothing and within the limit.", "offer.amount"
        )


def _own(act: Act, identity: str) -> OfferRow:
    listing, offer = held_offer(act, identity)
    OFFER_STEPS.after(offer.state, "withdraw")
    if act.who.organisation != (offer.buyer if offer.by == "buyer" else listing.organisation):
        raise Refused(
            "这是对方的报价，您可以谢绝它。/ This is the other party's offer; you can decline it.", "offer.others"
        )
    return offer


def _new(
    act: Act, listing: str, buyer: str, by: str, request: MakeOffer | CounterOffer, previous: str = ""
) -> OfferRow:
    row = OfferRow(
        id=act.fresh("OFR"), listing=listing, buyer=buyer, user=act.who.user, by=by, previous=previous, state="open",
        amount_minor=request.amount.minor, currency=request.amount.currency, conditions=request.conditions, declares="{}",
        created=act.moment, expires=act.moment + timedelta(days=request.days),
    )  # fmt: skip
    act.session.add(row)
    act.note(OFFER_STEPS.kind, row.id, "offer", "", "open", listing=listing, by=by, amount=row.amount_minor, currency=row.currency)  # fmt: skip
    return row


def _terms(act: Act, effect: str, listing: ListingRow, buyer: str, request: MakeOffer | CounterOffer, offer: OfferRow | None = None) -> Terms:  # fmt: skip
    day, (zh, en) = act.moment.date(), name_of(listing)
    conditions = (clause("conditions", words=request.conditions),) if request.conditions else ()
    stands = clause("offer_stands", day, "offer_term", day=(day + timedelta(days=request.days)).isoformat())
    answers = (clause("counters", day, "new_offer", offer=offer.id),) if offer else ()
    return Terms(
        effect=effect, words=WORDS, subject=offer.id if offer else listing.id, title_zh=zh, title_en=en,
        parties=(party(act.session, "seller", listing.organisation), party(act.session, "buyer", buyer)),
        amounts=deal_amounts(listing.subject, listing.deal, request.amount),
        clauses=(clause(f"deal_{listing.deal}"), *answers, stands, *conditions, *kind_clauses(listing.subject, listing.deal, day)),
        provisions=duty_provisions(listing.subject, listing.deal), seen={offer.id: offer.version} if offer else {},
    )  # fmt: skip


def _ending_terms(act: Act, effect: str, offer: OfferRow) -> Terms:
    zh, en = name_of(act.row(ListingRow, offer.listing))
    amount = Money(offer.amount_minor, offer.currency)
    return Terms(effect=effect, words=WORDS, subject=offer.id, title_zh=zh, title_en=en, clauses=(clause(effect, amount=amount),), seen={offer.id: offer.version})  # fmt: skip


def _end(act: Act, offer: OfferRow, event: str, effect: str) -> Outcome:
    act.step(OFFER_STEPS, offer, event)
    act.session.flush()
    return Outcome(effect=effect, words=WORDS, record=offer.id, key=effect, values={"offer": offer.id})
