"""Tables to take away: CSV and XLSX that a spreadsheet never takes for formulas."""

import csv
import io
from collections.abc import Sequence

import streamlit as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from ui import session
from ui.texts import texts

# What a spreadsheet reads as the beginning of a formula, full-width forms included (OWASP, CSV injection).
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 32_767  # characters of a cell
Table = Sequence[Sequence[object]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: object) -> str | int | float:
    """A value as a cell may hold it: numbers stay, text that a spreadsheet would calculate gets an apostrophe."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))
    return (f"'{text}" if text.lstrip(" \u3000\u00a0").startswith(_STARTS) or text.startswith(_STARTS) else text)[
        :_LONGEST
    ]


def as_csv(heads: Sequence[str], rows: Table) -> bytes:
    """A CSV file (RFC 4180) with a byte order mark, by which spreadsheets know that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([[safe_cell(cell) for cell in row] for row in (heads, *rows)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(heads: Sequence[str], rows: Table, title: str = "1") -> bytes:
    """A workbook of one sheet; every text is stored as text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "1"
    for number, row in enumerate((heads, *rows), 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = safe_cell(value)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never "f", whatever it begins with
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def draw_export(name: str, heads: Sequence[str], rows: Table) -> None:
    """Two buttons that give the table as a file."""
    words = texts(session.language())
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words["export_csv"], lambda: as_csv(heads, rows), f"{name}.csv", "text/csv", key=f"csv-{name}", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            words["export_xlsx"], lambda: as_xlsx(heads, rows, name), f"{name}.xlsx", XLSX, key=f"xlsx-{name}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
