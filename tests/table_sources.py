"""The real exports as the tests read them: raw rows by the plain json module, outcomes by the importer, each file once."""

import json
from functools import cache
from typing import Any

from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Broken, Found, Outcome
from knowledge.patents.record import Patent
from tests.conftest import SHARED

PATENTS = SHARED / "patents"


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file as its publisher wrote them."""
    return [json.loads(line) for line in (PATENTS / f"{name}.jsonl").read_text("utf-8").splitlines()]


@cache
def outcomes(name: str) -> list[Outcome]:
    """What the importer makes of a file."""
    return list(TableImporter().read(PATENTS / f"{name}.jsonl"))


def pairs(name: str, count: int = 10) -> list[tuple[dict[str, Any], Patent]]:
    """Rows spread evenly over a file, from its first to its last, each with its record."""
    source, made = rows(name), outcomes(name)
    places = [round(step * (len(source) - 1) / (count - 1)) for step in range(count)]
    found = [(source[place], made[place]) for place in places]
    return [(row, outcome.patent) for row, outcome in found if isinstance(outcome, Found)]


def counted(name: str) -> tuple[int, int, int, int]:
    """Rows, records, different publications, rows left out."""
    made = outcomes(name)
    keys = [outcome.patent.key for outcome in made if isinstance(outcome, Found)]
    return len(made), len(keys), len(set(keys)), sum(isinstance(outcome, Broken) for outcome in made)
