"""The importer of tables: takes a file apart into rows, finds the mapping that knows them, and yields their records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importers.tables.cells import text
from knowledge.patents.importers.tables.delimited import delimited_sheets, delimiter_of, table
from knowledge.patents.importers.tables.form import Form, decoded, form_of
from knowledge.patents.importers.tables.header import SAMPLED, SEARCHED, Header, find_header, named, plain
from knowledge.patents.importers.tables.json_lines import json_object, json_records
from knowledge.patents.importers.tables.library import mappings
from knowledge.patents.importers.tables.mapping import Mapping
from knowledge.patents.importers.tables.record import CellError, RecordReader
from knowledge.patents.importers.tables.rows import Problem, Record, Row, Sheet
from knowledge.patents.importers.tables.workbook import workbook_sheets
from knowledge.patents.importing import Broken, Found, Outcome

_LEARNT = (
    200  # objects of JSON lines whose fields are looked at to recognise the export: an object leaves empty ones out
)


@dataclass
class TableImporter:
    """Reads tables of patents. `mapping`: the one to read with, for a table no mapping of the product knows."""

    mapping: Mapping | None = None
    name: str = field(default="tables", init=False)

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the file is a table a mapping knows, or a workbook, or any table when a mapping was given.

        Text that is a table of something else is left to other importers: its columns are known from its head.
        """
        form = form_of(head)
        if form in (None, Form.WORKBOOK, Form.OLD_OFFICE) or self.mapping:
            return form is not None
        start = decoded(head)
        if form is Form.JSON_LINES:
            objects = [row for row in map(json_object, start.splitlines()[:_LEARNT]) if row]
            return self._known_objects(objects) is not None
        rows = [row for row in table(start, delimiter_of(start)) if any(cell.strip() for cell in row)]
        header = self._header(rows[:SEARCHED])
        return header is not None and _even(rows[header.begins :], len(header.columns))

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order; each row is found or broken with its reason."""
        with path.open("rb") as source:
            head = source.read(1 << 16)
        match form_of(head):
            case Form.JSON_LINES:
                yield from self._objects(json_records(path))
            case Form.WORKBOOK:
                yield from self._sheets(workbook_sheets(path))
            case Form.DELIMITED:
                yield from self._sheets(delimited_sheets(path))
            case Form.OLD_OFFICE:
                yield Broken("workbook", reasons.OLD_OFFICE)
            case None:
                yield Broken("line 1", reasons.unknown_table([]) if head.strip() else reasons.EMPTY)

    def _known(self) -> tuple[Mapping, ...]:
        return (self.mapping,) if self.mapping else mappings()

    def _header(self, rows: Sequence[Sequence[object]]) -> Header | None:
        return find_header(rows, self._known())

    def _known_objects(self, rows: Sequence[dict[str, object]]) -> Mapping | None:
        columns = frozenset(chain.from_iterable(rows))
        fitting = [each for each in self._known() if each.fits(columns, list(rows[:SAMPLED]))]
        return max(fitting, key=lambda each: len(each.columns() & columns), default=None)

    def _unknown(self, headers: Iterable[str]) -> str:
        if self.mapping is None:
            return reasons.unknown_table(name for name in headers if name)
        return reasons.missing_columns(self.mapping.name, sorted("/".join(sorted(names)) for names in self.mapping.needed()))  # fmt: skip

    def _objects(self, records: Iterator[Record | Problem]) -> Iterator[Outcome]:
        start = list(islice(records, _LEARNT))
        rows = [each.cells for each in start if isinstance(each, Record)]
        mapping = self._known_objects(rows)
        if mapping is None:
            yield Broken("line 1", self._unknown(dict.fromkeys(chain.from_iterable(rows))))
            return
        yield from _outcomes(chain(start, records), mapping)

    def _sheets(self, sheets: Iterator[Sheet]) -> Iterator[Outcome]:
        empty = True
        for sheet in sheets:
            start = list(islice(sheet.rows, SEARCHED))
            if not start:
                continue
            empty = False
            yield from self._sheet(start, sheet)
        if empty:
            yield Broken("row 1", reasons.EMPTY)

    def _sheet(self, start: list[Row | Problem], sheet: Sheet) -> Iterator[Outcome]:
        rows = [each for each in start if isinstance(each, Row)]
        header = self._header([row.cells for row in rows])
        if header is None:
            yield from (Broken(each.place, each.reason, each.offset) for each in start if isinstance(each, Problem))
            if rows:
                widest = max((row.cells for row in rows), key=lambda cells: sum(bool(text(cell)) for cell in cells))
                yield Broken(rows[0].place, self._unknown(plain(text(cell)) for cell in widest), rows[0].offset)
            return
        above = {id(row) for row in rows[: header.begins]}
        body = (each for each in chain(start, sheet.rows) if id(each) not in above)
        yield from _outcomes(_records(body, header.columns), header.mapping)


def _even(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the rows are as wide as their header: prose that lists the columns of a table is none."""
    return sum(len(row) == width for row in rows) * 2 >= len(rows)


def _records(rows: Iterable[Row | Problem], columns: Sequence[str]) -> Iterator[Record | Problem]:
    """The rows under a header as records; a row of another width is a problem, empty cells at its end apart."""
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        cells = list(row.cells)
        while len(cells) > len(columns) and not text(cells[-1]):
            cells.pop()
        if len(cells) > len(columns) or (len(cells) < len(columns) and row.place.startswith("line")):
            yield Problem(row.place, reasons.ragged(len(cells), len(columns)), row.offset)
        else:
            yield Record(named(columns, cells), row.place, row.offset)


def _outcomes(records: Iterable[Record | Problem], mapping: Mapping) -> Iterator[Outcome]:
    reader = RecordReader(mapping)
    for record in records:
        if isinstance(record, Problem):
            yield Broken(record.place, record.reason, record.offset)
            continue
        try:
            yield Found(reader.patent(record.cells), record.place, record.offset)
        except CellError as error:
            yield Broken(record.place, str(error), record.offset)
