"""2,000 sequences of 50 steps over orders, exchange and clearing: every invariant after every step.

All of them on SQLite in memory, in two processes, three in four from an exchange in the middle of its life and one from an empty
one; on PostgreSQL a few of the same. The same sequences each time.
"""

from concurrent.futures import as_completed
from importlib import import_module
from pathlib import Path

import pytest

from evals.trade.databases import Databases
from evals.trade.invariants import STATES
from evals.trade.venue import Venue
from tests.trade.proof_apart import apart
from tests.trade.proof_machine import ALL_MACHINES
from tests.trade.proof_requests import REQUESTS
from tests.trade.proof_sequences import sequences
from tools.machine import Machine

ROOT = Path(__file__).parents[2]
STEPS = 50
PROCESSES = 2
IN_ONE = 125  # sequences of one run of Hypothesis: a short run forgets what it has seen, and shrinks sooner
STAGED, EMPTY, ON_POSTGRESQL = 1_500, 500, 12


def run(url: str, count: int, first: int) -> None:
    """Run so many sequences, in parts; `first` is the number of the first part."""
    with apart(PROCESSES) as pool:
        parts = [
            pool.submit(sequences, url, first + part, min(IN_ONE, count), STEPS) for part in range(-(-count // IN_ONE))
        ]
        for part in as_completed(parts):
            if wrong := part.result():
                pool.shutdown(cancel_futures=True)
                pytest.fail(wrong, pytrace=False)


def test_no_sequence_from_the_middle_of_an_exchange_s_life_breaks_it(staged: Databases) -> None:
    run(staged.template("sqlite"), STAGED, 1_000)


def test_no_sequence_from_an_empty_exchange_breaks_it(databases: Databases) -> None:
    run(databases.template("sqlite"), EMPTY, 2_000)


def test_no_sequence_breaks_it_on_postgresql(staged: Databases) -> None:
    run(staged.template("postgresql"), ON_POSTGRESQL, 3_000)


def test_every_effect_there_is_is_tried(databases: Databases) -> None:
    assert set(Venue(databases.fresh("memory")).effects.known) == set(REQUESTS)


def test_every_machine_there_is_is_followed() -> None:
    modules = (path for path in (ROOT / "tools").rglob("machine.py") if path.parent.name != "tools")
    named = (vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))) for path in modules)
    there_are = {each.kind for names in named for each in names.values() if isinstance(each, Machine)}
    assert there_are == {each.kind for each in ALL_MACHINES} == set(STATES)
