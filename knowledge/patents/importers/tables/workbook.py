"""Rows of XLSX workbooks, streamed: all sheets, values instead of formulas, with limits on what a file may unpack to."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importers.tables.rows import Problem, Row, Sheet

HIGHEST_RATIO = 100  # unpacked to packed; sheets of full texts reach 10 to 20
ALWAYS_FINE = 8 << 20  # a small file may be packed as tightly as it likes
_SHARED_TEXTS = "xl/sharedStrings.xml"
LARGEST_SHARED_TEXTS = 1 << 30  # the one part of a workbook that is held in memory
# What openpyxl lets through of a damaged workbook: it checks little itself, and each part fails in its own way.
_BROKEN = (zipfile.BadZipFile, InvalidFileException, ParseError, DefusedXmlException, KeyError, ValueError, TypeError, OSError, EOFError, AttributeError, IndexError, NotImplementedError, RuntimeError)  # fmt: skip

if not DEFUSEDXML:  # pragma: no cover - defusedxml is a dependency; without it openpyxl would expand entities
    raise ImportError("defusedxml has to be installed for openpyxl to read workbooks safely.")


def workbook_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook that hold anything, in order. A file that cannot be read is a sheet with one problem."""
    if reason := _refused(path):
        yield Sheet("", iter([Problem("workbook", reason)]))
        return
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        yield Sheet("", iter([Problem("workbook", reasons.unreadable_workbook(type(error).__name__))]))
        return
    try:
        size = path.stat().st_size
        for place, sheet in enumerate(book.worksheets):
            yield Sheet(sheet.title, _rows(sheet, size * place // len(book.worksheets), size // len(book.worksheets)))
    finally:
        book.close()


def _refused(path: Path) -> str:
    """Why a file is not opened at all, "" when it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return reasons.NOT_A_WORKBOOK
    if not any(part.filename.startswith("xl/") for part in parts):
        return reasons.NOT_A_WORKBOOK
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename == _SHARED_TEXTS)
    swollen = unpacked > ALWAYS_FINE and unpacked > HIGHEST_RATIO * max(packed, 1)
    return reasons.SWOLLEN if swollen or shared > LARGEST_SHARED_TEXTS else ""


def _rows(sheet: Any, begin: int, size: int) -> Iterator[Row | Problem]:
    """The rows of a sheet that hold anything. How far in the file they stand is estimated from the sheet's own size."""
    name, number = sheet.title, 0
    last = max(sheet.max_row or 1, 1)
    sheet.reset_dimensions()  # some exporters write a wrong size, and cells outside it would be lost
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell is not None and cell != "" for cell in cells):
                yield Row(cells, f"sheet {name} row {number}", begin + size * min(number, last) // last)
    except _BROKEN as error:
        yield Problem(f"sheet {name} row {number + 1}", reasons.unreadable_workbook(type(error).__name__), begin + size)
