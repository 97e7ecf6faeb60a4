"""Files as exporters and accidents make them: encodings, delimiters, open quotes, merged headers, bombs, cut-off archives."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from evals.patents.tables import tallies, written
from knowledge.patents.importers.tables import reasons, workbook
from knowledge.patents.importers.tables.delimited import delimiter_of
from knowledge.patents.importers.tables.encoding import encoding_of
from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Broken, Found, Outcome
from tests.conftest import SHARED

HEAD = ["公开（公告）号", "申请号", "申请日", "发明名称", "申请（专利权）人", "摘要"]
ROWS = [
    ["CN202644312U", "CN201220249767.4", "2012-05-31", "一种钢筋混凝土轨枕", "海安县建莲商品混凝土有限公司", "本实用新型公开了一种钢筋混凝土轨枕，弹性好。"],
    ["CN202644313U", "CN201220249771.0", "2012-05-31", "改进的混凝土轨枕", "甲公司;乙公司", "本实用新型公开了改进的混凝土轨枕。"],
]  # fmt: skip


def read(path: Path) -> list[Outcome]:
    return list(TableImporter().read(path))


def keys(made: Sequence[Outcome]) -> list[str]:
    return [str(outcome.patent.number) if isinstance(outcome, Found) else outcome.place for outcome in made]


def accepted(path: Path) -> bool:
    return TableImporter().accepts(path, path.read_bytes()[: 1 << 16])


def text_file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "export.bin"  # names lie
    path.write_bytes(text.encode(encoding))
    return path


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [[cell.replace(";", "；") for cell in row] for row in ROWS]
    path = text_file(tmp_path, table([HEAD, *rows], delimiter), encoding)
    assert accepted(path)
    made = read(path)
    assert keys(made) == ["CN202644312U", "CN202644313U"]
    mark = len("".encode(encoding)) if encoding in ("utf-16", "utf-32") else 0  # the reader leaves it out
    assert made[-1].offset == path.stat().st_size - mark
    first = made[0]
    assert isinstance(first, Found)
    assert first.patent.texts["zh"].title == ROWS[0][3]


def test_a_long_plain_beginning_does_not_hide_the_encoding(tmp_path: Path) -> None:
    plain_rows = [[f"CN20264{number:04}U", "", "", "rail", "", "steel"] for number in range(3000)]
    path = tmp_path / "long.csv"
    path.write_bytes(table([["Publication Number", "Title - DWPI", "Publication Date", "x", "y", "z"]]).encode() + table([[row[0], row[3], "", "", "", ""] for row in plain_rows]).encode() + ",".join(["CN202644312U", "一种钢筋混凝土轨枕及其制造方法", "", "", "", ""]).encode("gb18030"))  # fmt: skip
    assert path.stat().st_size > 1 << 16
    assert encoding_of(path) == "gb18030"
    last = read(path)[-1]
    assert isinstance(last, Found)
    assert [text.title for text in last.patent.texts.values()] == ["一种钢筋混凝土轨枕及其制造方法"]


def test_a_damaged_line_of_utf8_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    whole = table([HEAD, *ROWS]).encode().split(b"\r\n")
    path = tmp_path / "damaged.csv"
    path.write_bytes(b"\r\n".join([whole[0], whole[1], whole[1][:40] + b"\xff\xfe" + whole[1][40:], whole[2], b""]))
    made = read(path)
    assert keys(made) == ["CN202644312U", "line 3", "CN202644313U"]
    assert isinstance(made[1], Broken)
    assert "utf-8" in made[1].reason


def test_quoted_line_ends_and_delimiters_stay_in_their_cell(tmp_path: Path) -> None:
    row = ["CN202644312U", "", "", '"轨枕,\r\n""改进""的"', "", '"=1+1"']
    made = read(text_file(tmp_path, table([HEAD, row, ROWS[1]])))
    assert [outcome.place for outcome in made] == ["line 2", "line 4"]
    assert isinstance(made[0], Found)
    assert made[0].patent.texts["zh"].title == '轨枕,\n"改进"的'
    assert made[0].patent.texts["en"].abstract == "=1+1"  # data, not a formula


def test_an_open_quote_costs_one_line(tmp_path: Path) -> None:
    broken = ["CN202644399U", "", "", '"轨枕', "", ""]
    made = read(
        text_file(
            tmp_path,
            table(
                [HEAD, ROWS[0], broken, ROWS[1], *[[f"CN3026443{n:02}U", "", "", "钢轨", "", ""] for n in range(30)]]
            ),
        )
    )
    assert keys(made)[:3] == ["CN202644312U", "line 3", "CN202644313U"]
    assert len(made) == 33
    assert isinstance(made[1], Broken)
    assert made[1].reason == reasons.OPEN_QUOTE


def test_ragged_rows_nulls_and_blank_lines(tmp_path: Path) -> None:
    rows = [HEAD, ROWS[0][:4], [*ROWS[0], "more"], [*ROWS[0], "", ""], [""] * 6, ["CN2026443\x0013U", *ROWS[1][1:]]]
    made = read(text_file(tmp_path, table(rows) + "\r\n"))
    assert keys(made) == ["line 2", "line 3", "CN202644312U", "CN202644313U"]
    assert [outcome.reason for outcome in made if isinstance(outcome, Broken)] == [
        reasons.ragged(4, 6),
        reasons.ragged(7, 6),
    ]


def test_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    above = [["检索式：轨枕"], ["导出时间", "2013-01-05"], []]
    made = read(text_file(tmp_path, table([*above, HEAD, *ROWS])))
    assert keys(made) == ["CN202644312U", "CN202644313U"]
    assert made[0].place == "line 5"


def test_a_cell_that_cannot_be_read_is_told_with_its_column(tmp_path: Path) -> None:
    rows = [[ROWS[0][0], "", "2012-02-31", "", "", ""], ["轨枕", "", "", "", "", ""], ["", "", "", "轨枕", "", ""]]
    made = read(text_file(tmp_path, table([HEAD, *rows])))
    told = [outcome.reason for outcome in made if isinstance(outcome, Broken)]
    assert ["“申请日”" in told[0], "2012-02-31" in told[0]] == [True, True]
    assert ["“公开（公告）号”" in told[1], "轨枕" in told[1]] == [True, True]
    assert told[2] == reasons.NO_NUMBER


def test_json_lines_with_bad_lines(tmp_path: Path) -> None:
    row = '{"publication_number": "CN202644312U", "all_publication_numbers": [], "title": "轨枕", "ipc_subclasses": "[\\"E01B\\"]"}'
    deep = "[" * 100_000
    path = text_file(tmp_path, "\n".join([row, "{", "", "[1]", f'{{"title": {deep}', row]))
    made = read(path)
    assert keys(made) == ["CN202644312U", "line 2", "line 4", "line 5", "CN202644312U"]
    assert {outcome.reason for outcome in made if isinstance(outcome, Broken)} == {reasons.NOT_AN_OBJECT}
    assert isinstance(made[0], Found)
    assert [symbol.code for symbol in made[0].patent.symbols] == ["E01B"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    assert not accepted(path)
    (told,) = read(path)
    assert isinstance(told, Broken)


def book(tmp_path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(list(row))
    path = tmp_path / "export.xlsx"
    made.save(path)
    return path


def test_a_workbook_with_titles_dates_numbers_and_several_sheets(tmp_path: Path) -> None:
    first = [["专利清单"], [], HEAD, ["CN202644312U", "CN201220249767.4", datetime(2012, 5, 31), "轨枕", "甲公司", "'=1+1"], ["CN202644313U", None, 41060, "轨枕", None, None], [None] * 6, ["CN202644314U", None, 20120531, "轨枕"]]  # fmt: skip
    path = book(tmp_path, first, [], [HEAD, ROWS[1]], [["说明", "只是说明"]])
    assert accepted(path)
    made = read(path)
    assert keys(made) == ["CN202644312U", "CN202644313U", "CN202644314U", "CN202644313U", "sheet Sheet3 row 1"]
    assert [outcome.place for outcome in made[:4]] == ["sheet Sheet row 4", "sheet Sheet row 5", "sheet Sheet row 7", "sheet Sheet2 row 2"]  # fmt: skip
    days = [outcome.patent.filed for outcome in made if isinstance(outcome, Found)]
    assert days == [date(2012, 5, 31)] * 4
    offsets = [outcome.offset for outcome in made]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= path.stat().st_size


def test_a_header_merged_over_two_rows(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["号码", None, "日期", "发明名称", "申请（专利权）人", "摘要"])
    sheet.append(["公开（公告）号", "申请号", "申请日"])
    sheet.append(ROWS[0])
    for span in ("A1:B1", "D1:D2", "E1:E2", "F1:F2"):
        sheet.merge_cells(span)
    path = tmp_path / "merged.xlsx"
    made.save(path)
    (found,) = read(path)
    assert isinstance(found, Found)
    assert (found.patent.texts["zh"].title, found.patent.holders[0].name) == (ROWS[0][3], ROWS[0][4])
    assert found.place == "sheet Sheet row 3"


def test_formulas_count_by_their_values(tmp_path: Path) -> None:
    path = book(tmp_path, [HEAD, ["CN202644312U", None, None, "=1+1", None, None]])
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")  # fmt: skip
    with zipfile.ZipFile(path, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    assert path.read_bytes() != whole
    (found,) = read(path)
    assert isinstance(found, Found)
    assert [text.title for text in found.patent.texts.values()] == ["2"]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ALWAYS_FINE", 1 << 16)
    path = book(tmp_path, [HEAD, ROWS[0]])
    assert len(read(path)) == 1
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/media/bomb.bin", b"\0" * (8 << 20))
    (told,) = read(path)
    assert isinstance(told, Broken)
    assert told.reason == reasons.SWOLLEN


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    path = book(tmp_path, [HEAD, ROWS[0]])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + sheet.replace(
        b"</row>", b"<!-- --></row>"
    )
    with zipfile.ZipFile(path, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    told = read(path)
    assert told
    assert all(isinstance(outcome, Broken) for outcome in told)


def test_a_cut_off_workbook_other_archives_and_old_files(tmp_path: Path) -> None:
    path = book(tmp_path, [HEAD, *ROWS])
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(path.read_bytes()[:-200])
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as out:
        out.writestr("a.xml", "<a/>")
    assert [outcome.reason for outcome in read(cut) if isinstance(outcome, Broken)] == [reasons.NOT_A_WORKBOOK]
    assert [outcome.reason for outcome in read(old) if isinstance(outcome, Broken)] == [reasons.OLD_OFFICE]
    assert (accepted(old), accepted(other)) == (True, False)


def test_a_wrong_size_in_a_sheet_loses_no_cells(tmp_path: Path) -> None:
    path = book(tmp_path, [HEAD, *ROWS])
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:F3"', b'ref="A1"')
    with zipfile.ZipFile(path, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    assert keys(read(path)) == ["CN202644312U", "CN202644313U"]


def test_the_delimiter_is_the_one_that_cuts_evenly() -> None:
    assert delimiter_of("a;b;c\n1,5;2;3\n4,5;5;6\n") == ";"
    assert delimiter_of("a\tb\n1, 2, 3\t4\n") == "\t"


def test_the_table_of_figures(tmp_path: Path) -> None:
    for name in ("cn_cnki_abstract_claims_33", "cn_title_abstract_137"):
        (tmp_path / f"{name}.jsonl").symlink_to(SHARED / "patents" / f"{name}.jsonl")
    (tmp_path / "README.md").write_text("# about\n", "utf-8")
    found = tallies(tmp_path)
    assert [(each.rows, each.records, each.rejected) for each in found] == [
        (33, 33, {}),
        (137, 0, {reasons.NO_NUMBER: 137}),
    ]
    assert "| all | 170 | 33 | 33 | 137 |" in written(found)
    assert "137 × No publication number" in written(found)
