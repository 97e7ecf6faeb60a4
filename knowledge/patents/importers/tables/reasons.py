"""Why a row, a sheet or a file was left out: one sentence each, in Chinese and English."""

from collections.abc import Iterable

EMPTY = "文件是空的，请重新导出。/ The file is empty; please export it again."
NO_NUMBER = (
    "没有公开（公告）号，无法被引用，未入库。/ No publication number: it could not be cited, so it was left out."
)
OLD_OFFICE = "这是旧版 Excel（.xls）或加密的文件，请打开后另存为 .xlsx 再导入。/ This is an old Excel (.xls) or protected file; open it, save it as .xlsx without a password and import that."
NOT_A_WORKBOOK = "这个压缩文件里没有可读的工作簿，请重新另存为 .xlsx。/ There is no readable workbook in this file; save it as .xlsx again."
SWOLLEN = "工作簿解压后过大，可能是压缩炸弹，未读取。/ The workbook unpacks to too much and may be a zip bomb; it was not read."
NOT_AN_OBJECT = "这一行不是 JSON 对象。/ The line is no JSON object."
TOO_LONG = "这一行过长，请检查文件是否损坏。/ The line is too long; please check whether the file is damaged."
OPEN_QUOTE = "引号没有闭合，跳过这一行。/ A quotation mark is never closed; the line was skipped."


def unknown_table(headers: Iterable[str]) -> str:
    """No mapping knows the columns."""
    names = ", ".join(list(headers)[:12]) or "-"
    return f"没有映射认识这些列“{names}”，请用 --mapping 指定映射文件。/ No mapping knows the columns “{names}”; give a mapping file with --mapping."


def missing_columns(mapping: str, columns: Iterable[str]) -> str:
    """The mapping that was asked for does not fit the table."""
    names = ", ".join(columns)
    return f"映射“{mapping}”需要的列“{names}”不在前 20 行里。/ The columns “{names}” of mapping “{mapping}” are not in the first 20 rows."


def ragged(found: int, expected: int) -> str:
    """A row with more or fewer cells than the header."""
    return f"这一行有“{found}”格，表头有“{expected}”格。/ The row has “{found}” cells, the header “{expected}”."


def not_in_encoding(encoding: str) -> str:
    """Bytes that are no text in the encoding of the file."""
    return f"这一行不是有效的“{encoding}”文字。/ The line is no valid text in “{encoding}”."


def unreadable(column: str, value: str, wanted: str, wanted_zh: str) -> str:
    """A cell that cannot be read as what the mapping says it is."""
    shown = value if len(value) <= 80 else value[:79] + "…"
    return f"“{column}”列的“{shown}”不是{wanted_zh}。/ “{shown}” in the column “{column}” is no {wanted}."


def unreadable_workbook(detail: str) -> str:
    """The workbook breaks off or is damaged."""
    return f"工作簿已损坏“{detail}”，此处之后未读取。/ The workbook is damaged (“{detail}”); nothing after this place was read."
