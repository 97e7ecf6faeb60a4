"""The header of a table: which of its first rows names the columns, and which mapping knows them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.patents.importers.tables.cells import text

if TYPE_CHECKING:
    from knowledge.patents.importers.tables.mapping import Mapping

SEARCHED = 20  # rows looked at: exports put search expressions, dates and titles above the header
SAMPLED = 5


@dataclass(frozen=True)
class Header:
    """The columns of a table in plain form ("" for one without a name) and the row its data begin at, from 0."""

    columns: tuple[str, ...]
    begins: int
    mapping: "Mapping"


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column name without what exporters vary: case, spaces, full-width forms, the kind of dash."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("–", "-").replace("—", "-")
    return "".join(folded.split())


def find_header(rows: Sequence[Sequence[object]], mappings: Iterable["Mapping"]) -> Header | None:
    """The header among the first rows of a table: the row, or two rows under merged cells, that a mapping knows best.

    Of several mappings that fit, the one that knows most of the columns is taken.
    """
    candidates = [header for place in range(len(rows)) for header in _readings(rows, place)]
    found: tuple[int, Header] | None = None
    for mapping in mappings:
        known = mapping.columns()
        for columns, begins in candidates:
            score = len(known.intersection(columns))
            if found and score <= found[0]:
                continue
            samples = [
                named(columns, row) for row in rows[begins : begins + SAMPLED] if any(text(cell) for cell in row)
            ]
            if mapping.fits(frozenset(columns), samples):
                found = score, Header(columns, begins, mapping)
    return found[1] if found else None


def _readings(rows: Sequence[Sequence[object]], place: int) -> list[tuple[tuple[str, ...], int]]:
    """A row as header, and the row with the names of the next one filled in below it: cells merged over two rows."""
    upper = [plain(text(cell)) for cell in rows[place]]
    readings = [(tuple(upper), place + 1)]
    if place + 1 < len(rows):
        lower = [plain(text(cell)) for cell in rows[place + 1]]
        width = max(len(upper), len(lower))
        pairs = zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True)
        readings.append((tuple(below or above for above, below in pairs), place + 2))
    return readings


def named(columns: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    """The cells of a row by the names of their columns; of two columns of one name the first counts."""
    row: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column:
            row.setdefault(column, cell)
    return row
