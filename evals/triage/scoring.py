"""Scores of labels: accuracy, a confusion table, recall and precision of what is urgent by law."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from tools.triage.labels import gated
from tools.triage.reading import InquiryReader, Read

RECEIVED = date(2026, 11, 20)  # the day on which every inquiry of the set came in
URGENT = ("urgent", "unknown")  # runs out within a month, or runs from a day that has to be asked for
LABELS = ("sub_platform", "right", "jurisdiction", "segment", "licence", "desk", "urgency", "language")
Row = dict[str, str]


@dataclass(frozen=True)
class Judged:
    """An inquiry of the set with what was read in it."""

    row: Row
    read: Read

    def got(self, label: str) -> str:
        """The value that was read."""
        return self.read.language if label == "language" else self.read.labels[label]

    def right(self, label: str) -> bool:
        """Whether it is the one a person gave."""
        return self.got(label) == self.row[label]


def test_part() -> list[Row]:
    """The test part: fixed, never trained or tuned on."""
    lines = files("evals.triage").joinpath("test.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judged(reader: InquiryReader, rows: Sequence[Row]) -> list[Judged]:
    """Read every inquiry."""
    return [Judged(row, reader.read(row["text"], RECEIVED)) for row in rows]


def accuracy(found: Sequence[Judged], label: str) -> float:
    """The share that is right."""
    return sum(each.right(label) for each in found) / len(found) if found else 0.0


def confusion(found: Sequence[Judged], label: str) -> dict[str, Counter[str]]:
    """What was read, by what a person said."""
    table: dict[str, Counter[str]] = {}
    for each in found:
        table.setdefault(each.row[label], Counter())[each.got(label)] += 1
    return dict(sorted(table.items()))


def recall_and_precision(found: Sequence[Judged]) -> tuple[float, float, list[str]]:
    """Of what is urgent by law: how much was seen, how much of what was called urgent is, and the ids that were missed."""
    true = {each.row["id"] for each in found if each.row["urgency"] in URGENT}
    called = {each.row["id"] for each in found if each.got("urgency") in URGENT}
    hit = true & called
    return len(hit) / max(1, len(true)), len(hit) / max(1, len(called)), sorted(true - called)


def out_of_scope(found: Sequence[Judged]) -> tuple[float, float]:
    """Recall and precision of "not a matter of this platform"."""
    true = [each for each in found if each.row["sub_platform"] == "none"]
    called = [each for each in found if each.read.out_of_scope]
    hit = sum(each.read.out_of_scope for each in true)
    return hit / max(1, len(true)), hit / max(1, len(called))


@dataclass(frozen=True)
class Gate:
    """The licence gate. `lawful`: suggestions that may stand for a matter so labelled, of all suggestions; `kept`: true licences that it
    lets pass, given true labels; `sure`, `sure_right`: cases routed without a person, and those of them with the right licence.
    """

    suggested: int
    lawful: int
    cases: int
    kept: int
    sure: int
    sure_right: int


def gate(found: Sequence[Judged]) -> Gate:
    """What the licence gate lets pass."""
    suggested = [each for each in found if each.got("licence") != "none"]
    sure = [each for each in found if not each.read.needs_person]
    return Gate(
        len(suggested), sum(gated(each.got("licence"), each.read.labels) for each in suggested),
        len(found), sum(gated(each.row["licence"], each.row) for each in found),
        len(sure), sum(each.right("licence") for each in sure),
    )  # fmt: skip
