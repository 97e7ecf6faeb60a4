"""The order that is measured: terms shown and approved, by a worker with quotes of its own."""

import itertools
from collections.abc import Callable

from sqlalchemy import insert, select

from evals.trade.databases import reopen
from evals.trade.flows import PROVIDER, placed, quoted
from evals.trade.load import Step
from evals.trade.venue import Venue
from tools.database import Sessions
from tools.events import EventRow
from tools.orders.tables import QuoteRow

EACH = 2_000  # quotes of a worker


def with_quotes(sessions: Sessions, workers: int) -> None:
    """Put in the quotes of so many workers: copies of one that was asked for in the usual way, each with its entry in the log."""
    first = quoted(Venue(sessions, "quotes"))
    with sessions.begin() as session:
        table, log = QuoteRow.__table__, EventRow.__table__
        row = dict(session.execute(select(table).where(table.c.id == first)).mappings().one())
        entry = dict(session.execute(select(log).where(log.c.record == first)).mappings().one())
        del entry["id"]
        names = [name(worker, number) for worker in range(workers) for number in range(EACH)]
        session.execute(insert(QuoteRow), [row | {"id": each} for each in names])
        session.execute(insert(EventRow), [entry | {"record": each} for each in names])


def name(worker: int, number: int) -> str:
    """The id of a worker's quote."""
    return f"QUO-{worker:04d}{number:08d}"


def ordering(url: str) -> Callable[[int], Step]:
    """Workers that place orders by their quotes: the terms are made and approved, two transactions."""

    def start(worker: int) -> Step:
        venue, numbers = Venue(reopen(url), f"worker {worker}"), itertools.count()

        def step() -> str:
            quote = name(worker, next(numbers))
            return venue.approve("bao", venue.propose("bao", "place_order", quote=quote, provider=PROVIDER)).record

        return step

    return start


def asking_and_ordering(url: str) -> Callable[[int], Step]:
    """Workers that ask for a quote and order by it, as often as they live."""

    def start(worker: int) -> Step:
        venue = Venue(reopen(url), f"worker {worker}")
        return lambda: placed(venue)

    return start
