"""`python -m evals.triage`: scores on the test part, and what corrections by staff change. `--json FILE` also writes them."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.world import World
from evals.triage.scoring import (
    LABELS,
    Judged,
    accuracy,
    confusion,
    gate,
    judged,
    out_of_scope,
    recall_and_precision,
    test_part,
)
from knowledge.law.library import LawLibrary
from tools.triage.classifier import Classifier
from tools.triage.examples import LABELS as LEARNT
from tools.triage.examples import Example, written_examples
from tools.triage.reading import InquiryReader

_START = 0.5  # share of the training part the classifier of "before corrections" knows


def main(arguments: list[str] | None = None) -> int:
    """Print the scores; 0 when they could be made."""
    parser = argparse.ArgumentParser(prog="python -m evals.triage")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    library = World(Settings(_env_file=None)).library  # type: ignore[call-arg]
    classifier = Classifier(written_examples())
    found = judged(InquiryReader(library, lambda: classifier), test_part())
    figures = figures_of(found) | {"learning": learning(library)}
    tell(found, figures)
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")
    return 0


def figures_of(found: Sequence[Judged]) -> dict[str, Any]:
    """All figures of one reading of the test part."""
    recall, precision, missed = recall_and_precision(found)
    scope_recall, scope_precision = out_of_scope(found)
    held = gate(found)
    sure = [each for each in found if not each.read.needs_person]
    return {
        "inquiries": len(found), "trained_on": len(written_examples()), "accuracy": {label: accuracy(found, label) for label in LABELS},
        "urgent": {"recall": recall, "precision": precision, "missed": missed}, "out_of_scope": {"recall": scope_recall, "precision": scope_precision},
        "gate": vars(held), "sure": {"share": len(sure) / len(found), "desk": accuracy(sure, "desk"), "licence": accuracy(sure, "licence")},
    }  # fmt: skip


def learning(library: LawLibrary) -> dict[str, Any]:
    """Test scores before and after corrections: half of the training part is known, and each mistake on the other half is set right."""
    examples = written_examples()
    known = examples[: int(len(examples) * _START)]
    before = Classifier(known)
    corrections = tuple(corrected for each in examples[len(known) :] if (corrected := _mistake(before, each)))
    after = Classifier(known, corrections)
    scores = {name: _judged_by(library, held) for name, held in (("before", before), ("after", after))}
    return {"known": len(known), "corrected": len(corrections)} | {
        name: {label: accuracy(found, label) for label in (*LEARNT, "desk")} for name, found in scores.items()
    }


def _judged_by(library: LawLibrary, classifier: Classifier) -> list[Judged]:
    return judged(InquiryReader(library, lambda: classifier), test_part())


def _mistake(classifier: Classifier, example: Example) -> Example | None:
    """The example as a person would set it right; None where nothing is to correct."""
    got = classifier.classify(example.text)
    return example if any(got[label].value != value for label, value in example.labels.items()) else None


def tell(found: Sequence[Judged], figures: dict[str, Any]) -> None:
    """Print the figures and the confusion tables."""
    out = sys.stdout.write
    out(f"{figures['inquiries']} test inquiries, trained on {figures['trained_on']}\n")
    for label, share in figures["accuracy"].items():
        out(f"  {label:14} {share:.3f}\n")
    urgent, scope, held, sure = (figures[name] for name in ("urgent", "out_of_scope", "gate", "sure"))
    out(
        f"urgent by law: recall {urgent['recall']:.3f}, precision {urgent['precision']:.3f}, missed {urgent['missed']}\n"
    )
    out(f"out of scope: recall {scope['recall']:.3f}, precision {scope['precision']:.3f}\n")
    out(f"licence gate: {held['lawful']} of {held['suggested']} suggestions lawful; {held['kept']} of {held['cases']} true licences pass\n")  # fmt: skip
    out(f"routed without a person: {sure['share']:.3f} of all; of these desk {sure['desk']:.3f}, licence {sure['licence']:.3f}\n")  # fmt: skip
    learnt = figures["learning"]
    out(f"corrections: {learnt['corrected']} after {learnt['known']} known examples\n")
    for label in learnt["before"]:
        out(f"  {label:14} before {learnt['before'][label]:.3f} after {learnt['after'][label]:.3f}\n")
    for label in ("sub_platform", "urgency", "licence", "right", "segment"):
        _table(label, found)


def _table(label: str, found: Sequence[Judged]) -> None:
    """The confusion table of a label: a row for what a person said."""
    table = confusion(found, label)
    columns = sorted({value for row in table.values() for value in row} | set(table))
    sys.stdout.write(
        f"\n{label} (rows: true; columns: read)\n{'':17}" + "".join(f"{name[:9]:>10}" for name in columns) + "\n"
    )
    for name, row in table.items():
        sys.stdout.write(f"{name:17}" + "".join(f"{row[value] or '.':>10}" for value in columns) + "\n")


if __name__ == "__main__":
    sys.exit(main())
