"""Orders follow their escrow, and stop what does not fit them; the demo's members."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.trade.orders_world import START, OrdersWorld, orders  # noqa: F401 - fixture
from tools.clearing.tables import EscrowRow
from tools.members.accounts import PLATFORM
from tools.members.seeding import demo_members, seed_members
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Role
from tools.refused import Refused


def escrow_id(world: OrdersWorld, order: str) -> str:
    with world.sessions() as session:
        return session.query(EscrowRow).filter_by(subject=order).one().id


def refusal(world: OrdersWorld, user: str, effect: str, **request: object) -> str:
    with pytest.raises(Refused) as refused:
        world.do(user, effect, **request)
    return refused.value.name


def test_an_escrow_released_by_the_buyer_completes_a_delivered_order(orders: OrdersWorld) -> None:
    order = orders.order("delivered")
    orders.do("lin", "release_escrow", escrow=escrow_id(orders, order))
    assert (orders.row(order).state, orders.escrow(order)) == ("completed", "released")
    assert orders.sound()


def test_money_is_not_released_before_the_delivery(orders: OrdersWorld) -> None:
    order = orders.order("working")
    assert (
        refusal(orders, "lin", "release_escrow", escrow=escrow_id(orders, order))
        == "order.accept_delivery_from_working"
    )
    assert (orders.row(order).state, orders.escrow(order)) == ("working", "held")


def test_a_refund_by_the_provider_cancels_the_order(orders: OrdersWorld) -> None:
    order = orders.order("working")
    orders.do("guan", "refund_escrow", escrow=escrow_id(orders, order))
    assert (orders.row(order).state, orders.escrow(order)) == ("cancelled", "refunded")


def test_the_platform_does_not_refund_work_begun_behind_the_providers_back(orders: OrdersWorld) -> None:
    order = orders.order("working")
    assert refusal(orders, "su", "refund_escrow", escrow=escrow_id(orders, order)) == "order.settling_side"
    assert (
        refusal(orders, "su", "refund_escrow", escrow=escrow_id(orders, orders.order("delivered")))
        == "order.cancel_from_delivered"
    )


@pytest.mark.parametrize("effect", ["release_escrow", "refund_escrow", "split_escrow"])
def test_a_dispute_is_settled_by_its_decision_alone(orders: OrdersWorld, effect: str) -> None:
    order = orders.order("disputed")
    more = {"to_payee": {"minor": 1000, "currency": "CNY"}, "reason": "部分完成"} if effect == "split_escrow" else {}
    assert refusal(orders, "su", effect, escrow=escrow_id(orders, order), **more) == "order.decide"
    assert (orders.row(order).state, orders.escrow(order)) == ("disputed", "held")


def test_an_order_accepted_twice_is_paid_once(orders: OrdersWorld) -> None:
    order = orders.order("delivered")
    first, second = (orders.propose(user, "accept_delivery", order=order) for user in ("lin", "li"))
    orders.effects.approve(orders.who("lin"), first.id, first.hash)
    with pytest.raises(Refused):
        orders.effects.approve(orders.who("li"), second.id, second.hash)
    assert orders.held("ORG-GUANLAN") == 152_000


def test_a_step_taken_meanwhile_makes_shown_terms_old(orders: OrdersWorld) -> None:
    order = orders.order("working")
    card = orders.propose("lin", "cancel_order", order=order)
    orders.do("guan", "report_milestone", order=order)
    with pytest.raises(Refused) as refused:
        orders.effects.approve(orders.who("lin"), card.id, card.hash)
    assert refused.value.name == "approval.changed"  # the fee has grown since
    assert orders.row(order).state == "working"


@pytest.mark.parametrize("statement", ["update order_message set text = 'y'", "delete from order_message", "update order_rating set side = 'buyer'", "update orders set provider = buyer", "update orders set state = 'paid'", "update orders set price_minor = 0", "update quote set state = 'open', price_minor = null"])  # fmt: skip
def test_the_database_itself_refuses(orders: OrdersWorld, statement: str) -> None:
    order = orders.order("completed")
    orders.do("lin", "send_message", order=order, text="x")
    orders.do("lin", "rate_order", order=order, stars=5)
    orders.do("guan", "rate_order", order=order, stars=5)
    with pytest.raises(DatabaseError), orders.sessions.begin() as session:
        session.execute(text(statement))


def test_the_demo_has_members_of_every_role_and_is_seeded_once(orders: OrdersWorld) -> None:
    assert seed_members(orders.sessions, START) == 0
    with orders.sessions() as session:
        accounts, organisations = session.query(AccountRow).all(), session.query(OrganisationRow).all()
    assert {each.role for each in accounts} == {role.value for role in Role} - {"visitor"}
    assert all(each.user.isascii() and each.demo for each in accounts)
    assert all(each.demo or each.id == PLATFORM for each in organisations)
    assert all(each.name_en.isascii() and not each.name_zh.isascii() for each in organisations)
    assert {each.organisation for each in accounts if each.role in ("staff", "expert", "admin")} == {PLATFORM}
    assert {each.ownership for each in organisations} == {"private", "state_owned", "state_university"}
    assert {each.country for each in organisations} == {"CN", "DE"}
    assert {kind for row in demo_members() for kind in row.get("licences", {})} == {"patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house", "bank"}  # fmt: skip
