"""Signing up: seats, the waiting list, money by the rules of orders, what the clock takes away."""

import pytest

from tests.training.room import Room
from tools.clearing.verifying import findings
from tools.members.accounts import principal_of
from tools.refused import Refused
from tools.training.running import run_training


@pytest.fixture
def room() -> Room:
    return Room()


def keys(card: object) -> set[str]:
    return {clause.key for clause in card.terms.clauses}  # type: ignore[attr-defined]


def test_a_free_seat_is_kept_at_once_and_costs_nothing(room: Room) -> None:
    session = room.publish()
    card = room.propose("lin", "sign_up", session=session)
    assert not card.terms.amounts
    assert keys(card) >= {"when", "online_zh", "seat", "cancel_free"}
    made = room.do("lin", "sign_up", session=session)
    assert room.sign_up(made.record).state == "signed"
    assert room.session(session).taken == 1
    assert not made.data.get("order")


def test_a_full_session_has_a_waiting_list_that_moves_up_in_order(room: Room) -> None:
    session = room.publish(seats=1)
    first = room.do("lin", "sign_up", session=session).record
    card = room.propose("chen", "sign_up", session=session)
    assert "waits" in keys(card)
    assert "seat" not in keys(card)
    second, third = (room.do(user, "sign_up", session=session).record for user in ("chen", "zhi"))
    assert room.states(session) == ["signed", "waiting", "waiting"]
    room.do("lin", "cancel_sign_up", sign_up=first)
    assert room.states(session) == ["cancelled", "offered", "waiting"]
    assert room.session(session).taken == 1  # the offer keeps the seat
    with pytest.raises(Refused, match="on the waiting list"):
        room.do("zhi", "claim_seat", sign_up=third)
    assert "waits" in keys(room.propose("xu", "sign_up", session=session))  # nobody overtakes
    room.do("chen", "claim_seat", sign_up=second)
    assert room.states(session) == ["cancelled", "signed", "waiting"]


def test_an_offer_runs_out_and_goes_to_the_next(room: Room) -> None:
    session = room.publish(seats=1)
    first = room.do("lin", "sign_up", session=session).record
    second, third = (room.do(user, "sign_up", session=session).record for user in ("chen", "zhi"))
    room.do("lin", "cancel_sign_up", sign_up=first)
    room.later(hours=49)
    with pytest.raises(Refused, match="run out"):
        room.propose("chen", "claim_seat", sign_up=second)
    assert run_training(room.effects, principal_of(room.sessions, "su")) == {session: 2}
    assert room.states(session) == ["cancelled", "expired", "offered"]
    assert run_training(room.effects, principal_of(room.sessions, "su")) == {}
    room.do("zhi", "claim_seat", sign_up=third)
    assert room.session(session).taken == 1


def test_an_offer_is_confirmed_by_the_account_that_waited(room: Room) -> None:
    session = room.publish(seats=1)
    first = room.do("lin", "sign_up", session=session).record
    second = room.do("chen", "sign_up", session=session).record
    room.do("lin", "cancel_sign_up", sign_up=first)
    with pytest.raises(Refused, match="itself"):
        room.do("xu", "claim_seat", sign_up=second)  # a colleague
    said = []
    for each in (second, "SGN-FFFFFFFFFFFF"):
        with pytest.raises(Refused) as caught:
            room.propose("zhi", "claim_seat", sign_up=each)
        said.append(str(caught.value).replace(each, "X"))
    assert said[0] == said[1]


def test_a_paid_seat_is_an_order_with_its_escrow_and_the_money_comes_back(room: Room) -> None:
    session = room.publish(by="tao", price=98_000)
    card = room.propose("lin", "sign_up", session=session)
    amounts = {each.key: each.money.minor for each in card.terms.amounts}
    assert amounts["price"] == 98_000
    assert keys(card) >= {"pay_by", "contract", "escrow", "cancel_before", "cancel_after"}
    made = room.do("lin", "sign_up", session=session)
    order = room.order(str(made.data["order"]))
    assert (order.state, order.price_minor, order.provider, order.sku) == ("assigned", 98_000, "ORG-TAOXI", "TRN-RND")
    room.do("lin", "deposit_money", amount={"minor": 100_000, "currency": "CNY"})
    room.do("lin", "fund_escrow", escrow=made.data["escrow"])
    cancelling = room.propose("lin", "cancel_sign_up", sign_up=made.record)
    assert {each.key: each.money.minor for each in cancelling.terms.amounts} == {"to_provider": 0, "to_buyer": 98_000}
    room.do("lin", "cancel_sign_up", sign_up=made.record)
    assert room.order(order.id).state == "cancelled"
    assert room.session(session).taken == 0
    with room.sessions() as reading:
        assert findings(reading) == []


def test_after_the_provider_accepted_the_rule_of_orders_holds(room: Room) -> None:
    session = room.publish(by="tao", price=100_000)
    made = room.do("lin", "sign_up", session=session)
    room.do("lin", "deposit_money", amount={"minor": 100_000, "currency": "CNY"})
    room.do("lin", "fund_escrow", escrow=made.data["escrow"])
    room.do("tao", "accept_assignment", order=made.data["order"])
    card = room.propose("lin", "cancel_sign_up", sign_up=made.record)
    assert {each.key: each.money.minor for each in card.terms.amounts} == {"to_provider": 10_000, "to_buyer": 90_000}


def test_an_unpaid_seat_lapses_and_its_order_with_it(room: Room) -> None:
    session = room.publish(by="tao", price=98_000, seats=1)
    made = room.do("lin", "sign_up", session=session)
    room.do("chen", "sign_up", session=session)
    room.later(days=3)
    assert run_training(room.effects, principal_of(room.sessions, "su")) == {session: 2}
    assert room.states(session) == ["cancelled", "offered"]
    assert room.order(str(made.data["order"])).state == "cancelled"
    assert not room.sign_up(room_second(room, session)).order  # the next one's order is opened when it confirms
    claimed = room.do("chen", "claim_seat", sign_up=room_second(room, session))
    assert room.order(str(claimed.data["order"])).buyer == "ORG-YUNMENG"


def room_second(room: Room, session: str) -> str:
    from sqlalchemy import select

    from tools.training.tables import SignUpRow

    with room.sessions() as reading:
        return str(reading.scalar(select(SignUpRow.id).where(SignUpRow.session == session, SignUpRow.place == 2)))


def test_an_order_cancelled_elsewhere_frees_the_seat(room: Room) -> None:
    session = room.publish(by="tao", price=98_000, seats=1)
    made = room.do("lin", "sign_up", session=session)
    room.do("lin", "cancel_order", order=made.data["order"])
    assert "seat" in keys(room.propose("chen", "sign_up", session=session))
    room.do("chen", "sign_up", session=session)
    assert room.states(session) == ["cancelled", "signed"]


def test_nobody_signs_up_twice_late_or_for_what_is_not_for_it(room: Room) -> None:
    session = room.publish(kinds=("agency",), prerequisites=("PAT-RND",))
    card = room.propose("lin", "sign_up", session=session)
    assert card.state == "blocked"
    assert {each.key for each in card.terms.checks if each.outcome == "blocked"} == {"kind", "prerequisites"}
    plain = room.publish()
    room.do("lin", "sign_up", session=plain)
    with pytest.raises(Refused, match="already"):
        room.propose("lin", "sign_up", session=plain)
    with pytest.raises(Refused, match="TSN-NONE"):
        room.propose("lin", "sign_up", session="TSN-NONE")
    room.later(days=20)
    with pytest.raises(Refused, match="2 hours before"):
        room.propose("chen", "sign_up", session=plain)


@pytest.mark.parametrize("user", ["su", "admin", "gu", "nobody"])
def test_the_platform_and_strangers_do_not_sign_up(room: Room, user: str) -> None:
    with pytest.raises(Refused, match=r"of your role|Sign in"):
        room.propose(user, "sign_up", session=room.publish())


def test_a_seat_gone_between_card_and_approval_is_said(room: Room) -> None:
    session = room.publish(seats=1)
    card = room.propose("chen", "sign_up", session=session)
    room.do("lin", "sign_up", session=session)
    with pytest.raises(Refused, match="changed"):
        room.effects.approve(principal_of(room.sessions, "chen"), card.id, card.hash)
    assert room.states(session) == ["signed"]


def test_a_session_called_off_pays_everything_back(room: Room) -> None:
    session = room.publish(by="tao", price=98_000)
    made = room.do("lin", "sign_up", session=session)
    room.do("lin", "deposit_money", amount={"minor": 100_000, "currency": "CNY"})
    room.do("lin", "fund_escrow", escrow=made.data["escrow"])
    with pytest.raises(Refused, match="no “TSN"):
        room.propose("lin", "cancel_session", session=session, reason="不办了")
    room.do("tao", "cancel_session", session=session, reason="讲师生病")
    assert room.states(session) == ["cancelled"]
    assert room.order(str(made.data["order"])).state == "cancelled"
    with room.sessions() as reading:
        assert findings(reading) == []
