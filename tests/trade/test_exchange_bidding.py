"""Bidding: rises only, ends on the clock, late bids move the end, the highest wins; a model against it; the licensed house."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests.trade.exchange_world import BUYER, SELLER, START, THIRD, UNI, Market, bidding, yuan
from tools.exchange.bidding import end_after
from tools.exchange.dealing import BidRow, DealRow
from tools.exchange.reading import show_listing
from tools.exchange.tables import ListingRow
from tools.members.tables import LicenceRow
from tools.principal import Principal
from tools.refused import Refused

DAY = START + timedelta(days=1)


@pytest.fixture
def market() -> Market:
    return Market()


def open_bidding(market: Market, **other: Any) -> str:
    return market.do(SELLER, "list_right", **bidding(**other)).record


def refused(market: Market, who: Principal, effect: str, **request: Any) -> str:
    with pytest.raises(Refused) as error:
        market.effects.propose(who, effect, request)
    return error.value.name


def bid(market: Market, who: Principal, listing: str, amount: int) -> str:
    return market.do(who, "place_bid", listing=listing, amount=yuan(amount)).record


def test_bids_rise_by_the_increment_and_the_highest_gets_the_deal_when_the_seller_accepts(market: Market) -> None:
    lst = open_bidding(market, reserve=yuan(120))
    assert refused(market, BUYER, "place_bid", listing=lst, amount=yuan(99)) == "bid.low"
    bid(market, BUYER, lst, 100)
    for amount in (100, 109, 50):
        assert refused(market, THIRD, "place_bid", listing=lst, amount=yuan(amount)) == "bid.low"
    bid(market, THIRD, lst, 110)
    winner = bid(market, BUYER, lst, 125)
    assert refused(market, SELLER, "close_bidding", listing=lst) == "bid.running"
    market.later(days=1)
    done = market.do(SELLER, "close_bidding", listing=lst)
    with market.sessions() as session:
        deal = session.get(DealRow, done.record)
        assert deal is not None
        assert (deal.buyer, deal.price_minor, deal.source, deal.state) == ("ORG-BUY", 12_500, winner, "agreed")


def test_after_the_end_by_the_servers_clock_no_bid_is_taken(market: Market) -> None:
    lst = open_bidding(market)
    card = market.propose(BUYER, "place_bid", listing=lst, amount=yuan(100))
    market.moment = DAY - timedelta(microseconds=1)
    late = market.propose(THIRD, "place_bid", listing=lst, amount=yuan(100))
    market.moment = DAY
    for who, shown in ((BUYER, card), (THIRD, late)):
        with pytest.raises(Refused) as error:
            market.effects.approve(who, shown.id, shown.hash)
        assert error.value.name in ("bid.ended", "approval.expired")
    assert refused(market, BUYER, "place_bid", listing=lst, amount=yuan(100)) == "bid.ended"
    assert refused(market, SELLER, "close_bidding", listing=lst) == "bid.none"


def test_a_bid_before_the_start_on_an_own_listing_or_in_another_currency_is_refused(market: Market) -> None:
    lst = open_bidding(market, starts=(START + timedelta(hours=1)).isoformat())
    assert refused(market, BUYER, "place_bid", listing=lst, amount=yuan(100)) == "bid.early"
    assert refused(market, SELLER, "place_bid", listing=lst, amount=yuan(100)) == "offer.own_listing"
    market.later(hours=1)
    assert refused(market, BUYER, "place_bid", listing=lst, amount=yuan(100, "USD")) == "offer.currency"
    assert refused(market, BUYER, "place_bid", listing=lst, amount={"minor": -1, "currency": "CNY"}) == "offer.amount"
    assert refused(market, BUYER, "make_offer", listing=lst, amount=yuan(100)) == "offer.pricing"


@pytest.mark.parametrize(("before", "moved"), [(301, False), (300, True), (1, True)])
def test_a_bid_within_the_last_minutes_moves_the_end_by_as_many(market: Market, before: int, moved: bool) -> None:
    lst = open_bidding(market)
    market.moment = DAY - timedelta(seconds=before)
    bid(market, BUYER, lst, 100)
    with market.sessions() as session:
        row = session.get(ListingRow, lst)
        assert row is not None
        assert row.ends == DAY + timedelta(minutes=5 * moved)


def test_under_the_reserve_nothing_is_sold(market: Market) -> None:
    lst = open_bidding(market, reserve=yuan(200))
    bid(market, BUYER, lst, 150)
    with market.sessions() as session:
        seen, own = show_listing(session, BUYER, lst).bidding, show_listing(session, SELLER, lst).bidding
        assert seen
        assert own
        assert (seen.reserve, seen.reached, seen.leading) == (None, False, True)
        assert own.reserve is not None
    assert refused(market, SELLER, "withdraw_listing", listing=lst) == "listing.has_bids"
    market.later(days=1)
    assert refused(market, SELLER, "close_bidding", listing=lst) == "bid.reserve"
    market.do(SELLER, "withdraw_listing", listing=lst)


def test_a_bidder_who_did_not_pay_makes_room_for_the_next(market: Market) -> None:
    lst = open_bidding(market)
    bid(market, THIRD, lst, 100)
    bid(market, BUYER, lst, 110)
    market.later(days=1)
    first = market.do(SELLER, "close_bidding", listing=lst).record
    market.later(days=14)
    market.do(SELLER, "cancel_deal", deal=first)
    second = market.do(SELLER, "close_bidding", listing=lst).record
    with market.sessions() as session:
        deal = session.get(DealRow, second)
        assert deal is not None
        assert (deal.buyer, deal.price_minor) == ("ORG-THIRD", 10_000)


def test_another_bid_meanwhile_does_not_undo_an_approval_that_still_leads(market: Market) -> None:
    lst = open_bidding(market)
    high, low = (market.propose(who, "place_bid", listing=lst, amount=yuan(n)) for who, n in ((BUYER, 150), (UNI, 105)))
    bid(market, THIRD, lst, 100)
    market.effects.approve(BUYER, high.id, high.hash)
    with pytest.raises(Refused) as error:
        market.effects.approve(UNI, low.id, low.hash)
    assert error.value.name == "bid.low"


def test_bids_are_never_changed(market: Market) -> None:
    placed = bid(market, BUYER, open_bidding(market), 100)
    with pytest.raises(IntegrityError, match="append-only"), market.sessions.begin() as session:
        session.execute(update(BidRow).where(BidRow.id == placed).values(amount_minor=1))


def test_a_listing_is_handed_to_a_house_with_a_valid_licence_and_rests(market: Market) -> None:
    lst = market.list_()
    card = market.propose(SELLER, "ask_auction_house", listing=lst)
    assert {clause.provision for clause in card.terms.clauses} >= {"cn/auction-law@2015-04-24/art11", "cn/auction-law@2015-04-24/art22"}  # fmt: skip
    market.effects.approve(SELLER, card.id, card.hash)
    assert refused(market, BUYER, "make_offer", listing=lst, amount=yuan(5)) == "listing.offer_from_suspended"
    market.do(SELLER, "resume_listing", listing=lst)
    assert refused(market, SELLER, "ask_auction_house", listing=lst, house="ORG-BUY") == "house.none"
    with market.sessions.begin() as session:
        session.execute(update(LicenceRow).values(valid_until=START.date() - timedelta(days=1)))
    assert refused(market, SELLER, "ask_auction_house", listing=lst) == "house.none"


STEPS = st.lists(st.tuples(st.sampled_from([BUYER, THIRD, UNI]), st.integers(1, 40), st.integers(0, 420)), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_bidding_is_as_its_model(steps: list[tuple[Principal, int, int]]) -> None:
    """The model: a list of accepted bids, a highest amount, an end. Amounts and pauses come close to both borders."""
    market, ends, accepted = Market(), START + timedelta(minutes=15), list[tuple[int, str]]()
    lst = open_bidding(market, ends=ends.isoformat())
    for who, tens, pause in steps:
        market.later(seconds=pause)
        amount, least = tens * 10, accepted[-1][0] + 10 if accepted else 100
        allowed = market.moment < ends and amount >= least
        if not allowed:
            assert refused(market, who, "place_bid", listing=lst, amount=yuan(amount)) in ("bid.low", "bid.ended")
            continue
        bid(market, who, lst, amount)
        accepted.append((amount, who.organisation))
        ends = ends + timedelta(minutes=5) if ends - market.moment <= timedelta(minutes=5) else ends
    _agrees(market, lst, ends, accepted)


def _agrees(market: Market, lst: str, ends: datetime, accepted: list[tuple[int, str]]) -> None:
    """The rows are those of the model, and so is the winner."""
    with market.sessions() as session:
        row = session.get(ListingRow, lst)
        assert row is not None
        assert (row.ends, row.bids) == (ends, len(accepted))
        rows = session.scalars(select(BidRow).order_by(BidRow.place)).all()
        assert [(each.amount_minor // 100, each.organisation) for each in rows] == accepted
    market.moment = max(market.moment, ends)
    if not accepted:
        assert refused(market, SELLER, "close_bidding", listing=lst) == "bid.none"
        return
    deal = market.do(SELLER, "close_bidding", listing=lst).record
    with market.sessions() as session:
        found = session.get(DealRow, deal)
        assert found is not None
        assert (found.price_minor // 100, found.buyer) == max(accepted)


@given(st.datetimes(), st.integers(0, 7200), st.integers(0, 60))
def test_an_end_moves_by_the_extension_or_not_at_all(placed: datetime, left: int, minutes: int) -> None:
    if placed.year > 9990:
        return
    ends = placed + timedelta(seconds=left)
    moved = end_after(ends, placed, minutes)
    assert moved - ends == (timedelta(minutes=minutes) if left <= minutes * 60 else timedelta(0))
