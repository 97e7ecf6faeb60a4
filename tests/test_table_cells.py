"""Cells of tables: whatever is written comes back as itself, and every printed form of a day, symbol or list is read."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.importers.tables.cells import items, text
from knowledge.patents.importers.tables.claim_text import split_claims
from knowledge.patents.importers.tables.days import day_of
from knowledge.patents.importers.tables.documents import right_of, stage_of
from knowledge.patents.importers.tables.priorities import priority_of
from knowledge.patents.importers.tables.symbols import ipc, uspc
from knowledge.patents.importers.tables.wording import language_of
from knowledge.patents.numbers import NumberError, parse_publication

DAYS = st.dates(date(1790, 1, 1), date(2100, 12, 31))
PARTS = st.lists(st.text("abcXYZ 甲乙=+@'", min_size=1, max_size=8).map(str.strip).filter(bool), max_size=5)
quick = settings(max_examples=40, deadline=None)


@quick
@given(DAYS)
def test_a_day_is_read_in_every_plain_form(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    forms = [
        f"{y}-{m:02}-{d:02}",
        f"{y}.{m}.{d}",
        f"{y}/{m:02}/{d:02}",
        f"{y}{m:02}{d:02}",
        f"{y}年{m}月{d}日",
        f"{d:02}.{m:02}.{y}",
    ]
    assert {day_of(form) for form in [*forms, f"{y}-{m:02}-{d:02}T23:59:59.000Z", f"{y}-{m:02}-{d:02} 00:00:00"]} == {
        day
    }
    assert day_of(datetime(y, m, d, 8)) == day_of(day) == day_of(int(f"{y}{m:02}{d:02}")) == day


@quick
@given(DAYS.filter(lambda day: day > date(1900, 3, 1)))
def test_a_day_of_a_workbook_may_be_a_number(day: date) -> None:
    assert day_of((day - date(1899, 12, 30)).days) == day


@pytest.mark.parametrize("written", ["", "0000-00-00", "00000000", None, "0"])
def test_no_day_is_no_day(written: object) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize("written", ["03/04/2015", "2015-02-30", "20151340", "yesterday", "2015"])
def test_what_could_be_several_days_or_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_of(written)


def test_a_mapping_says_the_order_of_a_day() -> None:
    assert day_of("03/04/2015", ["%d/%m/%Y"]) == date(2015, 4, 3)
    assert day_of("03/04/2015", ["%m/%d/%Y"]) == date(2015, 3, 4)


@quick
@given(PARTS)
def test_a_list_comes_back_however_it_is_written(parts: list[str]) -> None:
    wanted = [part for part in parts if part not in ("-",)]
    assert items(parts, (";;",)) == items(";;".join(parts), (";;",)) == items(json.dumps(parts), (";;",)) == wanted


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "[2004 ES]", '"quoted"', "a\nb", "Ａ　甲"]
)
def test_text_stays_as_it_is(cell: str) -> None:
    assert text(cell) == cell.strip()


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (5186960.0, "5186960"),
        (True, "true"),
        (None, ""),
        ("\x00A\x07", "A"),
        ("a_x000D_\nb", "a\nb"),
        (" - ", ""),
        ("N/A", ""),
        (date(2013, 1, 2), "2013-01-02"),
    ],
)
def test_cells_of_workbooks_become_text(cell: object, wanted: str) -> None:
    assert text(cell) == wanted


@quick
@given(st.from_regex(r"\A[A-H]\d{2}[A-Z]\Z"), st.integers(1, 9999), st.from_regex(r"\A\d{2,6}\Z"))
def test_a_symbol_is_the_same_in_every_form(subclass: str, group: int, sub: str) -> None:
    forms = [f"{subclass}{group}/{sub}", f"{subclass} {group}/{sub}", f"{subclass}-{group:04}/{sub}", f"{subclass}-{group:03}/{sub}", f"{subclass}{group}/{sub}(2006.01)I", f"{subclass.lower()}{group}/{sub}", f"{subclass} {group}/{sub} 20060101AFI20130830BHKR"]  # fmt: skip
    assert {ipc(form) for form in forms} == {f"{subclass} {group}/{sub}"}
    assert ipc(subclass) == subclass


def test_symbols_that_are_none_stay() -> None:
    assert (ipc("E"), ipc("A21D 13/0"), ipc("14-03")) == ("E", "A21D 13/0", "14-03")
    assert (uspc("514/008.6"), uspc("257/E21.568"), uspc("D9/428"), uspc("1")) == (
        "514/8.6",
        "257/E21.568",
        "D9/428",
        "1",
    )


@pytest.mark.parametrize(
    ("printed", "number", "day"),
    [
        ("US 65784810 A 20100129", "US65784810A", date(2010, 1, 29)),
        ("US 2011 0040981 W 20110617", "US20110040981W", date(2011, 6, 17)),
        ("60/225,166 14.08.2000 US", "US60225166", date(2000, 8, 14)),
        ("200402236U 2004-10-01T23:59:59.000Z ES", "ES200402236U", date(2004, 10, 1)),
        ("US 20091030 12/609,638", "US12609638", date(2009, 10, 30)),
        ("2012.01.16 DE 202012000389.5", "DE2020120003895", date(2012, 1, 16)),
        ("CA 783996T A", "CA783996TA", None),
        ("WO1995US13219A", "WO1995US13219A", None),
        ("不明", "不明", None),
    ],
)
def test_priorities_in_the_order_each_service_prints(printed: str, number: str, day: date | None) -> None:
    made = priority_of(printed)
    assert (made.number, made.day) == (number, day)


def test_claims_count_only_in_sequence() -> None:
    whole = "1.一种合金,含0.6～1.2％的锌。2.根据权利要求1所述的合金,厚度为2.5毫米；3.根据权利要求2所述的合金。"
    assert [claim[:2] for claim in split_claims(whole)] == ["1.", "2.", "3."]
    assert split_claims("1-20. (canceled) \n 21. A method of claim 1 at 30. degrees.") == (
        "1-20. (canceled)",
        "21. A method of claim 1 at 30. degrees.",
    )
    assert split_claims("What is claimed is: 1. A thing.\n 2. It.") == ("1. A thing.", "2. It.")
    assert split_claims("The ornamental design, as shown.") == ("The ornamental design, as shown.",)
    assert split_claims(" ") == ()


@quick
@given(st.lists(st.from_regex(r"\A[A-Z][a-z ]{3,20}[a-z]\Z"), min_size=1, max_size=30))
def test_claims_come_back_as_they_were_numbered(bodies: list[str]) -> None:
    claims = [f"{number}. {body}." for number, body in enumerate(bodies, start=1)]
    assert list(split_claims("\n ".join(claims))) == claims


@pytest.mark.parametrize(
    ("title", "country", "language"),
    [
        ("Verfahren Und Gerät Zur Fernbedienung Einer Drohne", "AT", "de"),
        ("Procede Et Systeme De Brouillage", "FR", "fr"),
        ("Jet-type Steam Engine", "DE", "en"),
        ("PIZZA DIE", "DE", "en"),
        ("エンジン", "JP", "ja"),
        ("轴流涡喷增压器", "CN", "zh"),
        ("橙黃醯胺", "TW", "zh-hant"),
        ("암 진단", "KR", "ko"),
        ("Спосіб", "UA", "uk"),
        ("Camera De Combustao", "US", "en"),
    ],
)
def test_the_language_of_a_title(title: str, country: str, language: str) -> None:
    assert language_of(title, country) == language


@pytest.mark.parametrize(
    ("number", "right", "stage"),
    [
        ("CN202644312U", "utility_model", "grant"), ("CN108982325A", "invention", "application"), ("CN105385897B", "invention", "grant"),
        ("US5824316A", "invention", "grant"), ("US20110185700A1", "invention", "application"), ("USD645062S", "design", "grant"),
        ("USRE43633E", "invention", "corrected"), ("USPP3823P", "plant", "grant"), ("EP2862606B8", "invention", "corrected"),
        ("KR101326617", "invention", "grant"), ("KR20010067590", "invention", "application"), ("AU2012101421A4", "utility_model", "application"),
        ("WO2001063543A2", "invention", "application"), ("AT556755T", "other", "grant"), ("UST949002I4", "other", "application"),
    ],
)  # fmt: skip
def test_what_a_document_is_by_its_number(number: str, right: str, stage: str) -> None:
    parsed = parse_publication(number)
    assert (right_of(parsed).value, stage_of(parsed).value) == (right, stage)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("JP H01142348 A", "JPH01142348A"), ("JPH11-42348A", "JPH1142348A"), ("JP10507077A", "JPH10507077A"), ("JP11243846", "JPH11243846"),
        ("JP05666908B2", "JP5666908B2"), ("JPS63123456A", "JPS63123456A"), ("JP2002034524A", "JP2002034524A"),
        ("KR0982186B1", "KR100982186B1"), ("KR 101326617 B1", "KR101326617B1"), ("kr1020010067590", "KR20010067590"), ("KR 200123456 Y1", "KR200123456Y1"),
        ("mxPA/a/2005/008192", "MXPA05008192"), ("mxMX/a/2008/013315", "MX2008013315"), ("MX/a/2008/013315", "MX2008013315"),
        ("IN 1442CH2015 A", "IN1442CH2015A"), ("IT2010RM0160A1", "ITRM20100160A1"), ("ITRM20100160A1", "ITRM20100160A1"),
        ("EP 0259054 B9 20031217", "EP259054B9"), ("AU 2009 351236 B9 20130627", "AU2009351236B9"), ("BR PI0620970 A2", "BRPI0620970A2"),
        ("GB 0901975 D0", "GB0901975D0"), ("GB 901975 A", "GB901975A"), ("USRE033508", "USRE33508"),
    ],
)  # fmt: skip
def test_publication_numbers_of_other_services_meet_docdb(printed: str, canonical: str) -> None:
    assert str(parse_publication(printed)) == canonical
    assert str(parse_publication(canonical)) == canonical


@pytest.mark.parametrize("printed", ["", "uuid", "21db563b-5b9f-42a6-a167-f64ba356a4f8", "2013", "CN"])
def test_what_is_no_publication_number(printed: str) -> None:
    with pytest.raises(NumberError):
        parse_publication(printed)
