"""Tables of a database: nothing in them is a formula, numbers stay numbers, and each row says where it came from."""

import csv
import io
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Party, Source, Texts
from tests.conftest import TODAY
from tests.search_records import inventions, record, room
from tests.trade.audits import audit
from tools.database import open_database as open_file
from tools.databases.access import Databases
from tools.databases.cells import safe_cell
from tools.databases.choosing import add_field, include, set_value, tag
from tools.databases.definition import FieldType
from tools.databases.exporting import as_csv, as_xlsx, export_database, table_of
from tools.databases.keeping import create_database
from tools.principal import Principal
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom

LEI = Principal("lei")
FORMULAS = ("=cmd|' /C calc'!A0", '=HYPERLINK("http://evil","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠x", "\u200b=1", "\u3000=1")  # fmt: skip
SEEN = {"biblio": Source(raw="ab" * 32, importer="cnipa", place="row 2", retrieved=datetime(2026, 11, 1, tzinfo=UTC))}


@pytest.fixture
def held(library: LawLibrary) -> SearchRoom:
    bad = {"texts": {"zh": Texts(title=FORMULAS[0])}, "holders": (Party(name="=2+5", entity="x"),), "inventors": (Party(name="@me"),)}  # fmt: skip
    return room([record("CN1000011B", inventions()[1], "zh", date(2020, 3, 1), sources=SEEN), record("CN1000021B", inventions()[2], "zh", date(2021, 3, 1), **bad)], library)  # fmt: skip


@pytest.fixture
def databases(tmp_path: Path, held: SearchRoom) -> Databases:
    ids = count(1)
    made = Databases(open_file(f"sqlite:///{tmp_path / 'ipos.db'}"), lambda: datetime(2026, 11, 22, 10, tzinfo=UTC), lambda: f"{next(ids):010x}", audit())  # fmt: skip
    create_database(made, held, LEI, "=evil()", SearchQuery(classes=("E01B",)), as_of=TODAY)
    include(made, held, LEI, "=evil()", ["CN1000021B"])
    for name, kind, value in (("评分", FieldType.NUMBER, "-8.5"), ("deadline", FieldType.DATE, "2027-01-02"), ("+note", FieldType.TEXT, "=1+1")):  # fmt: skip
        add_field(made, LEI, "=evil()", name, kind)
        set_value(made, LEI, "=evil()", "CN1000011B", name, value)
    tag(made, LEI, "=evil()", "CN1000011B", ["=tag", "核心"])
    return made


def test_a_workbook_holds_no_formula_and_numbers_are_numbers(databases: Databases, held: SearchRoom) -> None:
    book = load_workbook(io.BytesIO(export_database(databases, held, LEI, "=evil()", "xlsx", "zh", TODAY)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    head, first, second = ([cell.value for cell in row] for row in book["publications"].iter_rows())
    row = dict(zip(head, first, strict=True))
    assert (row["评分"], row["deadline"], row["'+note"]) == (-8.5, datetime(2027, 1, 2), "'=1+1")
    assert (row["公开号"], row["公开日"], row["入库方式"], row["标签"]) == (
        "CN1000011B",
        datetime(2020, 3, 1),
        "检索",
        "'=tag; 核心",
    )
    assert (row["引用标识"], row["来源文件(SHA-256)"], row["导入器"], row["文件内位置"]) == (
        "patent/CN1000011B",
        "ab" * 32,
        "cnipa",
        "row 2",
    )
    assert row["取得时间"] == datetime(2026, 11, 1)
    bad = dict(zip(head, second, strict=True))
    assert (bad["标题"], bad["申请人/权利人"], bad["发明人"], bad["入库方式"]) == (
        f"'{FORMULAS[0]}",
        "'=2+5",
        "'@me",
        "手工",
    )
    about = {name.value: value.value for name, value in book["about"].iter_rows()}
    assert about["专题库"] == "'=evil()"
    assert '"E01B"' in about["检索式"]
    assert about["手工收入"] == "CN1000021B"


def test_a_csv_is_safe_and_chinese_in_spreadsheets(databases: Databases, held: SearchRoom) -> None:
    data = export_database(databases, held, LEI, "=evil()", "csv", "en", TODAY)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["Publication number"] for row in rows] == ["CN1000011B", "CN1000021B"]
    assert (rows[0]["评分"], rows[0]["Published"], rows[0]["Database"]) == ("-8.5", "2020-03-01", "'=evil()")
    texts = [cell for row in rows for name, cell in row.items() if name != "评分"]
    assert not [cell for cell in texts if cell[:1] in "=+-@\t\r" and cell]


def test_a_record_that_is_gone_keeps_its_row(databases: Databases, library: LawLibrary) -> None:
    table = table_of(databases, room([], library), LEI, "=evil()", "en", TODAY)
    assert [row[:2] for row in table.rows] == [["CN1000011B", "record no longer held"], ["CN1000021B", "record no longer held"]]  # fmt: skip
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert as_csv(table)
    assert as_xlsx(table)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_programs_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert str(safe_cell(text)).startswith("'")


@given(some.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_safe_cell_and_safe_stays_safe(text: str) -> None:
    cell = str(safe_cell(text))
    assert not cell or cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert safe_cell(cell) == cell


@pytest.mark.parametrize("value", [-5, -2.5, 0, True, None, date(2026, 1, 2)])
def test_numbers_and_days_stay_what_they_are(value: object) -> None:
    assert safe_cell(value) == value  # type: ignore[arg-type]
