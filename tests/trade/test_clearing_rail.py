"""The payment rail fails, declines, answers late and twice; work is cut off anywhere: money arrives once or comes back."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.trade.clearing_room import LIN, MEI, Room, database_url, room  # noqa: F401 - fixtures
from tools.act import Act
from tools.clearing.dispatching import LEASE, dispatch, take_receipt, transfer_of
from tools.clearing.posting import post
from tools.clearing.rail import RailFailure, Receipt
from tools.clearing.sandbox import BEHAVIOURS, SandboxRail
from tools.clearing.tables import SandboxBankRow, TransferRow
from tools.clearing.transfers import request_transfer
from tools.money import Money
from tools.refused import Refused


def wait(room: Room, direction: str = "in", minor: int = 500, who=LIN) -> str:  # type: ignore[no-untyped-def]
    """A transfer that is asked for and not sent: the process stopped right after the commit."""
    with room.act(who) as act:
        return request_transfer(act, direction, who.organisation, Money(minor)).id  # type: ignore[arg-type]


def transfer(room: Room, identity: str) -> TransferRow:
    with room.sessions() as session:
        return session.get_one(TransferRow, identity)


def banked(room: Room) -> int:
    """What the sandbox bank did: in less out."""
    with room.sessions() as session:
        done = session.scalars(select(SandboxBankRow).where(SandboxBankRow.outcome == "done")).all()
    return sum(row.amount_minor if row.direction == "in" else -row.amount_minor for row in done)


@pytest.mark.parametrize("behaviour", ["done", "twice"])
def test_a_deposit_arrives_once(database_url: str, behaviour: str) -> None:
    room = Room(database_url, [behaviour])
    room.rail._notify = lambda receipt: notified(room, receipt)  # type: ignore[method-assign]
    outcome = room.do(LIN, "deposit_money", amount={"minor": 500, "currency": "CNY"})
    assert (outcome.key, room.held("ORG-A"), room.wrong()) == ("deposit_done", 500, [])


def notified(room: Room, receipt: Receipt) -> None:
    identity = transfer_of(room.house, receipt.key)
    assert identity
    assert take_receipt(room.house, identity, receipt) == "done"


def test_a_declined_deposit_books_nothing_and_a_declined_pay_out_comes_back(database_url: str) -> None:
    room = Room(database_url, ["decline", "decline"])
    room.give("ORG-A", Money(900))
    assert room.do(LIN, "deposit_money", amount={"minor": 500, "currency": "CNY"}).key == "deposit_failed"
    assert room.do(LIN, "pay_out", amount={"minor": 900, "currency": "CNY"}).key == "pay_out_failed"
    assert (room.held("ORG-A"), banked(room)) == (900, 0)


def test_a_pay_out_leaves_the_account_at_once_and_cannot_be_spent_again(room: Room) -> None:
    room.give("ORG-A", Money(900))
    wait(room, "out", 900)
    assert room.held("ORG-A") == 0
    with pytest.raises(Refused) as refusal:
        room.do(LIN, "pay_out", amount={"minor": 1, "currency": "CNY"})
    assert refusal.value.name == "account.short"
    assert {each.name for each in room.wrong()} == set()


@pytest.mark.parametrize("behaviour", ["timeout", "silent", "fail"])
@pytest.mark.parametrize("direction", ["in", "out"])
def test_without_an_answer_it_waits_and_is_asked_again_by_its_key(database_url: str, behaviour: str, direction: str) -> None:  # fmt: skip
    room = Room(database_url, [behaviour])
    room.give("ORG-A", Money(900))
    identity = wait(room, direction)
    assert dispatch(room.house).waiting == (identity,)
    assert dispatch(room.house).waiting == ()  # not before its time
    for _ in range(3):
        room.later(seconds=10)
        dispatch(room.house)
    assert transfer(room, identity).state == "done"
    assert room.held("ORG-A") == 900 + (500 if direction == "in" else -500)
    assert banked(room) == (500 if direction == "in" else -500)


def test_a_run_cut_off_after_taking_is_taken_up_when_its_lease_ran_out(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    identity = wait(room)

    class Cut(Exception): ...  # noqa: N818

    def cut(*_: object) -> Receipt:
        raise Cut

    for where in ("send", "answer"):
        with monkeypatch.context() as patch:
            if where == "send":
                patch.setattr(room.rail, "send", cut)
            else:
                patch.setattr("tools.clearing.dispatching.take_receipt", cut)
            with pytest.raises(Cut):
                dispatch(room.house)
        assert (transfer(room, identity).state, room.held("ORG-A"), dispatch(room.house).done) == ("sent", 0, ())
        room.later(seconds=LEASE.seconds)
    assert dispatch(room.house).done == (identity,)
    assert (room.held("ORG-A"), banked(room), room.wrong()) == (500, 500, [])


def test_a_second_answer_does_nothing_and_a_contradicting_one_is_noted(room: Room) -> None:
    identity = wait(room)
    dispatch(room.house)
    row = transfer(room, identity)
    receipt = Receipt(row.key, row.receipt, "done")
    assert take_receipt(room.house, identity, receipt) == "done"
    assert take_receipt(room.house, identity, replace(receipt, outcome="declined")) == "done"
    assert room.held("ORG-A") == 500
    with pytest.raises(ValueError, match="another request"):
        take_receipt(room.house, identity, replace(receipt, key="x"))


def test_transfers_of_one_organisation_go_in_order_and_do_not_hold_up_others(database_url: str) -> None:
    room = Room(database_url, ["fail"])
    first, second, other = wait(room, minor=1), wait(room, minor=2), wait(room, minor=3, who=MEI)
    found = dispatch(room.house)
    assert (found.waiting, found.done) == ((first,), (other,))
    assert transfer(room, second).state == "requested"
    assert dispatch(room.house, at_once=True).done == (first, second)


def test_an_answer_the_books_cannot_take_waits_and_does_not_hold_up_others(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    broken, fine = wait(room), wait(room, who=MEI)

    def full(act: Act, kind: str, reference: str, legs: object) -> str:
        if broken in reference:
            raise IntegrityError("insert", {}, Exception("ck_account_size"))
        return post(act, kind, reference, legs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("tools.clearing.transfers.post", full)
        found = dispatch(room.house)
    assert (found.waiting, found.done, room.held("ORG-A"), room.wrong()) == ((broken,), (fine,), 0, [])
    assert dispatch(room.house, at_once=True).done == (broken,)


def test_a_key_is_for_one_request_and_a_script_for_known_behaviours(room: Room) -> None:
    rail = SandboxRail(room.sessions)
    assert rail.send("k", "in", "ORG-A", Money(5)) == rail.send("k", "in", "ORG-A", Money(5))
    with pytest.raises(ValueError, match="another request"):
        rail.send("k", "in", "ORG-A", Money(6))
    with pytest.raises(ValueError, match="no behaviour"):
        SandboxRail(room.sessions, ["explode"])
    with pytest.raises(RailFailure):
        SandboxRail(room.sessions, ["fail"]).send("z", "in", "ORG-A", Money(5))
    assert rail.lookup("z") is None


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(sorted(BEHAVIOURS)), max_size=12),
    st.lists(st.tuples(st.sampled_from(["in", "out"]), st.integers(1, 400)), min_size=1, max_size=6),
)
def test_whatever_the_rail_does_the_books_and_the_bank_agree(database_url: str, script: list[str], asked: list[tuple[str, int]]) -> None:  # fmt: skip
    room = Room(database_url, script)
    room.give("ORG-A", Money(1000))
    for direction, minor in asked:
        try:
            wait(room, direction, minor)
        except Refused:
            continue
        dispatch(room.house)
        assert room.wrong() == []
    for _ in range(14):
        room.later(hours=1)
        dispatch(room.house)
    with room.sessions() as session:
        assert session.scalar(select(func.count()).where(TransferRow.state.in_(["requested", "sent"]))) == 0
    assert room.wrong() == []
    assert room.held("ORG-A") == 1000 + banked(room)
