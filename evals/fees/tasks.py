"""The fee tasks of PatentBench: what is asked for, for which entity, the day of the office action, and the amount the set expects."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.public.places import rows_of

FILE = "patentbench/full__all_cases.jsonl"
TASK = "fee_computation"
SCHEDULE_ASKED = date(2025, 1, 19)  # the composite tasks ask for the "current schedule (effective Jan 2025)"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEPS = {"rce_fee": ("us-rce", 1), "issue_fee": ("us-issue", 0)}


@dataclass(frozen=True)
class Asked:
    """One amount asked for: the rule of the fee file, the step (months of extension, which request), the amount expected in dollars."""

    rule: str
    step: int
    expected: int


@dataclass(frozen=True)
class Task:
    """One task. `action`: the day of the office action, None where a schedule was named instead."""

    id: str
    entity: str
    action: date | None
    asked: tuple[Asked, ...]


def load_tasks(folder: Path) -> list[Task]:
    """Every fee task, in the order of the file. Raises evals.public.places.Absent when the set is not there."""
    return [task_of(row) for row in rows_of(folder, FILE) if row["task_type"] == TASK]


def task_of(row: dict[str, Any]) -> Task:
    """The task of a row of the set."""
    answer, day = json.loads(row["reference_answer"]), _DAY.search(row["prompt"])
    return Task(row["id"], answer["entity_status"], date.fromisoformat(day[0]) if day else None, tuple(_asked(answer)))


def _asked(answer: dict[str, Any]) -> Iterator[Asked]:
    if "fee_amount" in answer:
        yield Asked("us-extension", answer["extension_months"], answer["fee_amount"])
        return
    for name, amount in answer.items():
        if found := re.fullmatch(r"extension_(\d)_month", name):
            yield Asked("us-extension", int(found[1]), amount)
        elif name in _STEPS:
            yield Asked(*_STEPS[name], amount)
