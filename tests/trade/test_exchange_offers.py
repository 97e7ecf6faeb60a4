"""Offers: amounts, clocks, whose turn it is, counter-offers, what is checked again when a deal is made."""

from typing import Any

import pytest

from tests.trade.exchange_world import ABROAD, BUYER, CLEAN, MODEL, PATENT, SELLER, THIRD, Market, listing, patent, yuan
from tools.exchange.expiring import expire_due
from tools.exchange.reading import list_deals, list_offers, show_offer
from tools.principal import Principal
from tools.refused import Refused


@pytest.fixture
def market() -> Market:
    return Market()


def refused(market: Market, who: Principal, effect: str, **request: Any) -> str:
    with pytest.raises(Refused) as error:
        market.effects.propose(who, effect, request)
    return error.value.name


@pytest.mark.parametrize(
    ("amount", "name"),
    [(yuan(0), "offer.amount"), ({"minor": -1, "currency": "CNY"}, "offer.amount"), (yuan(5, "USD"), "offer.currency"),
     ({"minor": 10**16, "currency": "CNY"}, "offer.amount"), ({"minor": 1.5, "currency": "CNY"}, "request"), ("5", "request")],
)  # fmt: skip
def test_an_offer_has_an_amount_in_the_listings_currency(market: Market, amount: Any, name: str) -> None:
    assert refused(market, BUYER, "make_offer", listing=market.list_(), amount=amount) == name


def test_nobody_offers_for_a_listing_of_its_own_organisation(market: Market) -> None:
    lst = market.list_()
    assert refused(market, SELLER, "make_offer", listing=lst, amount=yuan(5)) == "offer.own_listing"
    opened = market.list_(numbers=[MODEL], deal="open", declares={**CLEAN, "open_announced": True, "evaluation_report": True})  # fmt: skip
    assert refused(market, SELLER, "take_open_licence", listing=opened) == "offer.own_listing"
    assert refused(market, BUYER, "take_open_licence", listing=lst) == "listing.not_open"


def test_an_offer_runs_out_by_the_clock_before_and_after_the_batch_saw_it(market: Market) -> None:
    offer = market.do(BUYER, "make_offer", listing=market.list_(), amount=yuan(5), days=3).record
    card = market.propose(SELLER, "accept_offer", offer=offer)
    market.later(days=3)
    with pytest.raises(Refused):
        market.effects.approve(SELLER, card.id, card.hash)
    assert refused(market, SELLER, "accept_offer", offer=offer) == "offer.expired"
    assert refused(market, SELLER, "counter_offer", offer=offer, amount=yuan(6)) == "offer.expired"
    with market.act() as act:
        assert expire_due(act)["offer"] == 1
    assert refused(market, SELLER, "accept_offer", offer=offer) == "offer.accept_from_expired"


def test_a_counter_offer_takes_the_place_of_what_it_answers_and_is_accepted_by_the_other_side(market: Market) -> None:
    lst = market.list_()
    first = market.do(BUYER, "make_offer", listing=lst, amount=yuan(80_000)).record
    assert refused(market, BUYER, "counter_offer", offer=first, amount=yuan(81_000)) == "offer.own"
    assert refused(market, BUYER, "accept_offer", offer=first) == "offer.own"
    second = market.do(SELLER, "counter_offer", offer=first, amount=yuan(95_000), conditions="含技术资料").record
    assert refused(market, SELLER, "accept_offer", offer=first) == "offer.accept_from_countered"
    third = market.do(BUYER, "counter_offer", offer=second, amount=yuan(90_000)).record
    fourth = market.do(SELLER, "counter_offer", offer=third, amount=yuan(92_000)).record
    card = market.propose(BUYER, "accept_offer", offer=fourth)
    assert {amount.key: amount.money.minor for amount in card.terms.amounts} == {"price": 9_200_000, "platform_fee": 184_000, "stamp_duty": 2760}  # fmt: skip
    assert {party.capacity: party.organisation for party in card.terms.parties} == {"seller": "ORG-SELL", "buyer": "ORG-BUY"}  # fmt: skip
    market.effects.approve(BUYER, card.id, card.hash)
    with market.sessions() as session:
        assert [(offer.by, offer.state) for offer in reversed(list_offers(session, BUYER, lst))].count(("seller", "accepted")) == 1  # fmt: skip
        assert show_offer(session, SELLER, second).previous == first
        assert [deal.price.minor for deal in list_deals(session, SELLER)] == [9_200_000]
        assert not list_deals(session, THIRD)


def test_only_the_seller_declares(market: Market) -> None:
    lst = market.list_()
    first = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5)).record
    second = market.do(SELLER, "counter_offer", offer=first, amount=yuan(6)).record
    assert refused(market, BUYER, "accept_offer", offer=second, declares={"written_contract": True}) == "offer.declares"
    assert refused(market, BUYER, "counter_offer", offer=second, amount=yuan(5), declares={"export": "free"}) == "offer.declares"  # fmt: skip


def test_offers_are_declined_by_one_side_and_withdrawn_by_the_other(market: Market) -> None:
    lst = market.list_()
    first, second = (market.do(BUYER, "make_offer", listing=lst, amount=yuan(n)).record for n in (5, 6))
    assert refused(market, SELLER, "withdraw_offer", offer=first) == "offer.others"
    market.do(SELLER, "decline_offer", offer=first)
    market.do(BUYER, "withdraw_offer", offer=second)
    assert refused(market, SELLER, "accept_offer", offer=second) == "offer.accept_from_withdrawn"
    assert refused(market, BUYER, "withdraw_offer", offer=first) == "offer.withdraw_from_declined"


def test_a_deal_needs_what_a_listing_could_still_leave_open(market: Market) -> None:
    lst = market.list_(declares={**CLEAN, "written_contract": None})
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5)).record
    card = market.propose(SELLER, "accept_offer", offer=offer)
    assert card.state == "blocked"
    assert [check.key for check in card.terms.checks if check.outcome == "blocked"] == ["written"]
    assert market.propose(SELLER, "accept_offer", offer=offer, declares={"written_contract": True}).state == "pending"


def test_a_transfer_abroad_needs_the_export_rules_answered(market: Market) -> None:
    offer = market.do(ABROAD, "make_offer", listing=market.list_(), amount=yuan(5)).record
    assert market.propose(SELLER, "accept_offer", offer=offer).state == "blocked"
    card = market.propose(SELLER, "accept_offer", offer=offer, declares={"export": "free"})
    assert card.state == "pending"
    found = next(check for check in card.terms.checks if check.key == "foreign_party")
    assert found.outcome == "declared"
    assert "cn/patent-law@2021-06-01/art10" in found.provisions


def test_the_records_are_looked_at_again_when_the_deal_is_approved(market: Market) -> None:
    offer = market.do(BUYER, "make_offer", listing=market.list_(), amount=yuan(5)).record
    card = market.propose(SELLER, "accept_offer", offer=offer)
    market.shelf.put(patent(PATENT, "别家有限公司"))
    with pytest.raises(Refused) as changed:
        market.effects.approve(SELLER, card.id, card.hash)
    assert changed.value.name == "approval.changed"
    assert market.propose(SELLER, "accept_offer", offer=offer).state == "pending"  # it declares the holder's authority
    assert market.propose(SELLER, "list_right", **listing(numbers=[MODEL], declares={"authorised": False})).state == "pending"  # fmt: skip


def test_a_listing_under_contract_takes_no_offers(market: Market) -> None:
    lst = market.list_()
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5)).record
    market.do(SELLER, "accept_offer", offer=offer)
    assert refused(market, THIRD, "make_offer", listing=lst, amount=yuan(500)) == "listing.offer_from_under_contract"
    assert refused(market, SELLER, "withdraw_listing", listing=lst) == "listing.withdraw_from_under_contract"
