"""Escrows: every state with every event, money that leaves exactly once, parts that add up."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.trade.clearing_room import STA, Room, database_url, room  # noqa: F401 - fixtures
from tools.clearing import escrow as escrows
from tools.clearing.escrow import escrow_of, name_payee, open_escrow
from tools.clearing.ledger_tables import LedgerTransactionRow
from tools.clearing.machine import ESCROW
from tools.clearing.proving import confirm_proof, prove, submit_proof
from tools.clearing.tables import EscrowRow
from tools.events import events_of
from tools.money import Money
from tools.refused import Refused

STATES = ("agreed", "held", "released", "refunded", "split", "void")
EVENTS = {
    "fund": escrows.fund_escrow,
    "release": escrows.release_escrow,
    "refund": escrows.refund_escrow,
    "split": lambda act, row: escrows.split_escrow(act, row, Money(4000)),
    "void": escrows.void_escrow,
}
WHOLE = 10_000  # the price of the escrows here; the fee of it is 1000 (the least there is, capped at a tenth)


def step(room: Room, escrow: str, event: str) -> None:
    with room.act() as act:
        EVENTS[event](act, act.row(EscrowRow, escrow))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_every_state_takes_only_the_events_of_the_table(room: Room, state: str, event: str) -> None:
    escrow = room.escrow(state=state)
    room.give("ORG-A", Money(WHOLE))
    before = {each: room.held(each) for each in ("ORG-A", "ORG-B")}
    if (state, event) in ESCROW.steps:
        step(room, escrow, event)
        assert room.state(escrow) == ESCROW.steps[state, event]
    else:
        with pytest.raises(Refused) as refusal:
            step(room, escrow, event)
        assert refusal.value.name == f"escrow.{event}_from_{state}"
        assert room.state(escrow) == state
        assert {each: room.held(each) for each in ("ORG-A", "ORG-B")} == before
    assert room.wrong() == []


@pytest.mark.parametrize(
    ("event", "payer", "payee", "platform"),
    [("release", 0, 9000, 1000), ("refund", 10_000, 0, 0), ("split", 6000, 3600, 400)],
)
def test_an_end_pays_everybody_to_the_last_minor_unit(room: Room, event: str, payer: int, payee: int, platform: int) -> None:  # fmt: skip
    step(room, room.escrow(), event)
    with room.sessions() as session:
        earned = session.scalar(text("select balance_minor from ledger_account where id = 'platform_fee:CNY'")) or 0
    assert (room.held("ORG-A"), room.held("ORG-B"), earned) == (payer, payee, platform)
    assert room.wrong() == []


def test_the_reference_alone_keeps_money_from_leaving_twice(room: Room) -> None:
    """Without the state guard (the state is turned back by hand) the ledger still refuses the second settlement."""
    escrow = room.escrow()
    room.escrow()  # so that the escrow account could pay
    step(room, escrow, "release")
    with room.sessions.begin() as session:
        session.execute(text(f"update escrow set state = 'held' where id = '{escrow}'"))
    for event in ("release", "refund", "split"):
        with pytest.raises(Refused) as refusal:
            step(room, escrow, event)
        assert refusal.value.name == "ledger.repeated"
    assert {each.name for each in room.wrong()} == {"escrow_held", "escrow_settling"}


def test_funding_needs_the_money(room: Room) -> None:
    escrow = room.escrow(state="agreed")
    room.give("ORG-A", Money(WHOLE - 1))
    with pytest.raises(Refused) as refusal:
        step(room, escrow, "fund")
    assert refusal.value.name == "account.short"
    assert "¥99.99" in str(refusal.value)
    assert (room.state(escrow), room.held("ORG-A"), room.wrong()) == ("agreed", WHOLE - 1, [])


@pytest.mark.parametrize("price", [0, -1, 10**15 + 1])
def test_an_escrow_of_nothing_less_or_too_much_is_refused(room: Room, price: int) -> None:
    with pytest.raises(Refused, match="more than nothing"):
        room.escrow(price, "agreed")


@pytest.mark.parametrize("price", [10.0, "100", None, True])
def test_a_price_is_whole_minor_units(room: Room, price: object) -> None:
    with pytest.raises(TypeError):
        room.escrow(price, "agreed")  # type: ignore[arg-type]


def test_nobody_holds_money_for_itself_and_a_subject_has_one_escrow(room: Room) -> None:
    with pytest.raises(Refused) as refusal:
        room.escrow(state="agreed", payee="ORG-A")
    assert refusal.value.name == "escrow.self"
    with room.act() as act:
        open_escrow(act, purpose="order", subject="ORD-1", payer="ORG-A", payee="", price=Money(1))
    with pytest.raises(IntegrityError), room.act() as act:
        open_escrow(act, purpose="order", subject="ORD-1", payer="ORG-A", payee="", price=Money(1))


def test_the_payee_is_named_until_the_end_and_nothing_is_released_before(room: Room) -> None:
    escrow = room.escrow(payee="")
    for event in ("release", "split"):
        with pytest.raises(Refused) as refusal:
            step(room, escrow, event)
        assert refusal.value.name == "escrow.no_payee"
    with room.act() as act:
        name_payee(act, act.row(EscrowRow, escrow), "ORG-C")
        name_payee(act, act.row(EscrowRow, escrow), "ORG-B")
    step(room, escrow, "release")
    with room.act() as act, pytest.raises(Refused, match="settled"):
        name_payee(act, act.row(EscrowRow, escrow), "ORG-C")
    assert room.held("ORG-B") == 9000


@pytest.mark.parametrize("part", [0, -1, WHOLE, WHOLE + 1])
def test_all_or_nothing_is_no_split(room: Room, part: int) -> None:
    escrow = room.escrow()
    with room.act() as act, pytest.raises(Refused) as refusal:
        escrows.split_escrow(act, act.row(EscrowRow, escrow), Money(part))
    assert refusal.value.name == "escrow.split_part"
    with room.act() as act, pytest.raises(Refused) as refusal:
        escrows.split_escrow(act, act.row(EscrowRow, escrow), Money(1, "USD"))
    assert refusal.value.name == "escrow.currency"


def test_a_proof_has_to_fit_to_be_confirmed_and_then_the_money_may_go(room: Room) -> None:
    escrow = room.escrow(proof="patent_recordal")
    with room.act() as act:
        row = act.row(EscrowRow, escrow)
        for kind, number, day, name in (
            ("delivery", "N-1", date(2026, 11, 20), "proof.kind"),
            ("", "N-1", date(2026, 11, 20), "proof.kind"),
            ("patent_recordal", "  ", date(2026, 11, 20), "proof.number"),
            ("patent_recordal", "N-1", date(2026, 11, 23), "proof.dated"),
        ):
            with pytest.raises(Refused) as refusal:
                submit_proof(act, row, kind, number, day)
            assert refusal.value.name == name
        proof = submit_proof(act, row, "patent_recordal", "N-1", date(2026, 11, 20))
        with pytest.raises(Refused) as refusal:
            escrows.release_escrow(act, row)
        assert refusal.value.name == "escrow.unproved"
        confirm_proof(act, row, proof)
        with pytest.raises(Refused, match="confirmed already"):
            confirm_proof(act, row, proof)
    step(room, escrow, "release")
    with room.act(STA) as act, pytest.raises(Refused) as refusal:
        prove(act, act.row(EscrowRow, escrow), "N-2")
    assert refusal.value.name == "escrow.prove_from_released"


def test_every_step_is_in_the_log_with_actor_time_and_cause(room: Room) -> None:
    escrow = room.escrow(state="split")
    with room.sessions() as session:
        logged = events_of(session, "escrow", escrow)
    assert [(each.name, each.was, each.became) for each in logged] == [
        ("open", "", "agreed"),
        ("fund", "agreed", "held"),
        ("split", "held", "split"),
    ]
    assert all((each.user, each.when, each.cause) == ("lin", room.moment, "test") for each in logged)


def test_an_escrow_is_found_by_its_subject(room: Room) -> None:
    with room.act() as act:
        made = open_escrow(act, purpose="deal", subject="DEAL-1", payer="ORG-A", payee="ORG-B", price=Money(1))
        assert escrow_of(act, "deal", "DEAL-1") is made
        assert escrow_of(act, "order", "DEAL-1") is None
        with pytest.raises(ValueError, match="no kind of proof"):
            open_escrow(act, purpose="deal", subject="D", payer="ORG-A", payee="ORG-B", price=Money(1), proof="x")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(2, 10**9), st.sampled_from(["release", "refund", "split"]), st.integers(1, 10**9)), min_size=1, max_size=4))  # fmt: skip
def test_no_minor_unit_is_lost_whatever_the_ends(room: Room, ends: list[tuple[int, str, int]]) -> None:
    for price, event, part in ends:
        escrow = room.escrow(price)
        with room.act() as act:
            row = act.row(EscrowRow, escrow)
            if event == "split":
                escrows.split_escrow(act, row, Money(1 + part % (price - 1)))
            else:
                EVENTS[event](act, row)
    assert room.wrong() == []
    with room.sessions() as session:
        settled = session.scalars(select(LedgerTransactionRow.reference).where(LedgerTransactionRow.reference.startswith("settle:"))).all()  # fmt: skip
    assert len(settled) == len(set(settled))
