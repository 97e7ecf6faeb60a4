"""Many at once on one escrow, one account, one transfer: one of them, once, and the books sound."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tests.trade.clearing_room import LIN, Room
from tests.trade.clearing_room import database_url as in_memory  # noqa: F401 - the other place they may run at
from tools.clearing.batch import clear_due
from tools.clearing.dispatching import dispatch
from tools.clearing.escrow import fund_escrow, refund_escrow, release_escrow
from tools.clearing.proving import prove
from tools.clearing.tables import EscrowRow
from tools.clearing.transfers import request_transfer
from tools.money import Money
from tools.refused import Refused

WORKERS = 8


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'race.db'}"


@pytest.fixture
def room(database_url: str) -> Room:
    return Room(database_url)


def race(work: Callable[[int], None]) -> list[bool]:
    """Who of the workers got it done, all starting at the same moment."""
    start = Barrier(WORKERS)

    def one(number: int) -> bool:
        start.wait()
        try:
            work(number)
        except (Refused, StaleDataError, OperationalError):
            return False
        return True

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_opposite_ends_of_one_escrow(room: Room) -> None:
    for _ in range(3):
        escrow = room.escrow()

        def end(number: int, escrow: str = escrow) -> None:
            with room.act() as act:
                (release_escrow if number % 2 else refund_escrow)(act, act.row(EscrowRow, escrow))

        assert sum(race(end)) == 1
        assert room.wrong() == []
    assert room.held("ORG-A") // 10_000 + room.held("ORG-B") // 9000 == 3


def test_one_wallet_for_many_escrows_and_pay_outs(room: Room) -> None:
    escrows = [room.escrow(state="agreed") for _ in range(WORKERS)]
    room.give("ORG-A", Money(30_000))

    def spend(number: int) -> None:
        with room.act() as act:
            if number % 2:
                fund_escrow(act, act.row(EscrowRow, escrows[number]))
            else:
                request_transfer(act, "out", "ORG-A", Money(10_000))

    assert sum(race(spend)) == 3
    assert (room.held("ORG-A"), room.wrong()) == (0, [])


def test_many_dispatchers_send_each_transfer_once(room: Room) -> None:
    with room.act() as act:
        wanted = [request_transfer(act, "in", organisation, Money(100)).id for organisation in ("ORG-A", "ORG-B") * 4]
    found: list[str] = []
    race(lambda number: found.extend(dispatch(room.house).done))
    found.extend(dispatch(room.house).done)
    assert sorted(found) == sorted(wanted)
    assert (room.held("ORG-A"), room.held("ORG-B"), room.wrong()) == (400, 400, [])


def test_batches_beside_each_other_pay_once(room: Room) -> None:
    escrows = [room.escrow(proof="recordal") for _ in range(4)]
    with room.act(LIN) as act:
        for each in escrows:
            prove(act, act.row(EscrowRow, each), "N-1")
    paid: list[str] = []
    race(lambda number: paid.extend(each.escrow for each in clear_due(room.house).paid))
    assert sorted(paid) == sorted(escrows)
    assert (room.held("ORG-B"), room.wrong()) == (36_000, [])
