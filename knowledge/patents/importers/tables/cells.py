"""A cell as text or as a list of texts. What a cell says stays as it is, formulas' signs at its head included."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

# What exporters write where there is nothing.
NOTHING = frozenset({"", "-", "--", "—", "N/A", "n/a", "#N/A", "null", "NULL", "None", "nan", "NaN"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_ESCAPED = re.compile(r"_x000([9AD])_")  # line ends inside the cells of a workbook
_LINE_ENDS = {"9": "\t", "A": "\n", "D": ""}


def text(value: object, nothing: Iterable[str] = ()) -> str:
    """The cell as text: whole numbers without ".0", days as ISO, control characters gone, "" for what means nothing."""
    if type(value) is str and value.isascii() and value.isprintable() and "_x" not in value:  # most cells by far
        value = value.strip()
        return "" if value in NOTHING or value in nothing else value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    if isinstance(value, (list, tuple)):
        value = "; ".join(text(part) for part in value)
    plain = _ESCAPED.sub(lambda found: _LINE_ENDS[found[1]], str(value)).replace("\r\n", "\n")
    plain = _CONTROL.sub("", plain).strip()
    return "" if plain in NOTHING or plain in nothing else plain


def items(value: object, separators: Sequence[str], nothing: Iterable[str] = ()) -> list[str]:
    """The parts of a cell: a list, a list written as JSON, or text with the first of the separators that occurs in it."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        value = _json_list(value)
    if isinstance(value, (list, tuple)):
        parts = [text(part, nothing) for part in value]
    else:
        whole = text(value, nothing)
        separator = next((each for each in separators if each in whole), None)
        parts = [text(part, nothing) for part in (whole.split(separator) if separator else [whole])]
    return [part for part in parts if part]


def _json_list(value: str) -> object:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return found if isinstance(found, list) else value
