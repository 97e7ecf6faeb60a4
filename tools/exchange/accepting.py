"""Acceptance: of an offer by the party it was made to, and of an open licence, which needs nobody's acceptance but one's own."""

from tools.act import Act
from tools.approvals.terms import Outcome, Terms, Value
from tools.exchange.dealing import OfferRow
from tools.exchange.deals import Agreed, deal_terms, open_deal
from tools.exchange.evidence import Evidence
from tools.exchange.held import be_open
from tools.exchange.machine import OFFER_STEPS
from tools.exchange.offering import answered, not_own
from tools.exchange.request import AcceptOffer, Declarations, OfListing
from tools.exchange.tables import ListingRow
from tools.exchange.told import WORDS, price_of
from tools.money import Money
from tools.refused import Refused


def accept_terms(act: Act, request: AcceptOffer, evidence: Evidence) -> Terms:
    """The terms of the deal an acceptance makes, with the checks on what is known now."""
    agreed, offer = _accepted(act, request)
    return deal_terms(act, "accept_offer", agreed, evidence, offer.id, {offer.id: offer.version})


def accept_offer(act: Act, request: AcceptOffer, terms: Terms) -> Outcome:
    """Accept: the offer is used up and the deal is there."""
    agreed, offer = _accepted(act, request)
    act.step(OFFER_STEPS, offer, "accept")
    deal = open_deal(act, agreed, terms)
    values: dict[str, Value] = {"deal": deal.id, "offer": offer.id, "price": agreed.price}
    return Outcome(effect="accept_offer", words=WORDS, record=deal.id, key="accept_offer", values=values)


def open_licence_terms(act: Act, request: OfListing, evidence: Evidence) -> Terms:
    """The terms of an open licence: the announced fee, for anybody who gives notice and pays."""
    return deal_terms(act, "take_open_licence", _taken(act, request), evidence, request.listing, {})


def take_open_licence(act: Act, request: OfListing, terms: Terms) -> Outcome:
    """Take an open licence; the holder's acceptance is in its declaration to the office."""
    agreed = _taken(act, request)
    deal = open_deal(act, agreed, terms)
    return Outcome(effect="take_open_licence", words=WORDS, record=deal.id, key="take_open_licence", values={"deal": deal.id, "price": agreed.price})  # fmt: skip


def _accepted(act: Act, request: AcceptOffer) -> tuple[Agreed, OfferRow]:
    listing, offer = answered(act, request.offer, "accept")
    be_open(listing, act.moment)
    if offer.by == "seller" and request.declares.model_dump(exclude_defaults=True):
        raise Refused("只有卖方可以作声明。/ Only the seller declares.", "offer.declares")
    declares = Declarations.model_validate_json(offer.declares).with_(request.declares)
    price = Money(offer.amount_minor, offer.currency)
    return Agreed(listing, offer.buyer, price, offer.id, offer.conditions, declares), offer


def _taken(act: Act, request: OfListing) -> Agreed:
    listing = act.row(ListingRow, request.listing)
    not_own(act, listing)
    be_open(listing, act.moment)
    price = price_of(listing)
    if listing.deal != "open" or price is None:
        raise Refused("该挂牌不是开放许可，请报价。/ This is no open licence; make an offer.", "listing.not_open")
    return Agreed(listing, act.who.organisation, price)
