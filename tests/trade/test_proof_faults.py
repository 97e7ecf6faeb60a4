"""A database that is full, held, read-only, damaged or away: one sentence that names what to do, and nothing half-written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text

from evals.trade.content import content, differences
from evals.trade.databases import Databases, reopen
from evals.trade.invariants import invariants
from evals.trade.postgres import Server
from evals.trade.venue import Venue
from tests.trade.proof_apart import apart
from tests.trade.proof_faults import Cut, deposit, limited_files, unprivileged
from tools.database import DatabaseFailure, open_database
from tools.money import Money

FULL, HELD, READ_ONLY = "The disk is full and nothing was written", "The database is busy", "The database is read-only"
BROKEN = "The disk could not be read or written and nothing was changed"
AWAY, DAMAGED = "The database cannot be reached", "restore it from a backup"

BY_THE_CARD = ("approval:", "audit:", "audit_head:")  # the tables of the transaction before: the card was there already


def told(work: Callable[[], object]) -> str:
    """What the database is said to be, "" when the work was done."""
    try:
        work()
    except DatabaseFailure as failure:
        return str(failure)
    return ""


def pragma(venue: Venue, statement: str) -> None:
    """Set something on every connection of a venue from now on."""
    venue.sessions.engine.dispose()
    event.listen(venue.sessions.engine, "connect", lambda connection, _: connection.execute(statement))


def test_a_disk_that_fills_up_again_and_again_leaves_nothing_half_written(databases: Databases) -> None:
    venue, full = Venue(databases.fresh("sqlite")), 0
    with venue.sessions() as session:
        pages = session.scalar(text("pragma page_count"))
    for _ in range(400):
        before = content(venue.sessions)
        pragma(venue, f"pragma max_page_count={pages}")
        if not (said := told(lambda: deposit(venue))):
            continue
        assert FULL in said
        full, pages = full + 1, pages + 1
        assert all(line.startswith(BY_THE_CARD) for line in differences(before, content(venue.sessions)))
        assert invariants(venue.sessions) == []
        if full == 12:
            return
    pytest.fail(f"the disk was full {full} times only")


def test_a_file_that_may_not_grow_is_said_to_be_out_of_room(databases: Databases) -> None:
    with apart() as pool:
        said, changed = pool.submit(limited_files, databases.fresh_url("sqlite")).result()
    assert BROKEN in said
    assert all(line.startswith(BY_THE_CARD) for line in changed)


@pytest.mark.parametrize("work", ["propose", "approve"])
def test_a_database_somebody_holds_is_waited_for_and_then_said_to_be_busy(work: str, databases: Databases) -> None:
    url = databases.fresh_url("sqlite")
    venue = Venue(reopen(url))
    card = venue.propose("bao", "deposit_money", amount=Money(100_000))
    pragma(venue, "pragma busy_timeout=50")
    before = content(venue.sessions)
    with sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("begin immediate")
        with pytest.raises(DatabaseFailure, match=HELD):
            venue.propose("bao", "deposit_money", amount=Money(1)) if work == "propose" else venue.approve("bao", card)
        other.execute("rollback")
    assert content(venue.sessions) == before
    assert venue.approve("bao", card).record


def test_a_file_without_the_right_to_write_is_said_to_be_read_only(databases: Databases) -> None:
    with apart() as pool:
        said, unchanged = pool.submit(unprivileged, databases.fresh_url("sqlite")).result()
    assert READ_ONLY in said
    assert unchanged


def test_a_postgresql_that_only_reads_is_said_to_be_read_only(databases: Databases) -> None:
    venue = Venue(databases.fresh("postgresql"))
    with venue.sessions.engine.connect() as connection:
        name = connection.execute(text("select current_database()")).scalar()
        connection.execute(text(f"alter database {name} set default_transaction_read_only = on"))
        connection.commit()
    venue.sessions.engine.dispose()
    with pytest.raises(DatabaseFailure, match=READ_ONLY):
        deposit(venue)
    venue.sessions.engine.dispose()


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "ipos.db").write_bytes(b"not a database, but longer than a header of one hundred bytes" * 40)
    with pytest.raises(DatabaseFailure, match=DAMAGED):
        open_database(f"sqlite:///{tmp_path}/ipos.db")


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/ipos", "postgresql://nobody@/ipos?host=/nonexistent"])
def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(DatabaseFailure, match=AWAY) as failure:
        open_database(url)
    assert "nobody" not in str(failure.value)


def test_a_server_that_dies_is_said_to_be_out_of_reach_and_found_again(
    server: Callable[[], Server], databases: Databases
) -> None:
    venue = Venue(databases.fresh("postgresql"))
    card = venue.propose("bao", "deposit_money", amount=Money(100_000))
    server().kill()
    try:
        with pytest.raises(DatabaseFailure, match=AWAY):
            venue.approve("bao", card)
    finally:
        server().start()
    assert venue.approve("bao", card).record
    assert invariants(venue.sessions) == []
    venue.sessions.engine.dispose()


def test_a_connection_lost_at_any_statement_leaves_nothing_half_written(databases: Databases) -> None:
    url = databases.fresh_url("postgresql")
    venue, watcher = Venue(reopen(url)), Venue(reopen(url))
    card = venue.propose("bao", "deposit_money", amount=Money(100_000))
    before, points = content(watcher.sessions), 0
    for lost in range(1, 100):
        cut = Cut(venue.sessions.engine, watcher.sessions.engine, lost)
        said = told(lambda: venue.effects._approve(venue.principal("bao"), card.id, card.hash, "", ""))
        cut.end()
        if not said:
            points = lost
            break
        assert AWAY in said
        assert content(watcher.sessions) == before
    assert points > 10
    assert invariants(watcher.sessions) == []
    for each in (venue, watcher):
        each.sessions.engine.dispose()
