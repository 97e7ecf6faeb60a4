"""The rows of a table a member gives: CSV, TSV or XLSX, whatever its encoding, with the line each stands in."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator

from knowledge.trademarks.cells import text_of
from tools.refused import Refused

MOST = 100_000  # rows of one table
_LARGEST, _UNPACKED = 64 << 20, 512 << 20  # bytes of a file, and of a workbook unpacked
Row = tuple[int, list[str]]
_GUARDED = re.compile(r"^'(?=[=+\-@])")  # the apostrophe by which our own export keeps a text from being a formula


def rows_of(data: bytes) -> Iterator[Row]:
    """The rows with something in them, by line number. Raises Refused for a file that is empty, too large or no table."""
    if not data.strip():
        raise Refused("文件是空的，请选择含有表头和数据的表格。/ The file is empty; choose a table with a header and rows.", "portfolio.empty")  # fmt: skip
    if len(data) > _LARGEST:
        raise Refused(
            "文件超过 64 MB，请分开导入。/ The file is larger than 64 MB; import it in parts.", "portfolio.large"
        )
    found = _workbook(data) if data[:4] == b"PK\x03\x04" else _text(data)
    for count, row in enumerate((row for row in found if any(row[1])), 0):
        if count > MOST:
            raise Refused(f"表格超过 {MOST:,} 行，请分开导入。/ The table has more than {MOST:,} rows; import it in parts.", "portfolio.rows")  # fmt: skip
        yield row[0], [_GUARDED.sub("", cell) for cell in row[1]]


def _workbook(data: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(member.file_size for member in packed.infolist()) > _UNPACKED:
                raise Refused("工作簿解压后过大。/ The workbook unpacks to too much.", "portfolio.large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield line, [text_of(cell) for cell in cells]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise _unreadable() from error


def _text(data: bytes) -> Iterator[Row]:
    text = decoded(data)
    if text is None or "\x00" in text[:512]:
        raise _unreadable()
    head = text.splitlines()[:12]
    delimiter = max(",\t;|", key=lambda mark: sum(line.count(mark) for line in head))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [text_of(cell) for cell in cells]
    except csv.Error as error:
        raise _unreadable() from error


def decoded(data: bytes) -> str | None:
    """The text of bytes in UTF-8, UTF-16 or GB18030, None for what is none."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unreadable() -> Refused:
    return Refused("不能读取这个文件，请给 CSV 或 XLSX 表格。/ This file cannot be read; give a CSV or XLSX table.", "portfolio.unreadable")  # fmt: skip
