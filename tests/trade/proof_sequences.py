"""Running the machine: so many sequences of so many steps, the same ones each time, in a process of their own."""

import sqlite3
import traceback
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture.engine import ConjectureRunner
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.engine import make_url

from evals.trade.databases import copied, discarded, reopen
from tests import same_examples  # noqa: F401 - this runs in processes of its own
from tests.trade.proof_machine import Exchange
from tools.database import Sessions, make_engine

# Hypothesis follows each sequence by five that repeat parts of it; so many of them would be the same that it is turned off.
ConjectureRunner.generate_mutations_from = lambda self, data: None  # type: ignore[method-assign]


def sequences(url: str, number: int, count: int, steps: int) -> str:
    """Run `count` sequences on copies of the database at `url`; what went wrong, "" for nothing. `number`: which ones."""
    fresh = _in_memory(url) if url.startswith("sqlite") else _on_the_server(url)
    machine = seed(number)(type("Exchange", (Exchange,), {"fresh": staticmethod(fresh)}))
    chosen = settings(
        max_examples=count, stateful_step_count=steps, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), print_blob=False,
    )  # fmt: skip
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except BaseException as error:  # the steps that led to it are in its notes
        return f"{error!r}\n{''.join(traceback.format_exception(error))[-6000:]}"
    return ""


def _in_memory(url: str) -> Callable[[], Sessions]:
    """One connection for all sequences, filled anew for each: statements are prepared once."""
    engine, source = make_engine("sqlite://"), sqlite3.connect(make_url(url).database or "")
    sessions = Sessions(engine)

    def fresh() -> Sessions:
        held = engine.raw_connection()
        source.backup(held.driver_connection)  # type: ignore[arg-type]
        held.close()
        return sessions

    return fresh


def _on_the_server(url: str) -> Callable[[], Sessions]:
    """A copy for each sequence; the one before is dropped."""
    held: list[tuple[str, Sessions]] = []

    def fresh() -> Sessions:
        for old, sessions in held:
            sessions.engine.dispose()
            discarded(old)
        held[:] = [(made := copied(url), reopen(made))]
        return held[0][1]

    return fresh
