"""What the readers of every form of table hand on: sheets of rows, and what was wrong with a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cells = Sequence[object]


@dataclass(frozen=True)
class Row:
    """The cells of one row in the order of the columns, where it stands, and how many bytes of the file are behind it."""

    cells: Cells
    place: str
    offset: int


@dataclass(frozen=True)
class Problem:
    """A row that could not be read, or the rest of a sheet: where, and why in one sentence."""

    place: str
    reason: str
    offset: int = 0


@dataclass(frozen=True)
class Sheet:
    """A table of a file: its name ("" where a file is one table) and its rows, read once."""

    name: str
    rows: Iterator[Row | Problem]


@dataclass(frozen=True)
class Record:
    """A row with the names of its columns in plain form (`knowledge.patents.importers.tables.header.plain`)."""

    cells: dict[str, object]
    place: str
    offset: int
