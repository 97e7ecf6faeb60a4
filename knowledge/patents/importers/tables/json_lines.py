"""Rows of JSON lines: one object on each line."""

import json
from collections.abc import Iterator
from pathlib import Path

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importers.tables.encoding import encoding_of
from knowledge.patents.importers.tables.header import plain
from knowledge.patents.importers.tables.lines import lines_of
from knowledge.patents.importers.tables.rows import Problem, Record


def json_records(path: Path) -> Iterator[Record | Problem]:
    """The objects of a file as records; a line that is none is a problem and the next goes on. Blank lines are skipped."""
    for line in lines_of(path, encoding_of(path)):
        if isinstance(line, Problem):
            yield line
        elif line.text.strip():
            cells = json_object(line.text)
            place = f"line {line.number}"
            yield Record(cells, place, line.offset) if cells is not None else Problem(place, reasons.NOT_AN_OBJECT, line.offset)  # fmt: skip


def json_object(line: str) -> dict[str, object] | None:
    """The object of a line with the names of its fields in plain form, None when the line holds no object."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {plain(str(name)): value for name, value in found.items()} if isinstance(found, dict) else None
