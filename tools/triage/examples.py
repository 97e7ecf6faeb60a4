"""Labelled inquiries: those the project wrote for training, and corrections by staff, in one form."""

import json
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

LABELS = ("sub_platform", "right", "segment", "licence")  # learnt; the others follow by rule


class Example(BaseModel):
    """A text with its labels. `labels` may hold some only: a correction sets one."""

    model_config = ConfigDict(frozen=True)

    text: str
    labels: dict[str, str]

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted(self.labels.items()))))


@cache
def written_examples() -> tuple[Example, ...]:
    """The training part of the labelled set (its test part lies in evals/triage and is never read here)."""
    lines = files("tools.triage").joinpath("data", "examples.jsonl").read_text("utf-8").splitlines()
    return tuple(example_of(json.loads(line)) for line in lines if line.strip())


def example_of(row: dict[str, str]) -> Example:
    """A row of the labelled set."""
    return Example(text=row["text"], labels={label: row[label] for label in LABELS})
