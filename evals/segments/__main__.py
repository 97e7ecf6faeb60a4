"""`python -m evals.segments`: the labelled conversations against the segments found, with a table of confusion by split."""

import argparse
import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from tools.segments.finding import find_segment
from tools.segments.segment import segments

UNKNOWN = "not known"


def main(arguments: list[str] | None = None) -> None:
    """Print the tables; keep the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.segments", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/segments.json"), help="where the figures go as JSON")
    parser.add_argument("--wrong", action="store_true", help="print the training conversations that were mistaken")
    chosen = parser.parse_args(arguments)
    rows = conversations()
    report = {split: figures([row for row in rows if row["split"] == split]) for split in ("train", "test")}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for split, found in report.items():
        sys.stdout.write(f"{split}: {found['right']} of {found['of']} right\n{_table(found['confusion'])}\n")
    if chosen.wrong:
        wrong = (row for row in rows if row["split"] == "train" and found_for(row) != label_of(row))
        sys.stdout.write("".join(f"{label_of(row)} -> {found_for(row)}: {row['turns']}\n" for row in wrong))


def conversations() -> list[dict[str, Any]]:
    """The labelled conversations."""
    rows: list[dict[str, Any]] = yaml.load(
        files("evals.segments").joinpath("conversations.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return rows


def label_of(row: dict[str, Any]) -> str:
    """The label of a conversation."""
    return str(row["segment"]) or UNKNOWN


def found_for(row: dict[str, Any]) -> str:
    """What is found for it."""
    return find_segment(row["turns"]).segment or UNKNOWN


def figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts: right ones in all and by language, mistaken ones (another segment than the label), the confusion by label."""
    pairs = [(label_of(row), found_for(row), row["lang"]) for row in rows]
    confusion: dict[str, Counter[str]] = {}
    for label, found, _ in pairs:
        confusion.setdefault(label, Counter())[found] += 1
    return {
        "of": len(pairs), "right": sum(label == found for label, found, _ in pairs),
        "by_language": {lang: [sum(label == found for label, found, spoken in pairs if spoken == lang), sum(spoken == lang for *_, spoken in pairs)] for lang in ("zh", "en")},
        "mistaken": sum(found not in (label, UNKNOWN) for label, found, _ in pairs),
        "confusion": {label: dict(counts) for label, counts in confusion.items()},
    }  # fmt: skip


def _table(confusion: dict[str, dict[str, int]]) -> str:
    names = [*segments().segments, UNKNOWN]
    lines = [" " * 12 + "".join(f"{name:>11}" for name in names)]
    lines += [f"{label:<12}" + "".join(f"{confusion.get(label, {}).get(name, 0):>11}" for name in names) for label in names]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
