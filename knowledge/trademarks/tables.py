"""Marks from tables: CSV, TSV, XLSX and JSON lines, their columns recognised by header or named by a mapping file."""

import codecs
import csv
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from knowledge.trademarks.cells import day_of, effect_of, goods_of, text_of
from knowledge.trademarks.importing import Broken, Found, Outcome
from knowledge.trademarks.mapping import Column, Mapping, recognise, usable
from knowledge.trademarks.record import Mark, StatusEvent, canonical_number

_HEADER_WITHIN = 12  # rows that may stand above the header: a title, a date of export
_LARGEST_SHEET = 2 << 30  # bytes unpacked: beyond that a spreadsheet is an attack, not an export
_OFFICES = {
    "中国": "CN",
    "美国": "US",
    "欧盟": "EM",
    "EUIPO": "EM",
    "CNIPA": "CN",
    "USPTO": "US",
    "WIPO": "WO",
    "国际": "WO",
}
_NO_HEADER = (
    "没有认出表头（至少要有注册号和商标名称、类别或申请人），请用映射文件指明各列。"
    "/ No header row is recognised (a number, and the words, classes or holder are needed); name the columns in a mapping file."
)
Row = tuple[str, list[str]]  # the place ("row 7") and the cells


class TableImporter:
    """Reads tables of marks. `office` is the office of rows that name none (ST.3 code)."""

    name = "table"

    def __init__(self, mapping: Mapping | None = None, office: str = "CN") -> None:
        self._mapping = mapping
        self._office = office

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether it is a spreadsheet, JSON lines, or text with a header that is recognised."""
        if head[:4] == b"PK\x03\x04":
            return b"xl/" in head or b"[Content_Types].xml" in head
        text = _decode(head)
        if text is None:
            return False
        if text.lstrip("\ufeff \r\n").startswith("{"):
            return True
        lines = text.splitlines()[:_HEADER_WITHIN]
        return any(
            usable(recognise(next(csv.reader([line], delimiter=_delimiter(text)), []), self._mapping)) for line in lines
        )

    def read(self, path: Path) -> Iterator[Outcome]:
        """The marks of a table. Rows that follow one another under the same number are one mark in several classes."""
        try:
            yield from self._grouped(self._rows(path))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, csv.Error) as error:
            yield Broken("file", f"it cannot be read on ({str(error)[:120]})")

    def _grouped(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for _, group in groupby(outcomes, key=lambda o: o.mark.id if isinstance(o, Found) else o.place):
            first, *rest = group
            for other in rest:
                if isinstance(first, Found) and isinstance(other, Found):
                    first = Found(joined(first.mark, other.mark), first.place)
            yield first

    def _rows(self, path: Path) -> Iterator[Outcome]:
        with path.open("rb") as file:
            head = file.read(1 << 16)
        if head[:4] == b"PK\x03\x04":
            yield from self._table(_sheet_rows(path))
        elif (text := _decode(head)) is None:
            yield Broken("file", "编码无法识别。/ Its encoding is not recognised (UTF-8, UTF-16 and GB18030 are).")
        elif text.lstrip("\ufeff \r\n").startswith("{"):
            yield from self._lines(path, _encoding(head) or "utf-8")
        else:
            yield from self._table(_text_rows(path, _encoding(head) or "utf-8", _delimiter(text)))

    def _table(self, rows: Iterator[Row]) -> Iterator[Outcome]:
        columns: dict[Column, int] = {}
        for count, (place, cells) in enumerate(rows):
            if not columns:
                found = recognise(cells, self._mapping)
                columns = found if usable(found) else {}
                if not columns and count >= _HEADER_WITHIN:
                    break
            elif any(cells) and not usable(recognise(cells, self._mapping)):  # a page break repeats the header
                yield self._mark({c: cells[at] for c, at in columns.items() if at < len(cells)}, place)
        if not columns:
            yield Broken("row 1", _NO_HEADER)

    def _lines(self, path: Path, encoding: str) -> Iterator[Outcome]:
        with path.open(encoding=encoding, errors="replace", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                place = f"line {number}"
                try:
                    row = json.loads(line.lstrip("\ufeff"))
                except json.JSONDecodeError as error:
                    yield Broken(place, f"不是 JSON。/ It is not JSON ({error.msg}).")
                    continue
                if not isinstance(row, dict):
                    yield Broken(place, "不是 JSON 对象。/ It is not a JSON object.")
                    continue
                keys = list(row)
                columns = recognise(keys, self._mapping)
                yield self._mark({column: text_of(row[keys[at]]) for column, at in columns.items()}, place)

    def _mark(self, cells: dict[Column, str], place: str) -> Outcome:
        row: dict[Column, str] = dict(self._mapping.constants) if self._mapping else {}
        row |= {column: text for column, text in cells.items() if text}
        try:
            return Found(_mark(row, self._office), place)
        except ValidationError as error:
            problem = error.errors()[0]
            return Broken(place, f"{problem['loc'][-1] if problem['loc'] else 'row'}: {problem['msg']}")
        except ValueError as error:
            return Broken(place, str(error))


def _mark(row: dict[Column, str], office: str) -> Mark:
    def get(column: Column) -> str:
        return row.get(column, "")

    status, day = get("status"), day_of(get("status_day"))
    named = get("office").strip()
    return Mark(
        office=_OFFICES.get(named, named.upper() or office),
        number=canonical_number(get("number")),
        printed=get("number"),
        words=get("words").strip(),
        transliteration=get("transliteration"),
        translation=get("translation"),
        vienna=tuple(re.findall(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?", get("vienna"))),
        holder=get("holder"),
        holder_country=get("holder_country"),
        agent=get("agent"),
        goods=goods_of(get("nice"), get("goods"), get("subgroups")),
        filed=day_of(get("filed")),
        priority=day_of(get("priority")),
        published=day_of(get("published")),
        registered=day_of(get("registered")),
        expires=day_of(get("expires"), last=True),
        events=(StatusEvent(day=day, effect=effect_of(status), text=status),) if status else (),
        as_of=day_of(get("as_of")),
    )


def joined(first: Mark, other: Mark) -> Mark:
    """One mark of two rows: the goods and events of both, and what the first leaves empty from the other."""
    filled = {name: getattr(other, name) for name in type(first).model_fields if not getattr(first, name)}
    goods = {each.nice: each for each in first.goods}
    for each in other.goods:
        held = goods.get(each.nice)
        names = tuple(dict.fromkeys((*(held.names if held else ()), *each.names)))
        groups = tuple(sorted({*(held.subgroups if held else ()), *each.subgroups}))
        goods[each.nice] = each.model_copy(update={"names": names, "subgroups": groups})
    events = tuple(dict.fromkeys((*first.events, *other.events)))
    merged = {"goods": tuple(goods[nice] for nice in sorted(goods)), "events": events}
    return first.model_copy(update=filled | merged)


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        for cells in reader:
            yield f"row {reader.line_num}", [text_of(cell).lstrip("\ufeff") for cell in cells]


def _sheet_rows(path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as packed:
        if sum(member.file_size for member in packed.infolist()) > _LARGEST_SHEET:
            raise ValueError("the spreadsheet unpacks to more than 2 GiB")
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield f"{sheet.title}!row {number}", [text_of(cell) for cell in cells]
    finally:
        book.close()


def _encoding(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)  # may end in the middle of a character
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _decode(head: bytes) -> str | None:
    """The beginning of a file as text; None for what is no text."""
    encoding = _encoding(head)
    if encoding is None or (encoding != "utf-16" and b"\x00" in head[:512]):
        return None
    return head.decode(encoding, "ignore")


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:_HEADER_WITHIN]
    return max(",\t;|", key=lambda mark: max((line.count(mark) for line in lines), default=0))
