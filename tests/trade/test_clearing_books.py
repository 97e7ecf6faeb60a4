"""Checking the books, statements, and the clearing batch."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.trade.clearing_room import LIN, MEI, STA, WEI, Room, database_url, room  # noqa: F401 - fixtures
from tools.clearing.batch import clear_due, due
from tools.clearing.dispatching import dispatch
from tools.clearing.posting import post
from tools.clearing.proving import prove
from tools.clearing.statements import statement, statement_csv
from tools.clearing.tables import EscrowRow
from tools.clearing.telling import finding_text
from tools.clearing.transfers import request_transfer
from tools.clearing.verifying import verify_ledger
from tools.migrations.triggers import drop
from tools.money import Money
from tools.refused import Refused

FIRST = "(select id from ledger_transaction order by id limit 1)"
OFF = ("pragma foreign_keys = off", "pragma ignore_check_constraints = on")
# statement that does the damage; triggers taken away for it; findings
CORRUPTIONS = [
    ("update ledger_posting set amount_minor = amount_minor + 1 where id = 1", ["ledger_posting_no_update"], {"currency_unbalanced", "transaction_unbalanced", "account_balance"}),
    ("update ledger_posting set amount_minor = amount_minor * 2", ["ledger_posting_no_update"], {"account_balance", "escrow_funding", "escrow_settling", "transfer_booking", "transfer_request"}),
    ("delete from ledger_posting where id = 2", ["ledger_posting_no_delete"], {"currency_unbalanced", "transaction_unbalanced", "transaction_legs", "account_balance", "transfer_booking"}),
    (f'delete from ledger_seal where "transaction" = {FIRST}', ["ledger_seal_no_delete"], {"transaction_unsealed"}),
    (f"delete from ledger_transaction where id = {FIRST}", ["ledger_transaction_no_delete"], {"posting_stray", "seal_stray", "transfer_booking"}),
    ("delete from ledger_account where id = 'rail:CNY'", ["ledger_account_kept"], {"posting_stray"}),
    ("update ledger_account set balance_minor = balance_minor + 1 where id = 'member:ORG-B:CNY'", ["ledger_account_founded"], {"account_balance"}),
    ("update ledger_account set balance_minor = -1 where id = 'member:ORG-B:CNY'", ["ledger_account_founded"], {"account_balance", "account_overdrawn"}),
    ("update ledger_account set balance_minor = balance_minor - 1 where id = 'escrow:CNY'", ["ledger_account_founded"], {"account_balance", "escrow_held"}),
    ("update ledger_account set balance_minor = balance_minor - 1 where id = 'transit:CNY'", ["ledger_account_founded"], {"account_balance", "transit_open"}),
    ("update ledger_transaction set reference = 'other' where reference like 'settle:%'", ["ledger_transaction_no_update"], {"escrow_settling", "escrow_missing"}),
    ("update escrow set state = 'refunded' where state = 'released'", [], {"escrow_settling"}),
    ("update escrow set state = 'released' where state = 'held'", [], {"escrow_held", "escrow_settling"}),
    ("update escrow set state = 'held' where state = 'agreed'", [], {"escrow_held", "escrow_funding"}),
    ("update escrow set price_minor = price_minor + 1 where state = 'held'", [], {"escrow_held", "escrow_funding"}),
    ("delete from escrow where state = 'released'", [], {"escrow_missing"}),
    ("update transfer set state = 'failed' where state = 'done'", [], {"transfer_booking"}),
    ("update transfer set state = 'done' where state = 'requested'", [], {"transit_open", "transfer_booking"}),
    ("update transfer set direction = 'in' where state = 'requested'", [], {"transit_open", "transfer_request"}),
    ("delete from transfer where state = 'done'", [], {"transfer_missing"}),
    ("update transfer set attempts = 8 where state = 'requested'", [], {"transfer_stuck"}),
]  # fmt: skip


@pytest.fixture
def busy(room: Room) -> Room:
    """A room in which everything has happened once: deposit, escrows in all states, a pay-out on its way."""
    with room.act() as act:
        request_transfer(act, "in", "ORG-A", Money(5000))
    dispatch(room.house)
    for state in ("agreed", "held", "released", "void"):
        room.escrow(state=state)
    with room.act(MEI) as act:
        request_transfer(act, "out", "ORG-B", Money(100))
    assert room.wrong() == []
    return room


@pytest.mark.parametrize(("damage", "triggers", "names"), CORRUPTIONS)
def test_damage_done_behind_the_triggers_is_found(
    busy: Room, damage: str, triggers: list[str], names: set[str]
) -> None:
    engine = busy.sessions.engine
    if engine.dialect.name != "sqlite":
        pytest.skip("the damage is done with SQLite's checks switched off")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        for pragma in OFF:
            raw.execute(pragma)
    with busy.sessions.begin() as session:
        for name in triggers:
            drop(session.connection(), name, "")
        assert session.execute(text(damage)).rowcount > 0  # type: ignore[attr-defined]
    found = busy.wrong()
    assert {each.name for each in found} == names
    for each in found:
        zh, en = finding_text(each, "zh"), finding_text(each, "en")
        assert each.subject in zh
        assert each.subject in en
        assert zh != en


def test_staff_verify_and_members_do_not(busy: Room) -> None:
    with busy.sessions() as session:
        assert verify_ledger(session, STA) == []
        with pytest.raises(Refused):
            verify_ledger(session, LIN)


def month(room: Room) -> tuple[datetime, datetime]:
    return datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def test_a_statement_opens_with_what_was_before_and_closes_with_what_is_there(room: Room) -> None:
    room.give("ORG-A", Money(700))
    room.later(days=2)
    start = room.moment
    room.escrow(10_000)
    room.give("ORG-A", Money(9, "USD"))
    room.later(days=2)
    room.give("ORG-A", Money(5))
    with room.sessions() as session:
        found = statement(session, LIN, "ORG-A", "CNY", start, start + timedelta(days=2))
        assert (found.opening, found.closing) == (Money(700), Money(700))
        assert [(each.kind, each.amount.minor, each.balance.minor) for each in found.entries] == [
            ("deposit", 10_000, 10_700),
            ("fund", -10_000, 700),
        ]
        dollars = statement(session, LIN, "ORG-A", "USD", start, start + timedelta(days=2))
        assert (dollars.opening, dollars.closing) == (Money(0, "USD"), Money(9, "USD"))
        empty = statement(session, WEI, "ORG-C", "CNY", start, start)
        assert (empty.entries, empty.closing) == ((), Money(0))
        with pytest.raises(Refused):
            statement(session, WEI, "ORG-A", "CNY", start, start)


def test_no_cell_of_a_statement_is_a_formula(room: Room) -> None:
    room.give("ORG-A", Money(700))
    with room.act() as act:
        post(act, "fund", "fund:=HYPERLINK(1)", [("member:ORG-A:CNY", Money(-5)), ("rail:CNY", Money(5))])
    with room.sessions() as session:
        found = statement(session, LIN, "ORG-A", "CNY", *month(room))
    for language, head in (("zh", "时间"), ("en", "When")):
        rows = list(csv.reader(io.StringIO(statement_csv(found, language))))  # type: ignore[arg-type]
        assert rows[0][0] == head
        assert rows[-2][2:5] == ["'=HYPERLINK(1)", "-0.05", "6.95"]
        assert rows[-1][4] == "6.95"
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_the_batch_pays_everything_due_once_and_what_was_held_is_what_was_paid_and_kept(room: Room) -> None:
    proved = [room.escrow(price, proof="recordal", purpose="deal") for price in (10_000, 77_777, 3)]
    unproved, plain = room.escrow(proof="recordal"), room.escrow()
    with room.act() as act:
        for each in proved:
            prove(act, act.row(EscrowRow, each), "N-1")
    found = clear_due(room.house)
    assert {each.escrow for each in found.paid} == set(proved)
    assert all(each.held == each.paid + each.fee for each in found.paid)
    assert room.held("ORG-B") == sum(each.paid.minor for each in found.paid)
    assert [what for _, what in room.told] == ["released"] * 3
    assert (clear_due(room.house).paid, due(room.house)) == ((), [])
    assert (room.state(unproved), room.state(plain), room.wrong()) == ("held", "held", [])


def test_a_batch_cut_off_between_items_goes_on_where_it_stood(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    escrows = [room.escrow(proof="recordal") for _ in range(3)]
    with room.act() as act:
        for each in escrows:
            prove(act, act.row(EscrowRow, each), "N-1")

    class Cut(Exception): ...  # noqa: N818

    def cut(*_: object, **__: object) -> None:
        if len(room.told) == 2:
            raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(type(room.audit), "append", cut)
        with pytest.raises(Cut):
            clear_due(room.house)
    assert sorted(room.state(each) for each in escrows) == ["held", "held", "released"]
    assert room.wrong() == []
    assert len(clear_due(room.house).paid) == 2
    assert (room.held("ORG-B"), room.wrong()) == (27_000, [])


def test_an_order_that_objects_keeps_its_escrow_and_does_not_hold_up_the_others(room: Room) -> None:
    disputed, fine = room.escrow(proof="delivery", purpose="order"), room.escrow(proof="recordal", purpose="deal")
    with room.act() as act:
        for each in (disputed, fine):
            prove(act, act.row(EscrowRow, each), "N-1")

    def objects(act: object, escrow: object, what: str) -> None:
        raise Refused("订单有争议。/ The order is disputed.", "order.disputed")

    room.house.settled["order"] = objects  # type: ignore[index]
    found = clear_due(room.house)
    assert ([each.escrow for each in found.paid], [each for each, _ in found.left]) == ([fine], [disputed])
    assert (room.state(disputed), room.wrong()) == ("held", [])
