"""Defences taken away one by one, on a real PostgreSQL: with all of them gone the invariants complain, with any one left they hold.

SQLite has a single writer and hides all of it: a suite that only ran there would prove nothing.
"""

import pytest

from evals.trade.databases import Databases
from tests.trade.proof_apart import apart
from tests.trade.proof_race import DONE, Raced
from tests.trade.proof_races import run

WORKERS, ROUNDS, TRIES = 12, 3, 6
# A race -> the lines that guard it, each of which holds alone, and the beginning of what is wrong when none is left.
GUARDED: dict[str, tuple[tuple[str, ...], str]] = {
    "deposit": (("lock of the approval", "guard of the approval"), "I14 an approval carried out more than once"),
    "quote": (("all locks", "version of the quote", "one order a quote"), "I8 a quote that made no order or two"),
    "close": (("all locks", "version of the listing", "one live deal a listing"), "I5 a listing sold twice"),
    "licences": (("all locks", "version of the listing"), "I6 more licences in force than offered"),
    "right": (("one live listing a right",), "I5 a right listed twice"),
    "wallet": (("all locks", "floor of the account"), "I12 an account below nothing"),
    "alone": (("all locks", "version of the escrow", "one reference in the books"), "I4 an escrow not settled exactly once"),
}  # fmt: skip
# What stands in the way besides, and is taken away in every run so that each of the lines above is seen at work.
BESIDES: dict[str, tuple[str, ...]] = {
    "close": ("one deal a bid",),
    "licences": ("count of the licences",),
    "wallet": ("one place in the queue",),
    "alone": ("question to the books",),
}


def ran(databases: Databases, name: str, *without: str) -> Raced:
    template = databases.template("postgresql")
    with apart() as pool:
        return pool.submit(run, name, template, WORKERS, ROUNDS, (*without, *BESIDES.get(name, ()))).result()


@pytest.mark.parametrize("name", GUARDED)
def test_without_its_defences_a_race_breaks_what_the_invariants_say(name: str, databases: Databases) -> None:
    lines, complaint = GUARDED[name]
    for _ in range(TRIES):  # it is a race: what can happen need not happen at once
        found = ran(databases, name, *lines)
        if any(wrong.startswith(complaint) for wrong in found.wrong):
            return
    pytest.fail(f"{name} without {lines}: nothing of {complaint!r} was seen, but {found.wrong[:5]}")


@pytest.mark.parametrize(
    ("name", "left"), [(name, line) for name, (lines, _) in GUARDED.items() if len(lines) > 1 for line in lines]
)
def test_each_defence_holds_alone(name: str, left: str, databases: Databases) -> None:
    lines, _ = GUARDED[name]
    found = ran(databases, name, *(line for line in lines if line != left))
    assert found.wrong == []
    assert any(answers[DONE] for answers in found.rounds)
