"""Cells that no spreadsheet program takes for formulas (threat S14)."""

import re
from datetime import date, datetime

Cell = str | int | float | bool | date | None
LONGEST = 32_000  # characters; a cell of a workbook takes 32,767
# what starts a formula, also in full width and behind blanks that programs skip
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def safe_cell(value: Cell) -> Cell:
    """Text that could be read as a formula gets a leading apostrophe; numbers and days stay what they are."""
    if not isinstance(value, str):
        return value.replace(tzinfo=None) if isinstance(value, datetime) else value
    plain = _CONTROL.sub("", value)
    plain = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
    return f"'{plain}" if _FORMULA.match(plain) else plain
