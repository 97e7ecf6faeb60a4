"""Listings and needs: what fits together, no right listed twice, taking back, running on and out, and whose they are."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from tests.trade.exchange_world import (  # fmt: skip
    BUYER,
    CLEAN,
    JOINT,
    PATENT,
    SELLER,
    STAFF,
    START,
    STATE,
    THIRD,
    UNI,
    Market,
    bidding,
    listing,
    yuan,
)
from tools.audit.chain import Audit
from tools.audit.tables import AuditRow
from tools.exchange.expiring import expire_due, run_expiry
from tools.exchange.reading import history_of, show_deal, show_listing, show_need, show_offer
from tools.exchange.tables import ListingRow, NeedRow, RightRow
from tools.principal import Principal
from tools.refused import Refused

NEED = {"zh": {"title": "求购避障专利", "use": "巡检"}, "budget": yuan(1000)}


@pytest.fixture
def market() -> Market:
    return Market()


def refused(market: Market, who: Principal, effect: str, request: dict[str, Any]) -> str:
    """The name of the rule that refuses; nothing is left behind."""
    with pytest.raises(Refused) as error:
        market.effects.propose(who, effect, request)
    assert "/ " in str(error.value)
    assert not market.effects.waiting(who)
    return error.value.name


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("listing.amount", listing(price=yuan(0))),
    ("listing.amount", listing(price={"minor": -5, "currency": "CNY"})),
    ("request", listing(price={"minor": 10.5, "currency": "CNY"})),
    ("request", listing(price={"minor": "100", "currency": "CNY"})),
    ("request", listing(price=100)),
    ("currency", listing(price=yuan(1, "XXX"))),
    ("listing.currency", bidding(increment=yuan(10, "USD"))),
    ("listing.price", listing(price=None)),
    ("listing.words", listing(zh=None)),
    ("listing.kind", listing(subject="trademark", numbers=["1234567"], deal="open")),
    ("listing.package", listing(subject="package")),
    ("listing.twice", listing(subject="package", numbers=[PATENT, "CN 108556365 A"])),
    ("listing.numbers", listing(numbers=[PATENT, JOINT])),
    ("listing.number", listing(numbers=[])),
    ("listing.number", listing(numbers=["hello"])),
    ("listing.number", listing(subject="trademark", numbers=["青竹牌"])),
    ("listing.number", listing(subject="software", numbers=["no digits"])),
    ("listing.most", listing(most=3)),
    ("request", listing(deal="ordinary", most=0)),
    ("listing.bidding", listing(increment=yuan(10))),
    ("listing.bidding", bidding(increment=None)),
    ("listing.bidding", bidding(ends=None)),
    ("listing.bidding", bidding(ends=START.isoformat())),
    ("listing.bidding", bidding(ends=(START + timedelta(days=91)).isoformat())),
    ("listing.bidding", bidding(deal="ordinary")),
    ("listing.reserve", bidding(reserve=yuan(50))),
    ("request", bidding(ends="2026-12-01T10:00:00")),
    ("request", listing(organisation="ORG-BUY")),
    ("request", listing(seller="ORG-BUY", user="chen")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "request_"), WRONG, ids=[f"{n}-{row[0]}" for n, row in enumerate(WRONG)])
def test_what_does_not_fit_together_is_not_listed(market: Market, name: str, request_: dict[str, Any]) -> None:
    assert refused(market, SELLER, "list_right", request_) == name


@pytest.mark.parametrize("first", ["transfer", "exclusive", "sole"])
def test_a_right_stands_in_one_live_exclusive_listing_however_its_number_is_written(market: Market, first: str) -> None:
    lst = market.list_(deal=first)
    application = market.shelf.patents[PATENT][0].application
    for number in (PATENT, "CN108556365", "cn 108556365 a", application):
        assert refused(market, SELLER, "list_right", listing(numbers=[number])) == "listing.listed"
    assert refused(market, SELLER, "list_right", listing(subject="package", numbers=[JOINT, PATENT])) == "listing.listed"  # fmt: skip
    market.do(SELLER, "withdraw_listing", listing=lst)
    market.list_()


def test_a_right_listed_before_its_record_was_held_is_not_listed_again_after(market: Market) -> None:
    records = market.shelf.patents.pop(PATENT)
    application = market.shelf.patents.pop(records[0].application)
    market.list_()
    market.shelf.patents |= {PATENT: records, records[0].application: application}
    for number in (PATENT, records[0].application):
        assert refused(market, SELLER, "list_right", listing(numbers=[number])) == "listing.listed"


def test_the_index_refuses_a_second_live_exclusive_listing_where_the_rule_was_forgotten(market: Market) -> None:
    lst = market.list_()
    other = market.list_(numbers=[JOINT])
    with market.sessions() as session:
        key = session.scalars(select(RightRow.right_key).where(RightRow.listing == lst)).first()
    row = {"listing": other, "right_key": key, "shown": "x", "exclusive": True, "live": True}
    with pytest.raises(IntegrityError, match="UNIQUE"), market.sessions.begin() as session:
        session.execute(insert(RightRow).values(row))


@pytest.mark.parametrize("wrong", [{"granted": 3}, {"granted": -1}, {"concluded": 1}, {"price_minor": 0}])
def test_the_database_refuses_counts_and_prices_that_cannot_be(market: Market, wrong: dict[str, int]) -> None:
    lst = market.list_(deal="ordinary", most=2)
    with pytest.raises(IntegrityError, match="CHECK"), market.sessions.begin() as session:
        session.execute(update(ListingRow).where(ListingRow.id == lst).values(**wrong))


def test_ordinary_licences_may_be_listed_beside_a_transfer(market: Market) -> None:
    market.list_()
    market.list_(deal="ordinary", most=2)


def test_a_blocked_check_is_shown_and_cannot_be_approved(market: Market) -> None:
    card = market.propose(UNI, "list_right", **listing(declares={**CLEAN, "authorised": None}))
    assert card.state == "blocked"
    assert not card.hash
    assert not market.effects.waiting(UNI)
    assert [check.key for check in card.terms.checks if check.outcome == "blocked"] == ["holder"]
    state = market.propose(STATE, "list_right", **listing())
    assert [check.key for check in state.terms.checks if check.outcome == "blocked"] == ["ownership"]


def test_what_could_not_be_checked_stands_on_the_listing(market: Market) -> None:
    lst = market.list_(numbers=["CN999000777B"], declares={})
    with market.sessions() as session:
        shown = show_listing(session, BUYER, lst)
    assert {check.key: check.outcome for check in shown.checks}["in_force"] == "unknown"
    assert shown.seller.demo
    assert shown.demo
    assert not shown.mine
    assert shown.numbers == ("CN999000777B",)


def test_a_listing_is_renewed_and_runs_out_and_its_offers_with_it(market: Market) -> None:
    lst, need = market.list_(), market.do(BUYER, "post_need", **NEED).record
    market.do(SELLER, "renew", record=lst, months=7)
    market.do(BUYER, "renew", record=need, months=7)
    market.later(days=185)
    assert refused(market, BUYER, "renew", {"record": lst}) == "not_found"
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5), days=90).record
    market.later(days=40)
    assert refused(market, BUYER, "make_offer", {"listing": lst, "amount": yuan(5)}) == "listing.offer_from_expired"
    with market.act() as act:
        assert expire_due(act) == {"offer": 0, "listing": 1, "need": 1}
    with market.act() as act:
        assert expire_due(act) == {"offer": 0, "listing": 0, "need": 0}
    with market.sessions() as session:
        assert show_offer(session, BUYER, offer).state == "closed"
        assert show_need(session, THIRD, need).state == "expired"
    market.list_()


def test_a_need_is_posted_shown_to_all_and_taken_back_by_its_own(market: Market) -> None:
    need = market.do(BUYER, "post_need", **NEED).record
    with market.sessions() as session:
        assert show_need(session, Principal("nobody"), need).budget == show_need(session, SELLER, need).budget
    assert refused(market, SELLER, "withdraw_need", {"need": need}) == "not_found"
    market.do(BUYER, "withdraw_need", need=need)
    assert refused(market, BUYER, "renew", {"record": need}) == "need.renew_from_withdrawn"
    assert refused(market, BUYER, "post_need", {**NEED, "budget": yuan(0)}) == "need.budget"
    assert refused(market, BUYER, "post_need", {}) == "need.words"


OTHERS: list[tuple[str, str]] = [
    ("withdraw_listing", "listing"), ("ask_auction_house", "listing"), ("resume_listing", "listing"), ("close_bidding", "listing"),
    ("withdraw_need", "need"), ("renew", "record"), ("accept_offer", "offer"), ("decline_offer", "offer"), ("withdraw_offer", "offer"),
    ("cancel_deal", "deal"),
]  # fmt: skip


@pytest.mark.parametrize(("effect", "field"), OTHERS)
def test_another_tenants_record_and_a_missing_one_get_the_same_answer(market: Market, effect: str, field: str) -> None:
    lst, need = market.list_(), market.do(BUYER, "post_need", **NEED).record
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5)).record
    record = {"listing": lst, "record": lst, "need": need, "offer": offer}.get(field)
    if record is None:
        record = market.do(SELLER, "accept_offer", offer=offer).record
    messages = []
    for identity in (record, record[:4] + "0" * 12):
        with pytest.raises(Refused) as error:
            market.effects.propose(THIRD, effect, {field: identity})
        assert error.value.name == "not_found"
        messages.append(str(error.value).replace(identity, "ID"))
    assert messages[0] == messages[1]


def test_offers_deals_and_histories_are_for_their_parties(market: Market) -> None:
    lst = market.list_()
    offer = market.do(BUYER, "make_offer", listing=lst, amount=yuan(5)).record
    deal = market.do(SELLER, "accept_offer", offer=offer).record
    with market.sessions() as session:
        assert show_deal(session, BUYER, deal).side == "buyer"
        assert show_offer(session, SELLER, offer).yours is False
        assert history_of(session, SELLER, lst)
        assert history_of(session, BUYER, deal)
        for read, who, record in ((show_deal, THIRD, deal), (show_offer, THIRD, offer), (history_of, BUYER, lst), (history_of, THIRD, deal)):  # fmt: skip
            with pytest.raises(Refused) as error:
                read(session, who, record)
            assert error.value.name == "not_found"


def test_a_visitor_may_look_and_nothing_more(market: Market) -> None:
    assert refused(market, Principal("nobody"), "list_right", listing()) == "access.visitor"
    assert market.sessions().get(NeedRow, "NED-0") is None


def test_the_clock_of_the_exchange_is_run_by_staff_and_audited(market: Market) -> None:
    market.list_()
    market.later(days=200)
    run = (market.sessions, Audit(b"key"), lambda: market.moment, market.new_id)
    with pytest.raises(Refused) as error:
        run_expiry(*run, SELLER)
    assert error.value.name == "access.role"
    assert run_expiry(*run, STAFF) == {"offer": 0, "listing": 1, "need": 0}
    assert run_expiry(*run, STAFF) == {"offer": 0, "listing": 0, "need": 0}
    with market.sessions() as session:
        assert Audit(b"key").verify(session).sound
        assert session.scalars(select(AuditRow.action).order_by(AuditRow.seq.desc())).first() == "expire_exchange"


def test_bidding_leaves_the_seller_time_to_accept(market: Market) -> None:
    lst = market.do(SELLER, "list_right", **bidding(months=1, ends=(START + timedelta(days=60)).isoformat())).record
    with market.sessions() as session:
        assert show_listing(session, BUYER, lst).expires == START + timedelta(days=90)
