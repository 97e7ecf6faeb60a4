"""Ratings of real orders and deals: what their rules write into the log is what ratings read."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.trade.exchange_world import BUYER, SELLER, STAFF, Market
from tests.trade.orders_world import OrdersWorld
from tests.trade.test_exchange_deals import agree
from tools.events import EventRow, event_of
from tools.ratings.engagement import Engagement, day_of
from tools.ratings.figures import differing, events_about, rating_now, rebuild
from tools.ratings.reading import engagements_of
from tools.ratings.showing import list_rating_entries

PROVIDER, CLIENT = "ORG-GUANLAN", "lin"


@pytest.fixture
def orders(tmp_path: Path) -> OrdersWorld:
    return OrdersWorld(tmp_path)


def engagement(world: OrdersWorld | Market, record: str, organisation: str) -> Engagement:
    """The one engagement of a record as it stands to an organisation's credit."""
    with world.sessions() as session:
        events = [event_of(row) for row in session.scalars(select(EventRow).order_by(EventRow.id))]
    [found] = [each for each in engagements_of(events, organisation, day_of(world.moment)) if each.record == record]
    return found


def marks(found: Engagement) -> dict[str, str]:
    return {mark.component: str(mark.value) for mark in found.marks}


def test_an_order_done_well_gives_full_marks_to_both_sides(orders: OrdersWorld) -> None:
    order = orders.order("completed")
    orders.do(CLIENT, "rate_order", order=order, stars=4, comment="及时")
    orders.do("guan", "rate_order", order=order, stars=5)
    provider = engagement(orders, order, PROVIDER)
    client = engagement(orders, order, orders.who(CLIENT).organisation)
    assert marks(provider) == {"took_on": "1", "in_time": "1", "accepted_first": "1", "undisputed": "1", "stars": "3/4"}
    assert marks(client) == {"kept": "1", "undisputed": "1", "stars": "1"}
    assert provider.value is not None
    assert provider.value.minor == orders.row(order).price_minor
    assert (provider.other, client.other) == (orders.who(CLIENT).organisation, PROVIDER)
    assert (provider.users, provider.users_of_other) == ({"guan"}, {CLIENT})


def test_late_returned_and_lost_work_is_marked_so(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.moment += timedelta(orders.row(order).days + 1)
    orders.upload(order)
    orders.do("guan", "deliver_order", order=order)
    orders.do(CLIENT, "return_delivery", order=order, reason="缺少一类")
    orders.do(CLIENT, "dispute_order", order=order, reason="迟延")
    price = orders.row(order).price_minor
    orders.do(
        "gu", "decide_dispute", order=order, to_provider={"minor": price // 4, "currency": "CNY"}, reason="迟延属实"
    )
    assert marks(engagement(orders, order, PROVIDER)) == {"took_on": "1", "in_time": "0", "accepted_first": "0", "undisputed": "1/4"}  # fmt: skip
    assert marks(engagement(orders, order, orders.who(CLIENT).organisation)) == {"kept": "1", "undisputed": "3/4"}


def test_a_declined_assignment_is_all_there_is(orders: OrdersWorld) -> None:
    order = orders.order("assigned")
    orders.do("guan", "decline_assignment", order=order, reason="人手不足")
    assert marks(engagement(orders, order, PROVIDER)) == {"took_on": "0"}


def test_a_client_that_cancels_work_in_time_did_not_keep_to_it(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.do(CLIENT, "cancel_order", order=order)
    assert marks(engagement(orders, order, orders.who(CLIENT).organisation)) == {"kept": "0"}
    assert marks(engagement(orders, order, PROVIDER)) == {"took_on": "1"}


def test_what_is_kept_is_what_the_log_of_real_orders_gives(orders: OrdersWorld) -> None:
    for state in ("completed", "settled", "cancelled", "working", "delivered", "completed"):
        orders.order(state)
    with orders.sessions.begin() as session:
        rebuild(session, day_of(orders.moment), orders.moment)
    more = orders.order("completed")  # the log goes on; what is kept is of before
    with orders.sessions() as session:
        assert differing(session) == []
        shown = rating_now(session, PROVIDER, day_of(orders.moment)).figure("provider")
        assert shown.orders == len({event.record for event in events_about(session, PROVIDER) if event.name == "deliver" or event.name == "decide"})  # fmt: skip
        assert more in {event.record for event in events_about(session, PROVIDER)}
        assert list_rating_entries(session, orders.who("guan"), PROVIDER, day_of(orders.moment)) == []


def test_deals_are_read_as_their_rules_write_them() -> None:
    market = Market()
    done = agree(market, market.list_())
    market.fund(done)
    market.settle(done, "released")
    for organisation in ("ORG-SELL", "ORG-BUY"):
        assert marks(engagement(market, done, organisation)) == {"kept": "1", "undisputed": "1"}
    market = Market()
    broken = agree(market, market.list_())
    market.later(days=15)
    market.do(SELLER, "cancel_deal", deal=broken)  # the buyer has not paid
    assert marks(engagement(market, broken, "ORG-BUY")) == {"kept": "0"}
    market = Market()
    lost = agree(market, market.list_())
    market.fund(lost)
    market.do(BUYER, "dispute_deal", deal=lost, reason="专利已失效")
    market.settle(lost, "refunded", STAFF)
    assert marks(engagement(market, lost, "ORG-SELL")) == {"undisputed": "0"}
    assert marks(engagement(market, lost, "ORG-BUY")) == {"undisputed": "1"}
