"""The public US set: rows are read as they are, and every disagreement has a cause that reproduces it."""

from datetime import date

import pytest

from evals.deadlines.__main__ import compare, main
from evals.deadlines.causes import ADDED, AGREES, CLOCK, OTHER, UNMOVED, cause
from evals.deadlines.tasks import Expected, load_tasks
from knowledge.law.library import LawLibrary
from tests.conftest import SHARED, TODAY
from tools.deadlines.computing import calculate
from tools.deadlines.facts import Facts

BENCHMARKS = SHARED / "benchmarks"


@pytest.mark.parametrize(
    ("action", "months", "expected", "why"),
    [
        ("2025-05-06", 3, "2025-08-06", AGREES),
        ("2025-08-08", 3, "2025-11-08", UNMOVED),  # a Saturday
        ("2022-03-31", 5, "2022-08-30", ADDED),  # two months added to 30 June
        ("2022-03-04", 3, "2022-06-03", CLOCK),  # over the change to summer time
        ("2022-04-01", 3, "2022-07-02", CLOCK),  # 31 March in New York, and June has no 31st
        ("2025-05-06", 3, "2025-08-09", OTHER),
    ],
)
def test_a_cause_is_a_reckoning_that_gives_the_expected_day(library: LawLibrary, action: str, months: int, expected: str, why: str) -> None:  # fmt: skip
    day = date.fromisoformat(action)
    rule = {3: "us-oa-3", 5: "us-oa-ext-2"}[months]
    facts = Facts(event="office-action", day=day, right="invention", jurisdiction="US")
    ours = next(row for row in calculate(library, facts, TODAY).deadlines if row.rule == rule)
    assert cause(day, Expected(months, date.fromisoformat(expected)), ours) == why


def test_the_whole_set_is_read_and_nothing_in_it_stays_unexplained(library: LawLibrary) -> None:
    tasks = load_tasks(BENCHMARKS)
    assert len(tasks) == 2049
    report = compare(library, tasks)
    assert report["unexplained"] == 0
    assert sum(report["by_task"].values()) == 2049
    assert report["agree_before_moving"] / report["tasks"] > 0.95


def test_a_set_that_is_not_there_is_said_and_skipped(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--folder", "/nonexistent"])
    assert "is not in /nonexistent: skipped" in capsys.readouterr().out
