"""Mappings: what is wrong in one is told with its line, tables are recognised by their headers, services' own columns are read."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.tables.header import plain
from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importers.tables.library import mappings
from knowledge.patents.importers.tables.mapping import MappingError, load_mapping, parse_mapping
from knowledge.patents.importing import Broken, Found
from knowledge.patents.record import Patent
from tests.conftest import SHARED

Write = Callable[[list[list[str]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(rows: list[list[str]]) -> Path:
        path = tmp_path / "export.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        return path

    return made


def only(path: Path) -> Patent:
    (found,) = TableImporter().read(path)
    assert isinstance(found, Found), found
    return found.patent


LENS = {
    "#": "1", "Jurisdiction": "US", "Kind": "A1", "Display Key": "US 2020/0338494 A1", "Lens ID": "083-267-671-674-756", "Publication Date": "2020-10-29",
    "Application Number": "US 201916393370 A", "Application Date": "2019-04-24", "Priority Numbers": "US 201916393370 A 20190424", "Title": "Jet Engine",
    "Abstract": "An engine.", "Applicants": "PULLEN NORMAN A;;DOE JANE", "Owners": "ACME INC (2020-01-31)", "Cites Patent Count": "4", "Cited by Patent Count": "2",
    "Simple Family Members": "US 2020/0338494 A1;;US 11034441 B2", "IPCR Classifications": "B01D53/047;;F02K99/00", "NPL Citations": "A book.;;A paper.",
}  # fmt: skip


def test_the_newest_columns_of_lens(write: Write) -> None:
    patent = only(write([list(LENS), list(LENS.values())]))
    assert (str(patent.number), patent.application) == ("US20200338494A1", "US16/393370")
    assert patent.members == ("US20200338494A1", "US11034441B2")
    assert [party.name for party in patent.holders] == ["PULLEN NORMAN A", "DOE JANE"]
    assert (patent.cites_count, patent.cited_by_count, [cited.text for cited in patent.cites]) == (
        4,
        2,
        ["A book.", "A paper."],
    )
    assert [(event.day, event.text.endswith("ACME INC")) for event in patent.events] == [(date(2020, 1, 31), True)]


def test_the_older_columns_of_lens(write: Write) -> None:
    older = {"Publication Number" if name == "Display Key" else name: value for name, value in LENS.items()}
    older["Cited Count"] = older.pop("Cited by Patent Count")
    patent = only(write([list(older), list(older.values())]))
    assert (str(patent.number), patent.cited_by_count) == ("US20200338494A1", 2)


def test_the_columns_of_cnipa_and_cnipr(write: Write) -> None:
    cnipa = {"申请号": "CN201220249767.4", "申请日": "2012.05.31", "公开（公告）号": "CN202644312U", "公开（公告）日": "2013.01.02", "发明名称": "一种轨枕", "IPC分类号": "E01B3/32;E01B9/10", "申请（专利权）人": "甲公司;乙公司", "发明人": "张三;李四", "摘要": "本实用新型公开了一种轨枕。"}  # fmt: skip
    cnipr = {"申请号": "CN201220249767.4", "名称": "一种轨枕", "主分类号": "E01B3/32(2006.01)I", "分类号": "E01B3/32(2006.01)I;E01B9/10(2006.01)I", "申请(专利权)人": "甲公司;乙公司", "发明(设计)人": "张三;李四", "公开(公告)日": "2013-01-02", "公开(公告)号": "CN202644312U", "申请日": "20120531", "摘要": "本实用新型公开了一种轨枕。", "主权项": "一种轨枕。", "地址": "100000 北京市"}  # fmt: skip
    for row in (cnipa, cnipr):
        patent = only(write([list(row), list(row.values())]))
        assert (str(patent.number), patent.application) == ("CN202644312U", "CN201220249767.4")
        assert (patent.filed, patent.published, patent.granted) == (
            date(2012, 5, 31),
            date(2013, 1, 2),
            date(2013, 1, 2),
        )
        assert [symbol.code for symbol in patent.symbols] == ["E01B 3/32", "E01B 9/10"]
        assert [party.name for party in patent.holders] == ["甲公司", "乙公司"]
        assert [party.name for party in patent.inventors] == ["张三", "李四"]
        assert patent.texts["zh"].title == "一种轨枕"


def test_the_columns_of_other_services(write: Write) -> None:
    tables: dict[str, dict[str, str]] = {
        "US20090208610": {"Publication Number": "US20090208610", "Publication Date": "21.08.2009", "Title": "PIZZA", "Priority Data": "[200402236U 2004-10-01T23:59:59.000Z ES]", "IPC": "A21D 13/00;A23L 1/16", "Applicants": "NA", "Inventors": "Doe John"},
        "US9254383B2": {"id": "US-9254383-B2", "title": "Devices", "assignee": "Acme, LLC", "inventor/author": "A. Doe, B. Roe", "priority date": "2009-03-20", "filing/creation date": "2013-04-28", "publication date": "2016-02-09", "grant date": "2016-02-09", "result link": "https://example.org"},
        "WO2015026896A1": {"Title": "SYSTEM", "Publication number": "WO2015026896 (A1)", "Publication date": "2015-02-26", "Inventor(s)": "DOE JOHN [US];  ROE JANE [US]", "Applicant(s)": "ACME LLC [US]", "International classification": "A21D10/00; A21B5/00", "Application number": "WO2014US51801", "Date of application": "20140820", "Priority number(s)": "US201313974256 20130823"},
        "EP784692A1": {"Publication Number": "EP784692A1", "Title - DWPI": "Attenuated viruses", "Assignee/Applicant": "ACME | UNIV X", "Publication Date": "1997-07-23", "IPC - Current": "C12N0007/00 | A61K0031/12", "Count of Citing Patents": "0"},
        "US11485730B2": {"Result #": "1", "Document/Patent number": "US-11485730-B2", "Display": "x", "Title": "THING", "Inventor name": "Doe; John et al.", "Publication date": "2022-11-01", "Pages": "9"},
        "KR101314488B1": {"국가코드": "KR", "DB종류": "B", "문헌종류 코드": "B1", "발명의 명칭": "장치", "요약": "장치이다", "대표청구항": "장치", "출원번호": "2011-0091465", "출원일": "2011.09.08", "공개번호/공표번호/재공표번호": "2013-0027931", "공개일": "2013.03.18", "등록번호": "1314488", "등록일": "2013.09.26", "출원인": "회사"},
    }  # fmt: skip
    made = {number: only(write([list(row), list(row.values())])) for number, row in tables.items()}
    assert {number: str(patent.number) for number, patent in made.items()} == {number: number for number in made}
    assert made["US20090208610"].holders == ()
    assert made["US20090208610"].published == date(2009, 8, 21)  # only the training set is known to be a day late
    assert [party.name for party in made["US9254383B2"].holders] == ["Acme, LLC"]
    assert [party.name for party in made["US9254383B2"].inventors] == ["A. Doe", "B. Roe"]
    assert (made["WO2015026896A1"].pct_application, [party.name for party in made["WO2015026896A1"].inventors]) == (
        "PCT/US2014/051801",
        ["DOE JOHN", "ROE JANE"],
    )
    assert [symbol.code for symbol in made["EP784692A1"].symbols] == ["C12N 7/00", "A61K 31/12"]
    assert [party.name for party in made["US11485730B2"].inventors] == ["Doe; John"]
    korean = made["KR101314488B1"]
    assert (korean.granted, korean.published, korean.texts["ko"].title) == (date(2013, 9, 26), None, "장치")
    assert [(event.day, event.text.rpartition(" ")[2]) for event in korean.events] == [
        (date(2013, 3, 18), "KR20130027931")
    ]


def test_every_mapping_of_the_product_is_told_from_the_others() -> None:
    names = [mapping.name for mapping in mappings()]
    assert len(set(names)) == len(names) == 19
    assert all(mapping.describes for mapping in mappings())
    wanting = [mapping.name for mapping in mappings() if not all(each & mapping.columns() for each in mapping.needed())]
    assert wanting == []


def test_nothing_that_is_no_table_is_taken() -> None:
    (importer,) = [each for each in IMPORTERS if each.name == "tables"]
    others = [path for path in sorted((SHARED / "patents_raw").rglob("*")) if path.is_file()]
    assert len(others) > 80
    assert [path.name for path in others if importer.accepts(path, path.open("rb").read(1 << 16))] == []
    about = SHARED / "patents" / "README.md"  # prose with the columns of every table in it
    assert not importer.accepts(about, about.read_bytes()[: 1 << 16])


GOOD = "name: mine\ndescribes: my list\nheaders: [Nr, Titel]\ncountry: DE\nfields:\n  number: Nr\n  title: {de: Titel}\n  filed: {column: Tag}\n"


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        (GOOD.replace("number: Nr", "nummer: Nr"), 6, "nummer"),
        (GOOD.replace("{column: Tag}", "{column: Tag, pattern: '('}"), 8, "regular expression"),
        (GOOD.replace("headers: [Nr, Titel]", "headers: []"), 3, "headers"),
        (GOOD.replace("name: mine", "name: [mine"), 2, "YAML"),
        (GOOD.replace("country: DE", "country: 5"), 4, "country"),
        (GOOD.replace("column: Tag", "colum: Tag"), 8, "colum"),
        (GOOD.replace("  number: Nr\n", ""), 5, "number"),
        ("- a\n- b\n", 1, "the file"),
        ("", 1, "the file"),
    ],
)
def test_a_wrong_mapping_is_told_with_its_line(broken: str, line: int, said: str) -> None:
    with pytest.raises(MappingError) as told:
        parse_mapping(broken, "mine.yaml")
    assert f"Line {line} of mine.yaml" in str(told.value)
    assert f"第 {line} 行" in str(told.value)
    assert said in str(told.value)


def test_a_table_no_mapping_knows_is_read_with_one_that_is_given(tmp_path: Path, write: Write) -> None:
    path = write([["Nr", "Titel", "Tag"], ["10 2004 001 582 A1", "Ein Ding", "2004-01-12"], ["", "Ohne", ""]])
    assert not TableImporter().accepts(path, path.read_bytes())
    (unknown,) = TableImporter().read(path)
    assert isinstance(unknown, Broken)
    assert "nr, titel, tag" in unknown.reason
    (tmp_path / "mine.yaml").write_text(GOOD, "utf-8")
    importer = TableImporter(mapping=load_mapping(tmp_path / "mine.yaml"))
    assert importer.accepts(path, path.read_bytes())
    found, broken = importer.read(path)
    assert isinstance(found, Found)
    assert (str(found.patent.number), found.patent.texts["de"].title, found.patent.filed) == (
        "DE102004001582A1",
        "Ein Ding",
        date(2004, 1, 12),
    )
    assert isinstance(broken, Broken)
    assert broken.place == "line 3"


def test_a_given_mapping_that_does_not_fit_says_what_is_missing(tmp_path: Path, write: Write) -> None:
    (broken,) = TableImporter(mapping=parse_mapping(GOOD, "mine.yaml")).read(write([["a", "b", "c"], ["1", "2", "3"]]))
    assert isinstance(broken, Broken)
    assert "mine" in broken.reason
    assert "titel" in broken.reason
    with pytest.raises(MappingError, match=r"none\.yaml"):
        load_mapping(tmp_path / "none.yaml")


def test_names_of_columns_are_the_same_in_full_width() -> None:
    assert plain(" 公开（公告）号 ") == plain("公开(公告)号")
    assert plain("Title – DWPI") == plain("title - dwpi")
