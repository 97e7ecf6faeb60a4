"""The ledger: the database itself refuses what double entry does not allow; the one writer refuses before it has to."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.trade.clearing_room import Room, database_url, room  # noqa: F401 - fixtures
from tools.clearing.accounts import open_account
from tools.clearing.posting import post
from tools.money import CurrencyMixed, Money
from tools.refused import Refused

A, B, RAIL = "member:ORG-A:CNY", "member:ORG-B:CNY", "rail:CNY"
TRANSACTION = """insert into ledger_transaction (id, kind, reference, "user", "when", cause)
    values ('T', 'deposit', 'test:T', 'u', '2026-11-22 00:00:00', '')"""
SEAL = "insert into ledger_seal values ('T')"


def leg(account: str, amount: str, currency: str = "CNY", transaction: str = "T") -> str:
    return f"""insert into ledger_posting ("transaction", account, currency, amount_minor)
        values ('{transaction}', '{account}', '{currency}', {amount})"""


def run(room: Room, *statements: str) -> None:
    with room.sessions.begin() as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.fixture
def booked(room: Room) -> Room:
    """A room in which ORG-A has 100.00, ORG-B an empty account, and one transaction is booked."""
    room.give("ORG-A", Money(10_000))
    with room.act() as act:
        open_account(act.session, "member", "CNY", "ORG-B")
        open_account(act.session, "member", "USD", "ORG-A")
    return room


def test_what_balances_is_booked_and_moves_the_balances(booked: Room) -> None:
    run(booked, TRANSACTION, leg(A, "-4000"), leg(B, "4000"), SEAL)
    assert (booked.held("ORG-A"), booked.held("ORG-B"), booked.wrong()) == (6000, 4000, [])


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        ((TRANSACTION, leg(A, "-4000"), leg(B, "3999"), SEAL), "do not balance"),
        ((TRANSACTION, leg(A, "-4000"), SEAL), "do not balance"),
        ((TRANSACTION, SEAL), "do not balance"),
        ((TRANSACTION, leg(A, "-4000"), leg("member:ORG-A:USD", "4000", "USD"), SEAL), "do not balance"),
        ((TRANSACTION, leg(A, "-4000"), leg(B, "4000"), SEAL, leg(A, "1")), "is sealed"),
        ((TRANSACTION, leg(A, "-4000"), leg(B, "4000")), "(?i)foreign key"),
        ((SEAL,), "do not balance"),
        ((TRANSACTION, leg(A, "-10001"), leg(B, "10001"), SEAL), "ck_account_floor"),
        ((TRANSACTION, leg(A, "0"), leg(B, "0"), SEAL), "ck_posting_amount"),
        ((TRANSACTION, leg(A, "-5", "USD"), leg(B, "5", "USD"), SEAL), "(?i)foreign key"),
        ((TRANSACTION, leg("member:ORG-X:CNY", "5"), leg(A, "-5"), SEAL), "(?i)foreign key"),
        ((TRANSACTION, leg(RAIL, "-1000000000000001"), leg(A, "1000000000000001"), SEAL), "ck_posting_amount"),
        ((TRANSACTION, leg(A, "-5"), leg(B, "5"), SEAL, TRANSACTION.replace("'T'", "'T2'")), "(?i)unique"),
        (("update ledger_posting set amount_minor = 1",), "append-only"),
        (("delete from ledger_posting",), "append-only"),
        (("update ledger_transaction set kind = 'x'",), "append-only"),
        (("delete from ledger_transaction",), "append-only"),
        (("update ledger_seal set \"transaction\" = 'x'",), "append-only"),
        (("delete from ledger_seal",), "append-only"),
        (("update ledger_account set balance_minor = balance_minor + 1 where id = 'member:ORG-A:CNY'",), "by postings only"),
        (("update ledger_account set balance_minor = balance_minor + 10000, last_posting = 2 where id = 'member:ORG-A:CNY'",), "by postings only"),
        (("update ledger_account set owner = 'ORG-B' where id = 'member:ORG-A:CNY'",), "by postings only"),
        (("update ledger_account set kind = 'rail' where id = 'member:ORG-A:CNY'",), "by postings only"),
        (("delete from ledger_account",), "not deleted"),
        (("insert into ledger_account values ('member:ORG-Z:CNY', 'ORG-Z', 'member', 'CNY', 5, 0)",), "begins empty"),
        (("insert into ledger_account values ('member::CNY', '', 'member', 'CNY', 0, 0)",), "ck_account_owner"),
        (("insert into ledger_account values ('x', '', 'till', 'CNY', 0, 0)",), "ck_account_kind"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_double_entry_does_not_allow(
    booked: Room, statements: tuple[str, ...], why: str
) -> None:
    with pytest.raises(DatabaseError, match=why):
        run(booked, *statements)
    assert (booked.held("ORG-A"), booked.held("ORG-B"), booked.wrong()) == (10_000, 0, [])


def test_a_fraction_of_a_minor_unit_is_never_stored(booked: Room) -> None:
    statements = (TRANSACTION, leg(A, "-0.5"), leg(B, "0.5"), SEAL)
    if booked.sessions.engine.dialect.name == "sqlite":  # which would keep it: a check refuses
        with pytest.raises(DatabaseError, match="ck_posting_whole"):
            run(booked, *statements)
    else:  # which rounds it on its way in
        run(booked, *statements)
    assert (booked.held("ORG-A") + booked.held("ORG-B"), booked.wrong()) == (10_000, [])


@pytest.mark.parametrize("table", ["ledger_posting", "ledger_transaction", "ledger_seal", "ledger_account"])
def test_replacing_a_row_is_a_change_too(booked: Room, table: str) -> None:
    if booked.sessions.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite replaces rows")
    with pytest.raises(DatabaseError, match=r"append-only|sealed|do not balance"):
        run(booked, f"insert or replace into {table} select * from {table} limit 1")


def test_a_reference_is_booked_once_and_the_second_time_refused(booked: Room) -> None:
    def move() -> None:
        with booked.act() as act:
            post(act, "fund", "fund:X", [(A, Money(-100)), (B, Money(100))])

    move()
    with pytest.raises(Refused) as refusal:
        move()
    assert refusal.value.name == "ledger.repeated"
    assert booked.held("ORG-B") == 100


@pytest.mark.parametrize(
    ("legs", "error"),
    [
        ([(A, Money(-100)), (B, Money(99))], ValueError),
        ([(A, Money(-100))], ValueError),
        ([(A, Money(0)), (B, Money(0))], ValueError),
        ([], ValueError),
        ([(A, Money(-5, "USD")), (B, Money(5, "USD"))], CurrencyMixed),
        ([(A, Money(-10_001)), (B, Money(10_001))], Refused),
        ([(A, Money(-6000)), (A, Money(-6000)), (B, Money(12_000))], Refused),
        ([("member:ORG-X:CNY", Money(5)), (A, Money(-5))], Refused),
    ],
)
def test_the_writer_refuses_before_the_database_has_to(booked: Room, legs: list[tuple[str, Money]], error: type[Exception]) -> None:  # fmt: skip
    with pytest.raises(error), booked.act() as act:
        post(act, "fund", "fund:X", legs)
    assert (booked.held("ORG-A"), booked.wrong()) == (10_000, [])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(-3000, 12_000)), min_size=1, max_size=6))
def test_whatever_is_asked_the_books_stay_sound_and_nothing_is_lost(booked: Room, moves: list[tuple[str, int]]) -> None:
    before = booked.held("ORG-A") + booked.held("ORG-B")
    for source, amount in moves:
        here, there = (A, B) if source == "A" else (B, A)
        try:
            with booked.act() as act:
                post(act, "fund", f"fund:{booked.new_id()}", [(here, Money(-amount)), (there, Money(amount))])
        except (Refused, ValueError):
            continue
    assert booked.held("ORG-A") + booked.held("ORG-B") == before
    assert min(booked.held("ORG-A"), booked.held("ORG-B")) >= 0
    assert booked.wrong() == []
