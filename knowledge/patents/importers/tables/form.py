"""Which form of table a file has, by its first bytes; names of files say nothing."""

from enum import StrEnum

from knowledge.patents.importers.tables.delimited import delimiter_of, table
from knowledge.patents.importers.tables.encoding import encoding_of_head
from knowledge.patents.importers.tables.json_lines import json_object

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEAST_COLUMNS, _LOOKED_AT = 2, 40


class Form(StrEnum):
    """The forms of tables that are read."""

    WORKBOOK = "workbook"
    OLD_OFFICE = "old office"  # .xls and protected workbooks: recognised to say what to do with them
    JSON_LINES = "json lines"
    DELIMITED = "delimited"


def form_of(head: bytes) -> Form | None:
    """The form of a file, None when it is no table (documents in XML, archives of other things, prose)."""
    if head.startswith(_ZIP):
        return Form.WORKBOOK if b"xl/" in head or b"[Content_Types].xml" in head[:64] else None
    if head.startswith(_OLE):
        return Form.OLD_OFFICE
    start = decoded(head)
    first = start.lstrip()[:1]
    if first == "{":
        return Form.JSON_LINES if _json_lines(start) else None
    return Form.DELIMITED if first and first != "<" and _delimited(start) else None


def decoded(head: bytes) -> str:
    """The beginning of a file as text, without the line it breaks off in (unless it has only one)."""
    start = head.decode(encoding_of_head(head), errors="replace").lstrip("\ufeff").replace("\0", "")
    whole, _, _ = start.rpartition("\n")
    return whole + "\n" if whole and len(head) >= 1 << 16 else start


def _json_lines(start: str) -> bool:
    """Whether one of the first lines is an object of its own; an object over many lines is a document."""
    return any(json_object(line) for line in start.splitlines()[:_LOOKED_AT])


def _delimited(start: str) -> bool:
    """Whether a row has several columns. The header decides whether it is a table of patents."""
    return any(len(row) >= _LEAST_COLUMNS for row in table(start, delimiter_of(start))[:_LOOKED_AT])
