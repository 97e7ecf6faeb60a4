"""Everything on the exchange that has an effect, as `tools.approvals` carries it out."""

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.exchange.accepting import accept_offer, accept_terms, open_licence_terms, take_open_licence
from tools.exchange.bidding import bid_terms, close_bidding, close_terms, place_bid
from tools.exchange.deals import cancel_deal, cancel_terms, dispute_deal, dispute_terms
from tools.exchange.evidence import Evidence
from tools.exchange.held import deal_owners, listing_owners, need_owners, offer_owners
from tools.exchange.house import ask_auction_house, house_terms, resume_listing, resume_terms
from tools.exchange.listing import list_right, list_terms
from tools.exchange.need import need_terms, post_need, renew, renew_terms, withdraw, withdraw_terms
from tools.exchange.offering import (
    counter_offer,
    counter_terms,
    decline_offer,
    decline_terms,
    make_offer,
    offer_terms,
    withdraw_offer,
    withdraw_offer_terms,
)
from tools.exchange.request import (
    AcceptOffer,
    AskHouse,
    CloseBidding,
    CounterOffer,
    Dispute,
    ListRight,
    MakeOffer,
    OfDeal,
    OfListing,
    OfNeed,
    OfOffer,
    PlaceBid,
    PostNeed,
    Renew,
)


def exchange_effects(evidence: Evidence) -> tuple[Effect, ...]:
    """The effects of the exchange; `evidence`: what the checks look at."""
    return (*_listing_effects(evidence), *_offer_effects(evidence), *_bidding_effects(evidence), *_deal_effects())


def _listing_effects(evidence: Evidence) -> tuple[Effect, ...]:
    return (
        Effect("list_right", ListRight, _new, lambda act, asked: list_terms(act, asked, evidence), lambda act, asked, terms: list_right(act, asked, terms, evidence)),
        Effect("post_need", PostNeed, _new, need_terms, post_need),
        Effect("withdraw_listing", OfListing, _of_listing, withdraw_terms, withdraw, _listing),
        Effect("withdraw_need", OfNeed, lambda act, asked: need_owners(act, asked.need), withdraw_terms, withdraw, lambda asked: str(asked.need)),
        Effect("renew", Renew, _of_record, renew_terms, renew, lambda asked: str(asked.record)),
        Effect("ask_auction_house", AskHouse, _of_listing, house_terms, ask_auction_house, _listing),
        Effect("resume_listing", OfListing, _of_listing, resume_terms, resume_listing, _listing),
    )  # fmt: skip


def _offer_effects(evidence: Evidence) -> tuple[Effect, ...]:
    return (
        Effect("make_offer", MakeOffer, _of_listing, offer_terms, make_offer, _listing),
        Effect("counter_offer", CounterOffer, _of_offer, counter_terms, counter_offer, _offer),
        Effect("accept_offer", AcceptOffer, _of_offer, lambda act, asked: accept_terms(act, asked, evidence), accept_offer, _offer),
        Effect("decline_offer", OfOffer, _of_offer, decline_terms, decline_offer, _offer),
        Effect("withdraw_offer", OfOffer, _of_offer, withdraw_offer_terms, withdraw_offer, _offer),
        Effect("take_open_licence", OfListing, _of_listing, lambda act, asked: open_licence_terms(act, asked, evidence), take_open_licence, _listing),
    )  # fmt: skip


def _bidding_effects(evidence: Evidence) -> tuple[Effect, ...]:
    return (
        Effect("place_bid", PlaceBid, _of_listing, bid_terms, place_bid, _listing),
        Effect("close_bidding", CloseBidding, _of_listing, lambda act, asked: close_terms(act, asked, evidence), close_bidding, _listing),
    )  # fmt: skip


def _deal_effects() -> tuple[Effect, ...]:
    return (
        Effect("cancel_deal", OfDeal, _of_deal, cancel_terms, cancel_deal, _deal),
        Effect("dispute_deal", Dispute, _of_deal, dispute_terms, dispute_deal, _deal),
    )


def _new(act: Act, asked: object) -> None:
    """It is about no record yet."""
    return


def _of_listing(act: Act, asked: OfListing | MakeOffer | PlaceBid | CloseBidding | AskHouse) -> tuple[Owner, ...]:
    return listing_owners(act, asked.listing)


def _of_offer(act: Act, asked: OfOffer | CounterOffer | AcceptOffer) -> tuple[Owner, ...]:
    return offer_owners(act, asked.offer)


def _of_deal(act: Act, asked: OfDeal | Dispute) -> tuple[Owner, ...]:
    return deal_owners(act, asked.deal)


def _of_record(act: Act, asked: Renew) -> tuple[Owner, ...]:
    """A renewal names a listing or a need; any other id is no record of either."""
    if asked.record.startswith("NED-"):
        return need_owners(act, asked.record)
    return listing_owners(act, asked.record) if asked.record.startswith("LST-") else NOBODY


def _listing(asked: OfListing | MakeOffer | PlaceBid | CloseBidding | AskHouse) -> str:
    return asked.listing


def _offer(asked: OfOffer | CounterOffer | AcceptOffer) -> str:
    return asked.offer


def _deal(asked: OfDeal | Dispute) -> str:
    return asked.deal
