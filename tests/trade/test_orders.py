"""An order from quote to payment, and every way it can end, with the money that goes with it."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import pytest

from tests.trade.orders_world import PATENT, SEARCH, STATES, OrdersWorld, orders  # noqa: F401 - fixture
from tools.events import events_of
from tools.money import Money
from tools.orders.machine import ORDER
from tools.refused import Refused

PRICE = 160_000  # fen: two classes of SRCH-TM
FEE = 8_000  # 5 %


def named(world: OrdersWorld, user: str, effect: str, **request: object) -> str:
    with pytest.raises(Refused) as refused:
        world.do(user, effect, **request)
    assert "/ " in str(refused.value)  # both languages
    return refused.value.name


def test_an_order_runs_from_quote_to_payment_and_ratings(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.do("guan", "report_milestone", order=order, note="策略已确认")
    orders.upload(order)
    assert orders.do("guan", "deliver_order", order=order).values["count"] == 1
    orders.do("lin", "accept_delivery", order=order)
    orders.do("lin", "rate_order", order=order, stars=5, comment="准时")
    orders.do("guan", "rate_order", order=order, stars=4)
    assert orders.row(order).state == "completed"
    assert (orders.escrow(order), orders.held("ORG-QINGLAN"), orders.held("ORG-GUANLAN")) == (
        "released",
        0,
        PRICE - FEE,
    )
    with orders.sessions() as session:
        names = [event.name for event in events_of(session, "order", order)]
    assert names == [
        "place",
        "assign",
        "funded",
        "accept_assignment",
        "report_milestone",
        "deliver",
        "accept_delivery",
        "rated",
        "rated",
    ]
    assert orders.sound()


def test_a_patent_goes_to_a_licensed_agency_only(orders: OrdersWorld) -> None:
    order = orders.order("placed", PATENT)
    for provider, check in (("ORG-GUANLAN", "licence"), ("ORG-JIUTA", "licence"), ("ORG-TAOXI", "line")):
        card = orders.propose("lin", "assign_provider", order=order, provider=provider)
        assert card.state == "blocked"
        assert check in {each.key for each in card.terms.checks if each.outcome == "blocked"}
    assert orders.do("lin", "assign_provider", order=order, provider="ORG-CHENGMING").data == {"state": "assigned"}


def test_a_licence_that_ends_between_assignment_and_acceptance_stops_it(orders: OrdersWorld) -> None:
    order = orders.order("assigned", PATENT, provider="ORG-RUIHENG")
    orders.fund(order)
    orders.later(days=1000)  # Ruiheng's licence ends on 2029-06-30
    assert orders.propose("qiao", "accept_assignment", order=order).state == "blocked"
    assert orders.row(order).state == "assigned"


def test_nobody_sells_to_itself(orders: OrdersWorld) -> None:
    order = orders.do("guan", "place_order", quote=orders.quote(user="guan")).record
    card = orders.propose("guan", "assign_provider", order=order, provider="ORG-GUANLAN")
    assert [each.outcome for each in card.terms.checks if each.key == "conflict"] == ["blocked"]


def test_a_provider_for_the_opponent_is_in_conflict(orders: OrdersWorld) -> None:
    letter = {"opponent": "青岚精密机械有限公司", "facts": "仿冒"}
    quote = orders.quote(("LEG-LETTER", letter), user="chen")
    against = orders.do("chen", "place_order", quote=quote).record
    orders.order(
        "working", ("LEG-CONTRACT", {"contracts": 1, "deal": "许可", "opponent": "某公司"}), "ORG-HENGSHI", "fang"
    )
    card = orders.propose("chen", "assign_provider", order=against, provider="ORG-HENGSHI")
    assert card.state == "blocked"
    assert orders.propose("chen", "place_order", quote=orders.quote(("LEG-LETTER", {**letter, "opponent": "Hengshi law firm"}), user="chen"), provider="ORG-HENGSHI").state == "blocked"  # fmt: skip


def test_a_provider_accepts_only_what_is_funded(orders: OrdersWorld) -> None:
    order = orders.order("assigned")
    assert orders.propose("guan", "accept_assignment", order=order).state == "blocked"
    orders.fund(order)
    assert orders.do("guan", "accept_assignment", order=order).data["due"] == "2026-11-26"  # four days


def test_a_declined_order_can_be_given_to_another(orders: OrdersWorld) -> None:
    order = orders.order("assigned")
    orders.do("guan", "decline_assignment", order=order, reason="排期已满")
    assert (orders.row(order).state, orders.row(order).provider) == ("placed", "")
    orders.do("su", "assign_provider", order=order, provider="ORG-CHENGMING")
    assert orders.row(order).provider == "ORG-CHENGMING"


def test_a_returned_delivery_gets_more_time_and_can_be_delivered_again(orders: OrdersWorld) -> None:
    order = orders.order("delivered")
    assert orders.do("lin", "return_delivery", order=order, reason="缺第35类").data == {
        "state": "working",
        "due": "2026-11-29",
    }
    assert named(orders, "guan", "deliver_order", order=order) == "order.no_deliverable"
    orders.upload(order, "补充.txt", "第35类".encode())
    orders.do("guan", "deliver_order", order=order)
    orders.do("lin", "accept_delivery", order=order)
    assert orders.escrow(order) == "released"


@pytest.mark.parametrize(("given", "escrow", "provider", "buyer"), [(0, "refunded", 0, PRICE), (PRICE, "released", PRICE - FEE, 0), (60_000, "split", 57_000, 100_000)])  # fmt: skip
def test_a_dispute_is_decided_by_an_expert(
    orders: OrdersWorld, given: int, escrow: str, provider: int, buyer: int
) -> None:
    order = orders.order("disputed")
    orders.do("gu", "decide_dispute", order=order, to_provider={"minor": given, "currency": "CNY"}, reason="按材料")
    assert (orders.row(order).state, orders.escrow(order)) == ("settled", escrow)
    assert (orders.held("ORG-GUANLAN"), orders.held("ORG-QINGLAN")) == (provider, buyer)
    assert orders.sound()


@pytest.mark.parametrize(
    "money",
    [{"minor": PRICE + 1, "currency": "CNY"}, {"minor": -1, "currency": "CNY"}, {"minor": 1, "currency": "USD"}],
)
def test_a_decision_gives_no_more_than_is_held(orders: OrdersWorld, money: dict[str, object]) -> None:
    assert (
        named(orders, "gu", "decide_dispute", order=orders.order("disputed"), to_provider=money, reason="x")
        == "order.decision_amount"
    )


@pytest.mark.parametrize("money", [{"minor": 1.5, "currency": "CNY"}, {"minor": "1", "currency": "CNY"}, 5])
def test_amounts_are_whole_minor_units(orders: OrdersWorld, money: object) -> None:
    assert (
        named(orders, "gu", "decide_dispute", order=orders.order("disputed"), to_provider=money, reason="x")
        == "request"
    )


@pytest.mark.parametrize(("reported", "kept"), [(0, 16_000), (1, 48_000), (2, 112_000)])
def test_the_fee_of_a_cancellation_grows_with_the_milestones(orders: OrdersWorld, reported: int, kept: int) -> None:
    order = orders.order("working")
    for _ in range(reported):
        orders.do("guan", "report_milestone", order=order)
    card = orders.propose("lin", "cancel_order", order=order)
    assert {each.key: each.money for each in card.terms.amounts} == {
        "to_provider": Money(kept),
        "to_buyer": Money(PRICE - kept),
    }
    orders.effects.approve(orders.who("lin"), card.id, card.hash)
    assert orders.held("ORG-QINGLAN") == PRICE - kept
    assert orders.held("ORG-GUANLAN") == kept - kept * 5 // 100
    assert orders.sound()


def test_the_last_milestone_is_the_delivery(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.do("guan", "report_milestone", order=order)
    orders.do("guan", "report_milestone", order=order)
    assert named(orders, "guan", "report_milestone", order=order) == "order.milestones_done"


@pytest.mark.parametrize("state", ["placed", "assigned"])
@pytest.mark.parametrize("funded", [False, True])
def test_before_work_begins_all_is_paid_back(orders: OrdersWorld, state: str, funded: bool) -> None:
    order = orders.order(state)
    if funded:
        orders.fund(order)
    orders.do("li", "cancel_order", order=order, reason="不需要了")  # a colleague of lin's
    assert (orders.row(order).state, orders.escrow(order)) == ("cancelled", "refunded" if funded else "void")
    assert orders.held("ORG-QINGLAN") == (PRICE if funded else 0)


def test_a_provider_who_withdraws_keeps_nothing(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.do("guan", "report_milestone", order=order)
    orders.do("guan", "cancel_order", order=order)
    assert (orders.held("ORG-QINGLAN"), orders.held("ORG-GUANLAN")) == (PRICE, 0)


def test_the_platform_does_not_cancel_work_begun(orders: OrdersWorld) -> None:
    assert named(orders, "su", "cancel_order", order=orders.order("working")) == "order.platform_cancel"
    assert orders.do("su", "cancel_order", order=orders.order("placed")).data["state"] == "cancelled"


# The effect that takes each step, who would take it, and what else it needs.
STEPS: dict[str, tuple[str, str, dict[str, object]]] = {
    "assign": ("assign_provider", "lin", {"provider": "ORG-GUANLAN"}), "accept_assignment": ("accept_assignment", "guan", {}),
    "decline": ("decline_assignment", "guan", {"reason": "忙"}), "report_milestone": ("report_milestone", "guan", {}),
    "deliver": ("deliver_order", "guan", {}), "accept_delivery": ("accept_delivery", "lin", {}),
    "return": ("return_delivery", "lin", {"reason": "不全"}), "dispute": ("dispute_order", "lin", {"reason": "迟延"}),
    "decide": ("decide_dispute", "su", {"to_provider": {"minor": 0, "currency": "CNY"}, "reason": "x"}), "cancel": ("cancel_order", "lin", {}),
}  # fmt: skip


def test_the_table_knows_every_state_and_event() -> None:
    assert set(ORDER.states) == set(STATES)
    assert {event for _, event in ORDER.steps} == set(ORDER.events) == set(STEPS)


@pytest.mark.parametrize("state", STATES)
def test_every_step_that_is_not_in_the_table_is_refused_by_name(orders: OrdersWorld, state: str) -> None:
    order = orders.order(state)
    for event, (effect, user, request) in STEPS.items():
        if (state, event) in ORDER.steps:
            continue
        if state in ("placed", "cancelled") and user == "guan":
            assert named(orders, user, effect, order=order, **request) == "not_found"  # it is not the provider's
        else:
            assert named(orders, user, effect, order=order, **request) == f"order.{event}_from_{state}"
    assert orders.row(order).state == state


@pytest.mark.parametrize(("state", "event"), ORDER.steps)
def test_every_step_of_the_table_is_taken(orders: OrdersWorld, state: str, event: str) -> None:
    order = orders.order(state)
    if event == "accept_assignment":
        orders.fund(order)
    if event == "deliver":
        orders.upload(order)
    effect, user, request = STEPS[event]
    orders.do(user, effect, order=order, **request)
    assert orders.row(order).state == ORDER.steps[state, event]
    assert orders.sound()


def test_two_orders_by_one_quote_are_one(orders: OrdersWorld) -> None:
    quote = orders.quote(SEARCH)
    first, second = (orders.propose("lin", "place_order", quote=quote) for _ in range(2))
    orders.effects.approve(orders.who("lin"), first.id, first.hash)
    with pytest.raises(Refused, match="报价目前“已下单”"):
        orders.effects.approve(orders.who("lin"), second.id, second.hash)
