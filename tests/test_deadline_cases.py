"""Deadlines worked out by hand: each row of the table was counted on paper with the official notices of its year."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knowledge.law.library import LawLibrary
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Deadline
from tools.deadlines.facts import Facts
from tools.deadlines.rules_file import rules

TABLE = Path(__file__).parent / "deadline_cases.csv"
CASES = list(csv.DictReader(TABLE.open(encoding="utf-8")))
LATER = date(2030, 1, 1)  # every event of the table has happened by then
BOUNDARY = date(2027, 1, 1)

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['day']} {case['with']}")


def facts_of(case: dict[str, str]) -> tuple[Facts, str]:
    """The facts of a row, and which deadline of a series is meant."""
    beside = dict(part.split("=") for part in case["with"].split(";") if part)
    which = beside.pop("which", "")
    return Facts.model_validate(
        {**{name: case[name] for name in ("event", "day", "right", "jurisdiction")}, **beside}
    ), which


def deadline_of(library: LawLibrary, case: dict[str, str]) -> Deadline:
    facts, which = facts_of(case)
    found = [row for row in calculate(library, facts, LATER).deadlines if row.rule == case["rule"]]
    found = [row for row in found if which in ("", row.length.en)]
    assert len(found) == 1, [row.name.en for row in found]
    return found[0]


@each_case
def test_the_day_the_version_and_the_provision_are_those_found_by_hand(
    library: LawLibrary, case: dict[str, str]
) -> None:
    deadline = deadline_of(library, case)
    assert deadline.day.isoformat() == case["expected"]
    assert deadline.citation.key == case["provision"]
    if case["safe"]:
        assert deadline.safe.isoformat() == case["safe"]


def test_the_table_covers_what_it_has_to() -> None:
    assert len(CASES) >= 250
    assert len({tuple(case.values()) for case in CASES}) == len(CASES)
    about = Counter(word for case in CASES for word in ("2027", "month end", "leap year", "holiday", "version", "service") if word in case["why"])  # fmt: skip
    assert about["2027"] >= 60
    assert min(about.values()) >= 10


def test_rows_marked_2027_run_across_the_change_or_stand_beside_it() -> None:
    marked = [case for case in CASES if case["why"].startswith("2027")]
    assert all(case["right"] == "mark" for case in marked)
    days = [(date.fromisoformat(case["day"]), date.fromisoformat(case["expected"])) for case in marked]
    assert sum(start < BOUNDARY <= end for start, end in days) >= 40


def test_every_rule_has_a_row() -> None:
    without = {rule.id for rule in rules()} - {case["rule"] for case in CASES}
    assert {rule for rule in without if not rule.startswith("pct-phase-")} == set()  # one kind of rule, many offices
