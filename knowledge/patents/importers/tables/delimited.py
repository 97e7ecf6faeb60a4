"""Rows of CSV and TSV files: the delimiter is found, quoted line ends belong to their cell, a stray quote costs one line."""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importers.tables.encoding import encoding_of
from knowledge.patents.importers.tables.header import SEARCHED
from knowledge.patents.importers.tables.lines import LONGEST, Line, lines_of
from knowledge.patents.importers.tables.rows import Problem, Row, Sheet

DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 40
_MOST_LINES = 5_000  # of one record, in a file where a quote was left open
_MOST_CHARACTERS = 8 << 20
csv.field_size_limit(LONGEST)  # the library stops at 128 KiB, which claims and descriptions reach


def delimited_sheets(path: Path) -> Iterator[Sheet]:
    """The one sheet of a delimited file."""
    encoding = encoding_of(path)
    start = "".join(line.text for line in islice(lines_of(path, encoding), _LOOKED_AT) if isinstance(line, Line))
    yield Sheet("", _rows(lines_of(path, encoding), delimiter_of(start)))


def delimiter_of(start: str) -> str:
    """The delimiter that cuts the first rows into the same number of columns, as many as possible."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(table(start, delimiter)))


def table(start: str, delimiter: str) -> list[list[str]]:
    """The rows of the beginning of a file; the last may be cut off."""
    try:
        return list(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    widths = [len(row) for row in rows if row]
    usual = max(set(widths), key=lambda width: (widths.count(width) if width > 1 else 0, width), default=0)
    return (widths.count(usual) ** 2 * (usual - 1), usual)


def _rows(lines: Iterator[Line | Problem], delimiter: str) -> Iterator[Row | Problem]:
    """The rows of a file. A record that ends in an open quote is given up: its first line is told, the rest read anew."""
    width = read = 0
    waiting: deque[Line | Problem] = deque()
    while (line := _next(waiting, lines)) is not None:
        if isinstance(line, Problem):
            yield line
            continue
        record, cells = _record(line, waiting, lines, delimiter)
        # Two rows run into one by a quote have another width than the table; rows above its header may be narrower.
        if cells is None or (len(record) > 1 and (len(cells) < width or (len(cells) > width and read > SEARCHED))):
            waiting.extendleft(reversed(record[1:]))
            yield Problem(f"line {line.number}", reasons.OPEN_QUOTE, line.offset)
        elif any(cell.strip() for cell in cells):
            read += 1
            width = max(width, len(cells)) if read <= SEARCHED else width
            yield Row(cells, f"line {line.number}", record[-1].offset)


def _record(
    first: Line, waiting: deque[Line | Problem], lines: Iterator[Line | Problem], delimiter: str
) -> tuple[list[Line], list[str] | None]:
    """The lines from one on that make a record, and its cells; None when a quote is still open at the limit."""
    record, size = [first], len(first.text)
    cells = _cells(first.text, delimiter)
    while cells is None and len(record) < _MOST_LINES and size < _MOST_CHARACTERS:
        following = _next(waiting, lines)
        if not isinstance(following, Line):
            if following is not None:
                waiting.appendleft(following)
            break
        record.append(following)
        size += len(following.text)
        if '"' in following.text:
            cells = _cells("".join(each.text for each in record), delimiter)
    return record, cells


def _next(waiting: deque[Line | Problem], lines: Iterator[Line | Problem]) -> Line | Problem | None:
    return waiting.popleft() if waiting else next(lines, None)


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of a record, None while a quote is open in it."""
    try:
        rows = list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            return None
        rows = list(csv.reader([record], delimiter=delimiter))  # quotes inside a cell that were not doubled
    return rows[0] if rows else []
