"""Importing: tables in both languages, every bad row told with its line, nothing half-imported, the same table twice changes nothing."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from tests.portfolio.room import OTHER, OWNER, STAFF, TODAY, Records, make_room, mark, patent, put
from tools.audit.reading import list_audit
from tools.portfolio.drafting import drafts_of
from tools.portfolio.importing import number_drafts, preview, table_drafts, take_in
from tools.portfolio.numbering import NumberRefused, read_number, split_numbers
from tools.portfolio.reading import show_portfolio
from tools.principal import Principal, Role
from tools.refused import Refused

ZH = "权利类型,国家,申请号,名称,申请日,授权公告日,类别,权利人,法律状态\n发明,中国,ZL201710999991.2,一种主轴,2017年12月14日,2020-05-08,,甲公司;乙公司,有效\n商标,中国,第99900001号,青岚,2015/9/1,,第7类,甲公司,已注册\n商标,中国,99900001,青岚,2015-09-01,,9,甲公司,已注册\n"
EN = 'Kind,Country,Patent Number,Title,Filing Date,Grant Date,Owner,Status\nutility patent,US,"US 11,234,567 B2",Spindle,2019-01-20,2022-02-01,Qinglan,in force\nsoftware,China,2024SR9990001,System,,2024-04-02,Qinglan,\n'
BAD = [
    ("发明,ZL201710999991.4,2017-12-14,2020-05-08", "portfolio.check_digit"),
    ("发明,ZL201710999991.2,2017-12-14,2016-05-08", "portfolio.order"),
    ("发明,ZL201710999991.2,2027-12-14,", "portfolio.future"),
    ("什么权,ZL201710999991.2,2017-12-14,", "portfolio.kind"),
    ("实用新型,ZL201710999991.2,2017-12-14,", "portfolio.kind"),
    ("发明,,2017-12-14,", "portfolio.number"),
    ("发明,abc,2017-12-14,", "portfolio.number"),
    ("发明,ZL201710999991.2,昨天,", "portfolio.day"),
]


def book(text: str) -> bytes:
    sheet = Workbook()
    for line in text.splitlines():
        sheet.active.append(line.replace('"US 11,234,567 B2"', "US11234567B2").split(","))  # type: ignore[union-attr]
    out = io.BytesIO()
    sheet.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [ZH.encode(), ZH.encode("gb18030"), ZH.encode("utf-16"), book(ZH)])
def test_a_chinese_table_is_read_whatever_its_form(data: bytes) -> None:
    found = drafts_of(data, TODAY)
    assert not found.rejected
    (_, invention), (line, trademark) = found.accepted
    assert (invention.right, invention.number, invention.filed, invention.granted) == ("invention", "CN201710999991.2", date(2017, 12, 14), date(2020, 5, 8))  # fmt: skip
    assert invention.owners == ("甲公司", "乙公司")
    assert (line, trademark.number, trademark.nice) == (3, "99900001", (7, 9))  # two rows, one mark


@pytest.mark.parametrize("data", [EN.encode(), book(EN), EN.replace(",", "\t").replace('"US 11\t234\t567 B2"', "US11234567B2").encode()])  # fmt: skip
def test_an_english_table_is_read(data: bytes) -> None:
    found = drafts_of(data, TODAY)
    assert [facts.number for _, facts in found.accepted] == ["US11234567B2", "2024SR9990001"]
    assert [facts.state for _, facts in found.accepted] == ["live", "unknown"]


@pytest.mark.parametrize(("row", "name"), BAD)
def test_a_bad_row_is_told_with_line_and_reason_and_nothing_is_written(row: str, name: str) -> None:
    room = make_room()
    good = "发明,ZL202310999992.2,2023-03-06,"
    drafts = table_drafts(room, f"权利类型,申请号,申请日,授权日\n{good}\n{row}\n".encode())
    assert [(each.line, each.name) for each in drafts.rejected] == [(3, name)]
    assert drafts.rejected[0].why.zh
    assert drafts.rejected[0].why.en
    assert not take_in(room, OWNER, drafts).written
    assert held(room) == []
    assert take_in(room, OWNER, drafts, without_rejected=True).written
    assert held(room) == ["CN202310999992.2"]


def held(room: object) -> list[str]:
    with room.sessions() as session:  # type: ignore[attr-defined]
        return [asset.number for asset in show_portfolio(room, session, OWNER).assets]  # type: ignore[arg-type]


def test_a_number_twice_in_one_table_is_a_duplicate() -> None:
    table = "类型,申请号\n发明,ZL201710999991.2\n发明,CN201710999991.2\n"
    (rejected,) = drafts_of(table.encode(), TODAY).rejected
    assert (rejected.line, rejected.name) == (3, "portfolio.duplicate")
    assert "第2行" in rejected.why.zh


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "portfolio.empty"), (b" \n", "portfolio.empty"), ("类型,申请号\n".encode(), "portfolio.empty"), (b"a,b\n1,2\n", "portfolio.header"), (b"PK\x03\x04broken", "portfolio.unreadable"), (b"\x00\xff\x00\xfe" * 9, "portfolio.unreadable")],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(Refused) as refused:
        drafts_of(data, TODAY)
    assert refused.value.name == name


def test_more_rows_than_a_portfolio_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.portfolio.sheet.MOST", 2)
    with pytest.raises(Refused, match="2"):
        drafts_of("类型,申请号\n发明,ZL201710999991.2\n发明,ZL202310999992.2\n发明,ZL202610999995.X\n".encode(), TODAY)


def test_the_same_table_again_changes_nothing_and_an_empty_cell_erases_nothing() -> None:
    room = make_room()
    drafts = table_drafts(room, ZH.encode())
    assert take_in(room, OWNER, drafts).outcomes == ("added", "added")
    assert take_in(room, OWNER, drafts).outcomes == ("unchanged", "unchanged")
    thin = table_drafts(room, "类型,申请号,授权日,状态\n发明,ZL201710999991.2,,失效\n".encode())
    assert take_in(room, OWNER, thin).outcomes == ("changed",)
    with room.sessions() as session:
        asset = next(each for each in show_portfolio(room, session, OWNER).assets if each.right == "invention")
    assert (asset.state, asset.granted) == ("ended", date(2020, 5, 8))


def test_an_import_is_entered_into_the_audit() -> None:
    room = make_room()
    put(room, mark())
    with room.sessions() as session:
        admin = Principal("root", "ORG-IPOS", Role.ADMIN)
        assert "import portfolio" in {entry.action for entry in list_audit(session, admin)}


def test_only_the_own_organisation_may_import_and_staff_may_not() -> None:
    room = make_room()
    drafts = number_drafts(room, ["US11999999B2"])
    for who in (OTHER, STAFF):
        with pytest.raises(Refused) as refused:
            take_in(room, who, drafts, "ORG-QINGLAN")
        assert refused.value.name in ("not_found", "access.role")
    with pytest.raises(Refused) as missing:
        preview(room, OWNER, drafts, "ORG-NOBODY")
    with pytest.raises(Refused) as other:
        preview(room, OWNER, drafts, "ORG-DUHENG")
    assert str(missing.value).replace("ORG-NOBODY", "X") == str(other.value).replace("ORG-DUHENG", "X")


def test_typed_numbers_are_filled_in_from_records_or_kept_with_unknown_days() -> None:
    records = Records()
    records.patents.append(patent("CN106999999B", application="CN201710999991.2", filed=date(2017, 12, 14), published=date(2020, 5, 8)))  # fmt: skip
    drafts = number_drafts(make_room(records), ["CN106999999B", "CN114999999B", "nonsense"])
    (_, known), (_, bare) = drafts.accepted
    assert (known.source, known.number, known.filed, known.granted) == ("record", "CN201710999991.2", date(2017, 12, 14), date(2020, 5, 8))  # fmt: skip
    assert (bare.source, bare.filed, bare.state) == ("number", None, "unknown")
    assert [each.line for each in drafts.rejected] == [3]


def test_numbers_are_split_and_read_in_one_form() -> None:
    assert split_numbers("US 11,234,567 B2；ZL201710999991.2、第1234567号") == ["US 11,234,567 B2", "ZL201710999991.2", "第1234567号"]  # fmt: skip
    assert read_number("201710999991.2").number == read_number("ZL 2017 1 0999991.2").number == "CN201710999991.2"
    assert read_number("第1234567号", "mark").number == "1234567"
    with pytest.raises(NumberRefused, match="check digit"):
        read_number("201710999991.X")
