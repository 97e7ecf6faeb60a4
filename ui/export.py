"""Tables to take away: CSV and XLSX that a spreadsheet never takes for formulas."""

import csv
import io
from collections.abc import Callable, Sequence

import streamlit as st
from openpyxl import Workbook
from openpyxl.styles import Font

from tools.databases.cells import Cell, safe_cell
from ui import session
from ui.texts import texts

Table = Sequence[Sequence[Cell]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def entered(name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button hands out, entered into the audit first: who took which file away."""
    journal, who = session.world().journal, session.principal()

    def handed_out() -> bytes:
        journal.enter(who, "download table", name)
        return make()

    return handed_out


def draw_export(name: str, heads: Sequence[str], rows: Table) -> None:
    """Two buttons that give the table as a file."""
    words = texts(session.language())
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words["export_csv"], entered(f"{name}.csv", lambda: as_csv(heads, rows)), f"{name}.csv", "text/csv", key=f"csv-{name}", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            words["export_xlsx"], entered(f"{name}.xlsx", lambda: as_xlsx(heads, rows, name)), f"{name}.xlsx", XLSX, key=f"xlsx-{name}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
