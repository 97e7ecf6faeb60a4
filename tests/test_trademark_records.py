"""Marks: numbers, standing, tables in and out of shape, the store's rules."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import ValidationError

from knowledge.trademarks.cells import day_of, effect_of, goods_of
from knowledge.trademarks.importing import Broken, Found
from knowledge.trademarks.ingest import ingest_marks
from knowledge.trademarks.mapping import MappingError, load_mapping
from knowledge.trademarks.record import Effect, Goods, Mark, MarkNumberError, StatusEvent, canonical_number
from knowledge.trademarks.standing import Standing, add_months, stands
from knowledge.trademarks.store import MarkStore
from knowledge.trademarks.tables import TableImporter
from tests.trademark_marks import MARKS, mark

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
HEAD = "申请/注册号,国际分类,商标名称,申请人名称（中文）,申请日期,注册公告日期,专用权期限,商品/服务,类似群,商标状态\n"
ROWS = (
    "第90000021号,9,云朵糕坊,虚构甲公司,2019年12月2日,2020-09-14,2020年09月14日至2030年09月13日,计算机软件；耳机(0908),0901,已注册\n"
    "90000021,42,云朵糕坊,虚构甲公司,2019-12-02,2020-09-14,2030-09-13,软件即服务,4220,\n"
    "90000022,35,Zelmora,虚构乙公司,20200103,,,广告,,撤销连续三年不使用注册商标申请审查中\n"
)


def taken(path: Path, store: MarkStore, **options: object) -> list[str]:
    outcomes = ingest_marks(path, store, store.path.parent / "raw", [TableImporter(**options)], NOW)  # type: ignore[arg-type]
    return [outcome.outcome for outcome in outcomes]


@pytest.fixture
def store(tmp_path: Path) -> MarkStore:
    return MarkStore(tmp_path / "store" / "marks.db")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "marks.csv"
    path.write_text(HEAD + ROWS, "utf-8-sig")
    return path


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("第1234567号", "1234567"),
        ("G 1234567", "G1234567"),
        ("１２３４５６７", "1234567"),
        ("0012345A", "12345A"),
        ("Reg. 7654321", "7654321"),
    ],
)
def test_one_number_however_it_is_printed(printed: str, number: str) -> None:
    assert canonical_number(printed) == number


@pytest.mark.parametrize("text", ["", "无", "第号", "12-34 abc def ghij"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(MarkNumberError, match="no number"):
        canonical_number(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**8), st.sampled_from(["{}", "第{}号", " {} ", "{:,}", "NO.{}"]))
def test_a_canonical_number_stays_what_it_is(number: int, form: str) -> None:
    assert canonical_number(form.format(number)) == canonical_number(str(number)) == str(number)


def test_wrong_codes_are_refused() -> None:
    with pytest.raises(ValidationError, match="similar goods"):
        Goods(nice=9, subgroups=("4601",))
    with pytest.raises(ValidationError, match="Vienna"):
        mark(1, "x", 9, vienna=("a.b",))
    with pytest.raises(ValidationError, match="less than 46"):
        Goods(nice=46)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2019, 12, 1), Standing.NOT_YET),
        (date(2020, 1, 1), Standing.PENDING),
        (date(2020, 9, 14), Standing.REGISTERED),
        (date(2030, 9, 13), Standing.REGISTERED),
        (date(2030, 9, 14), Standing.IN_GRACE),
        (date(2031, 3, 13), Standing.IN_GRACE),
        (date(2031, 3, 14), Standing.LAPSED),
    ],
)
def test_the_standing_of_a_mark_follows_its_dates(day: date, standing: Standing) -> None:
    assert stands(mark(1, "青岚", 30), day).standing is standing


def test_the_term_is_counted_where_the_record_has_no_expiry() -> None:
    unknown = mark(1, "青岚", 30, expires=None)
    assert stands(unknown, date(2030, 9, 13)).standing is Standing.REGISTERED
    assert stands(unknown, date(2030, 9, 14)).standing is Standing.IN_GRACE
    renewed = mark(1, "青岚", 30, expires=None, events=(StatusEvent(day=date(2030, 3, 1), effect=Effect.RENEWED),))
    assert stands(renewed, date(2033, 1, 1)).standing is Standing.REGISTERED


def test_an_event_ends_a_mark_from_its_day_on() -> None:
    surrendered = next(each for each in MARKS if each.words == "FIREFLY")
    assert stands(surrendered, date(2026, 5, 31)).alive
    ended = stands(surrendered, date(2026, 6, 1))
    assert not ended.alive
    assert ended.end
    assert ended.end.effect is Effect.SURRENDERED


def test_months_are_added_to_the_end_of_the_month() -> None:
    assert add_months(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert add_months(date(2024, 12, 31), 12) == date(2025, 12, 31)


def test_cells() -> None:
    assert day_of("2020年09月14日至2030年09月13日", last=True) == date(2030, 9, 13)
    assert day_of("") is None
    with pytest.raises(ValueError, match="no day"):
        day_of("不详")
    with pytest.raises(ValueError, match="no day"):
        day_of("2020-13-01")
    headed = goods_of("9;35", "第9类：软件，耳机；第35类：广告", "")
    assert headed == (Goods(nice=9, names=("软件", "耳机")), Goods(nice=35, names=("广告",)))
    with pytest.raises(ValueError, match="1 to 45"):
        goods_of("第46类", "", "")


@pytest.mark.parametrize(
    ("status", "effect"),
    [
        ("撤销连续三年不使用注册商标申请审查中", Effect.OTHER), ("注册商标已被撤销", Effect.CANCELLED), ("期满未续展注销商标", Effect.EXPIRED),
        ("注销", Effect.SURRENDERED), ("宣告无效", Effect.INVALIDATED), ("驳回", Effect.REFUSED), ("LIVE", Effect.REGISTERED), ("?", Effect.OTHER),
    ],
)  # fmt: skip
def test_a_step_under_way_has_ended_nothing(status: str, effect: Effect) -> None:
    assert effect_of(status) is effect


def test_a_table_goes_in_once_and_rows_of_one_number_are_one_mark(table: Path, store: MarkStore) -> None:
    assert taken(table, store) == ["added", "added"]
    held = store.get("CN90000021")
    assert held
    assert held.classes == (9, 42)
    assert held.goods[0] == Goods(nice=9, names=("计算机软件", "耳机"), subgroups=("0901", "0908"))
    assert (held.filed, held.expires, held.holder) == (date(2019, 12, 2), date(2030, 9, 13), "虚构甲公司")
    assert held.source
    assert held.source.place == "row 2"
    assert [file.suffix for file in (store.path.parent / "raw").iterdir()] == [".csv"]
    revision = store.revision()
    assert taken(table, store) == ["unchanged", "unchanged"]
    assert store.revision() == revision


def test_rows_of_one_number_that_stand_apart_are_joined_too(tmp_path: Path, store: MarkStore) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("number,class,mark\n1,9,A\n2,9,B\n1,42,A\n", "utf-8")
    assert taken(path, store) == ["added", "added", "added"]
    held = store.get("CN1")
    assert held
    assert held.classes == (9, 42)
    assert taken(path, store) == ["unchanged"] * 3


def test_broken_rows_are_told_with_their_place_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(
        HEAD + "无号,9,甲,,,,,,,\n90000031,99,乙,,,,,,,\n90000032,9,丙,,昨天,,,,,\n90000033,9,丁,,,,,,,\n", "utf-8"
    )
    outcomes = list(TableImporter().read(path))
    assert [(type(each), each.place) for each in outcomes] == [
        (Broken, "row 2"),
        (Broken, "row 3"),
        (Broken, "row 4"),
        (Found, "row 5"),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "m.txt"
    path.write_text((HEAD + ROWS).replace(",", "\t"), encoding)
    head = path.read_bytes()[:65536]
    assert TableImporter().accepts(path, head)
    assert [each.mark.words for each in TableImporter().read(path) if isinstance(each, Found)] == [
        "云朵糕坊",
        "Zelmora",
    ]


def test_spreadsheets_and_json_lines(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["商标数据导出"])
    sheet.append(["注册号", "商标名称", "类别", "申请日期"])
    sheet.append([90000041, "麦朵", 30, datetime(2021, 3, 4)])
    book.save(tmp_path / "m.xlsx")
    (tmp_path / "m.jsonl").write_text(
        '{"number": "90000042", "mark": "Kintuva", "class": [9, 42]}\nnot json\n[1]\n', "utf-8"
    )
    sheet_rows, lines = (list(TableImporter().read(tmp_path / name)) for name in ("m.xlsx", "m.jsonl"))
    assert [
        (each.mark.words, each.mark.classes, each.mark.filed) for each in sheet_rows if isinstance(each, Found)
    ] == [("麦朵", (30,), date(2021, 3, 4))]
    assert isinstance(lines[0], Found)
    assert lines[0].mark.classes == (9, 42)
    assert [each.place for each in lines[1:]] == ["line 2", "line 3"]


def test_a_mapping_names_columns_and_constants(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "columns: {number: Kennzahl, words: [Wort], nice: Klasse}\nconstants: {office: EM}\n", "utf-8"
    )
    (tmp_path / "m.csv").write_text("Kennzahl;Wort;Klasse\n018000001;Brevanto;9\n", "utf-8")
    mapping = load_mapping(tmp_path / "map.yaml")
    found = [each.mark for each in TableImporter(mapping).read(tmp_path / "m.csv") if isinstance(each, Found)]
    assert [(each.id, each.words) for each in found] == [("EM18000001", "Brevanto")]
    (tmp_path / "bad.yaml").write_text("columns: {colour: x}\n", "utf-8")
    with pytest.raises(MappingError, match="columns"):
        load_mapping(tmp_path / "bad.yaml")


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 40, b"hello world\n", b"PK\x03\x04 [Content_Types].xml broken", b"%PDF-1.7\n"],
)
def test_what_is_no_table_of_marks_is_said_to_be_none(tmp_path: Path, store: MarkStore, content: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    assert taken(path, store) == ["rejected"]
    assert store.count() == 0


def test_newer_replaces_older_and_a_tombstone_stays(store: MarkStore) -> None:
    old, new = (mark(1, "青岚", 30, as_of=day) for day in (date(2025, 1, 1), date(2026, 1, 1)))
    changed = new.model_copy(update={"holder": "另一虚构公司"})
    assert [store.upsert(each) for each in (new, new, old, changed)] == ["added", "unchanged", "older", "replaced"]
    assert store.delete("CN1", NOW)
    assert not store.delete("CN1", NOW)
    assert not store.delete("CN2", NOW)
    assert store.get("CN1") is None
    assert store.count() == 0
    assert store.deleted_since(0) == [(store.revision(), "CN1")]
    assert store.upsert(new) == "older"
    assert store.upsert(new.model_copy(update={"as_of": date(2026, 12, 1)})) == "added"


def test_an_empty_store_holds_nothing_and_makes_no_file(store: MarkStore) -> None:
    assert (store.count(), store.revision(), store.holdings(), list(store.iterate())) == (0, 0, [], [])
    assert not store.path.exists()


def test_holdings_say_what_is_held(store: MarkStore) -> None:
    store.upsert_all([*MARKS, Mark(office="US", number="1", printed="1", words="X")])
    chinese, american = store.holdings()
    assert (chinese.office, chinese.marks, chinese.filed_from, chinese.filed_to) == (
        "CN",
        len(MARKS),
        date(2019, 12, 2),
        date(2026, 12, 20),
    )
    assert (american.marks, american.filed_from) == (1, None)
