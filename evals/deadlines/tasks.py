"""The deadline tasks of PatentBench: the office action and its day as told, and the days the set expects."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evals.public.places import rows_of

FILE = "patentbench/full__all_cases.jsonl"
TASK = "deadline_calculation"
STATUTORY, SHORTENED = 6, 3  # months: 35 U.S.C. 133, and the period an action usually sets
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENGLISH = re.compile(r"on ([A-Z][a-z]+ \d{1,2}, \d{4})")
_FIRST = ("shortened_deadline", "statutory_deadline")
_LAST = ("extended_deadline", "max_deadline", "absolute_deadline")


@dataclass(frozen=True)
class Expected:
    """One day the set expects: so many months after the action."""

    months: int
    day: date


@dataclass(frozen=True)
class Task:
    """One task: the action, its day, and the days expected. `family` names the generator the row came from."""

    id: str
    family: str
    final: bool
    action: date
    expected: tuple[Expected, ...]


def load_tasks(folder: Path) -> list[Task]:
    """Every deadline task, in the order of the file. Raises evals.public.places.Absent when the set is not there."""
    return [_task(row) for row in rows_of(folder, FILE) if row["task_type"] == TASK]


def _task(row: dict[str, Any]) -> Task:
    prompt = row["prompt"]
    final = bool(re.search(r"A Final|office_action_type: Final", prompt))
    return Task(row["id"], _family(row["id"]), final, _action(prompt), tuple(_expected(row["reference_answer"])))


def _family(name: str) -> str:
    if name.startswith("deadline_ext"):
        return "extension"
    return "period" if name.startswith("deadline_") else "application" if name.startswith("T1-DL") else "single"


def _action(prompt: str) -> date:
    if found := _ISO.search(prompt):
        return date.fromisoformat(found[0])
    named = _ENGLISH.search(prompt)
    if named is None:
        raise ValueError(f"no day in {prompt[:80]!r}")
    return datetime.strptime(named[1], "%B %d, %Y").date()


def _expected(answer: str) -> Iterator[Expected]:
    if not answer.startswith("{"):  # the one row with a bare day: the first period
        yield Expected(SHORTENED, date.fromisoformat(answer))
        return
    told = json.loads(answer)
    yield Expected(SHORTENED, date.fromisoformat(_of(told, _FIRST)))
    yield Expected(SHORTENED + told.get("extension_months", STATUTORY - SHORTENED), date.fromisoformat(_of(told, _LAST)))  # fmt: skip


def _of(told: dict[str, Any], names: tuple[str, ...]) -> str:
    return next(str(told[name]) for name in names if name in told)
