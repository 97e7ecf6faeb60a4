"""From a listing to a deal that is done: each way, and back."""

import pytest
from sqlalchemy import select

from tests.trade.exchange_world import BUYER, CLEAN, PATENT, SELLER, STAFF, THIRD, Market, listing, yuan
from tools.clearing.tables import EscrowRow
from tools.events import events_of
from tools.exchange.dealing import DealRow, OfferRow
from tools.exchange.tables import ListingRow, RightRow
from tools.refused import Refused


@pytest.fixture
def market() -> Market:
    return Market()


def state(market: Market, model: type, identity: str) -> str:
    with market.sessions() as session:
        row = session.get(model, identity)
        assert row is not None
        return str(row.state)


def agree(market: Market, lst: str, amount: int = 90_000) -> str:
    """An offer made and accepted: the deal."""
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(amount)).record
    return market.do(SELLER, "accept_offer", offer=offer).record


def test_a_transfer_is_listed_offered_accepted_paid_proved_and_done(market: Market) -> None:
    lst = market.list_()
    deal = agree(market, lst)
    assert state(market, ListingRow, lst) == "under_contract"
    assert state(market, DealRow, deal) == "agreed"
    with market.sessions() as session:
        escrow = session.scalars(select(EscrowRow).where(EscrowRow.subject == deal)).one()
        assert (escrow.payer, escrow.payee, escrow.price_minor, escrow.proof) == ("ORG-BUY", "ORG-SELL", 9_000_000, "patent_recordal")  # fmt: skip
    market.fund(deal)
    assert state(market, DealRow, deal) == "funded"
    with pytest.raises(Refused, match="confirmed proof"):
        market.settle(deal, "released", proved=False)
    market.settle(deal, "released")
    assert state(market, DealRow, deal) == "completed"
    assert state(market, ListingRow, lst) == "sold"
    with market.sessions() as session:
        assert [event.name for event in events_of(session, "deal", deal)] == ["agree", "fund", "complete"]
        assert [event.name for event in events_of(session, "listing", lst)] == ["list", "contract", "sell"]


def test_a_right_sold_here_is_not_listed_by_its_seller_again(market: Market) -> None:
    deal = agree(market, market.list_())
    market.fund(deal)
    market.settle(deal, "released")
    card = market.propose(SELLER, "list_right", **listing())
    assert card.state == "blocked"
    blocked = next(check for check in card.terms.checks if check.outcome == "blocked")
    assert blocked.key == "holder"
    assert blocked.evidence[0].key == "sold_here"
    assert blocked.evidence[0].values["deal"] == deal


@pytest.mark.parametrize(("outcome", "left"), [("refunded", "cancelled"), ("split", "completed")])
def test_a_refund_opens_the_listing_again_and_a_split_after_proof_does_not(market: Market, outcome: str, left: str) -> None:  # fmt: skip
    lst = market.list_()
    deal = agree(market, lst)
    market.fund(deal)
    market.settle(deal, outcome, STAFF)
    assert state(market, DealRow, deal) == ("divided" if outcome == "split" else left)
    assert state(market, ListingRow, lst) == ("sold" if outcome == "split" else "active")


def test_a_split_without_proof_opens_the_listing_again(market: Market) -> None:
    lst = market.list_()
    deal = agree(market, lst)
    market.fund(deal)
    market.settle(deal, "split", STAFF, proved=False)
    assert state(market, ListingRow, lst) == "active"


def test_a_deal_in_dispute_is_settled_by_staff_alone(market: Market) -> None:
    deal = agree(market, market.list_())
    with pytest.raises(Refused, match="cannot dispute it now") as early:
        market.propose(BUYER, "dispute_deal", deal=deal, reason="没有交付")
    assert early.value.name == "deal.dispute_from_agreed"
    market.fund(deal)
    market.do(BUYER, "dispute_deal", deal=deal, reason="没有交付")
    with pytest.raises(Refused, match="staff or an expert") as refused:
        market.settle(deal, "refunded")
    assert refused.value.name == "deal.disputed"
    assert state(market, DealRow, deal) == "disputed"
    market.settle(deal, "refunded", STAFF)
    assert state(market, DealRow, deal) == "cancelled"


def test_the_buyer_cancels_before_payment_and_the_seller_only_after_the_time_to_pay(market: Market) -> None:
    lst = market.list_()
    deal = agree(market, lst)
    with pytest.raises(Refused, match="time to pay") as early:
        market.propose(SELLER, "cancel_deal", deal=deal)
    assert early.value.name == "deal.pay_by"
    market.do(BUYER, "cancel_deal", deal=deal)
    assert state(market, ListingRow, lst) == "active"
    second = agree(market, lst)
    market.later(days=14)
    market.do(SELLER, "cancel_deal", deal=second)
    assert state(market, ListingRow, lst) == "active"
    third = agree(market, lst)
    market.fund(third)
    with pytest.raises(Refused, match="is in escrow") as funded:
        market.propose(BUYER, "cancel_deal", deal=third)
    assert funded.value.name == "deal.funded"


def test_an_acceptance_closes_the_other_offers_by_name(market: Market) -> None:
    lst = market.list_()
    other = market.do(THIRD, "make_offer", listing=lst, amount=yuan(80_000)).record
    agree(market, lst)
    assert state(market, OfferRow, other) == "closed"
    with market.sessions() as session:
        assert [event.name for event in events_of(session, "offer", other)] == ["offer", "close"]
    with pytest.raises(Refused, match="closed") as late:
        market.propose(SELLER, "accept_offer", offer=other)
    assert late.value.name == "offer.accept_from_closed"


def test_two_acceptances_shown_at_once_make_one_deal(market: Market) -> None:
    lst = market.list_()
    offers = [market.do(who, "make_offer", listing=lst, amount=yuan(80_000)).record for who in (BUYER, THIRD)]
    cards = [market.propose(SELLER, "accept_offer", offer=offer) for offer in offers]
    market.effects.approve(SELLER, cards[0].id, cards[0].hash)
    with pytest.raises(Refused):
        market.effects.approve(SELLER, cards[1].id, cards[1].hash)
    with market.sessions() as session:
        assert len(session.scalars(select(DealRow)).all()) == 1


def test_ordinary_licences_never_exceed_the_count_and_the_last_one_ends_the_listing(market: Market) -> None:
    lst = market.list_(deal="ordinary", most=2, numbers=[PATENT])
    deals = []
    for who in (BUYER, THIRD):
        offer = market.do(who, "make_offer", listing=lst, amount=yuan(10_000)).record
        deals.append(market.do(SELLER, "accept_offer", offer=offer).record)
    with pytest.raises(Refused, match="All the licences") as used:
        market.propose(BUYER, "make_offer", listing=lst, amount=yuan(10_000))
    assert used.value.name == "listing.used_up"
    market.do(BUYER, "cancel_deal", deal=deals[0])
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(10_000)).record
    deals[0] = market.do(SELLER, "accept_offer", offer=offer).record
    for deal in deals:
        market.fund(deal)
        market.settle(deal, "released")
    assert state(market, ListingRow, lst) == "sold"
    with market.sessions() as session:
        row = session.get(ListingRow, lst)
        assert row is not None
        assert (row.granted, row.concluded) == (2, 2)
        assert not any(right.live for right in session.scalars(select(RightRow)))


def test_an_open_licence_is_taken_at_its_price_without_the_sellers_answer(market: Market) -> None:
    lst = market.list_(deal="open", declares={**CLEAN, "open_announced": True})
    with pytest.raises(Refused, match="open licence") as wrong:
        market.propose(BUYER, "make_offer", listing=lst, amount=yuan(1))
    assert wrong.value.name == "offer.pricing"
    card = market.propose(BUYER, "take_open_licence", listing=lst)
    assert [amount.money.minor for amount in card.terms.amounts if amount.key == "price"] == [10_000_000]
    deal = market.effects.approve(BUYER, card.id, card.hash).record
    market.fund(deal)
    market.settle(deal, "released")
    assert state(market, ListingRow, lst) == "active"
    blocked = market.propose(SELLER, "list_right", **listing(deal="exclusive"))
    assert blocked.state == "blocked"
    assert {check.key for check in blocked.terms.checks if check.outcome == "blocked"} == {"licences"}
