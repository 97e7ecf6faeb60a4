"""`python -m evals.patents.tables [FOLDER]`: the records in, out and rejected of every table in a folder, with reasons.

Without a folder: the exports beside the project, `../shared/data/patents`. The same table as JSON: `--json`.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Found

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "patents"
_HEAD = 1 << 16
_VALUE = re.compile("“[^”]*”")


@dataclass
class Tally:
    """What came of one file: rows read, records, different publications among them, rows left out by reason."""

    file: str
    rows: int = 0
    records: int = 0
    publications: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def tally(path: Path, importer: TableImporter) -> Tally:
    """The tally of one file. Reasons are counted without the values they name."""
    start, keys, reasons = perf_counter(), Counter[str](), Counter[str]()
    for outcome in importer.read(path):
        if isinstance(outcome, Found):
            keys[outcome.patent.key] += 1
        else:
            reasons[_VALUE.sub("…", getattr(outcome, "reason", "deleted"))] += 1
    records = keys.total()
    return Tally(
        path.name, records + reasons.total(), records, len(keys), dict(reasons), round(perf_counter() - start, 2)
    )


def tallies(folder: Path) -> list[Tally]:
    """The tallies of all tables of a folder, by name."""
    importer = TableImporter()
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    return [tally(path, importer) for path in files if importer.accepts(path, _head(path))]


def _head(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(_HEAD)


def written(found: list[Tally]) -> str:
    """The table in Markdown, with a line of sums."""
    lines = ["| file | rows in | records out | publications | rejected | reason | s |", "|---|--:|--:|--:|--:|---|--:|"]
    for each in found:
        reasons = "; ".join(
            f"{count} × {reason.partition('/ ')[2] or reason}" for reason, count in each.rejected.items()
        )
        lines.append(f"| {each.file} | {each.rows} | {each.records} | {each.publications} | {sum(each.rejected.values())} | {reasons} | {each.seconds} |")  # fmt: skip
    sums = [sum(getattr(each, name) for each in found) for name in ("rows", "records", "publications")]
    rejected = sum(sum(each.rejected.values()) for each in found)
    lines.append(
        f"| all | {sums[0]} | {sums[1]} | {sums[2]} | {rejected} | | {sum(each.seconds for each in found):.2f} |"
    )
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Print the table of the folder that was given, or of the exports beside the project."""
    folders = [Path(each) for each in arguments if not each.startswith("--")]
    found = tallies(folders[0] if folders else FOLDER)
    sys.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) if "--json" in arguments else written(found))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
