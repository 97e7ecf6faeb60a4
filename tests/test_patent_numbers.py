"""Application numbers: every office's printed forms come to one, and a check digit that does not fit is told."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.applications import cn_check, ep_check, us_series
from knowledge.patents.numbers import NumberError, parse_application
from tests.conftest import SHARED

PATENTS = SHARED / "patents"
held = pytest.mark.skipif(not PATENTS.exists(), reason="the shared data is not here")


@cache
def rows(name: str) -> list[dict[str, Any]]:
    with (PATENTS / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("CN201220249767.4", "CN201220249767.4"), ("201220249766.X", "CN201220249766.X"), ("CN 200710063161 A", "CN200710063161.5"),
        ("ZL 97 1 01765.4", "CN97101765.4"), ("ZL95115608.X", "CN95115608.X"), ("CN 99225294 U", "CN99225294.6"),
        ("ＣＮ２０１２２０２４９７６７．４", "CN201220249767.4"), ("CN201110181328A", "CN201110181328.4"),
        ("12/657,848", "US12/657848"), ("US 65784810 A", "US12/657848"), ("09/089931", "US09/089931"), ("US 201113091119 A", "US13/091119"),
        ("US1996653037A", "US08/653037"), ("US 2013-396697", "US2013-396697"), ("US 1795415 A", "US1915-017954"), ("GB 1233389D A", "GB1233389D"), ("KR 780000451 A", "KR10-1978-0000451"), ("D/723094", "US29/723094"), ("US 33303501 P", "US60/333035"), ("60/225,166", "US60/225166"),
        ("PCT-US2013-038260", "PCT/US2013/038260"), ("PCT/US98/23231", "PCT/US1998/023231"), ("US 2006/0000980 W", "PCT/US2006/000980"),
        ("EP 2009007340 W", "PCT/EP2009/007340"), ("WO1998US23231A", "PCT/US1998/023231"), ("WO2008EP66124A", "PCT/EP2008/066124"),
        ("IB 2011052575 W", "PCT/IB2011/052575"), ("EP1995936339A", "EP95936339.1"), ("EP 07873759 A", "EP07873759.0"),
        ("EP99203729.1", "EP99203729.1"), ("特願平10-507077", "JP1998-507077"), ("特願2005-123456", "JP2005-123456"),
        ("実願昭60-12345", "JPU1985-012345"), ("JP 2019026290 A", "JP2019-026290"), ("JP 10523590 A", "JP1990-105235"),
        ("KR 20110075838 A", "KR10-2011-0075838"), ("KR 10-2015-7008399", "KR10-2015-7008399"), ("DE 102012104783 A", "DE102012104783"),
        ("DE 20 2012 000 389.5", "DE202012000389"), ("GB 0409664.2", "GB0409664"), ("AU 2006/292754 A", "AU2006292754"),
        ("TW 98123456", "TW098123456"), ("IN2007CN3596A", "IN2007CN3596"),
    ],
)  # fmt: skip
def test_printed_forms_have_one_canonical_form(printed: str, canonical: str) -> None:
    read = parse_application(printed)
    assert (read.canonical, read.printed, read.problem) == (canonical, printed, "")


@pytest.mark.parametrize(
    "text", ["", "patent", "CN123", "CN301310123456.7X", "201013101234", "US", "PCT/US", "12/", "CN188810123456"]
)
def test_what_is_no_application_number_is_said_so(text: str) -> None:
    with pytest.raises(NumberError, match="is no application number"):
        parse_application(text)


def test_a_wrong_check_digit_is_told_in_both_languages_and_put_right() -> None:
    read = parse_application("CN201220249767.5")
    assert read.canonical == "CN201220249767.4"
    assert "校验位应为 4" in read.problem
    assert "should be 4, not 5" in read.problem
    assert "should be 1, not 2" in parse_application("EP99203729.2").problem


def test_the_number_says_which_right_is_asked_for() -> None:
    asked = {parse_application(text).kind for text in ("CN201220249767.4", "CN201290000017", "DE 202012000389")}
    assert asked == {"U"}
    assert parse_application("CN201230249767").kind == "S"
    assert parse_application("JP 2019026290", kind="U").canonical == "JPU2019-026290"


def test_the_year_of_filing_settles_an_old_database_form() -> None:
    assert parse_application("US20089078A", filed=2008).canonical == "US12/009078"
    assert parse_application("US20089078A", filed=1978).canonical == "US05/200890"


@held
def test_the_check_digits_of_the_chinese_export_are_those_we_compute() -> None:
    numbers = [row["application_number"] for row in rows("cn_cnipa_export_199.jsonl")]
    assert len(numbers) == 199
    for number in numbers:
        assert parse_application(number).problem == ""
        assert parse_application(number[:-2]).canonical == number


@held
def test_wips_numbers_agree_with_those_of_the_same_office() -> None:
    chinese = [row for row in rows("wips_abstract_claim_us_cn_kr.jsonl") if row["country"] == "CN"]
    read = [parse_application(row["application_number"], "CN").canonical for row in chinese]
    assert all(re.fullmatch(r"CN(\d{8}|\d{12})\.[\dX]", each) for each in read)
    assert parse_application("2001-00113592", "CN").canonical.startswith("CN01113592.")


@held
def test_the_series_of_a_us_application_follows_from_year_and_serial() -> None:
    right = wrong = 0
    for row in rows("us_ppubs_fulltext_biblio.jsonl"):
        found = re.fullmatch(r"(\d\d)/(\d{6})", row.get("application_number") or "")
        year = int((row.get("filing_date") or "9999")[:4])
        if found and int(found[1]) < 29 and year <= 2010:
            same = us_series(year, int(found[2])) == int(found[1])
            right, wrong = right + same, wrong + (not same)
    assert right > 120
    assert wrong / right < 0.03  # national phases carry the filing year of their international application


def shapes() -> Iterator[tuple[str, str]]:
    """One printed form of each shape in the data, with its office."""
    seen: set[tuple[str, str]] = set()
    for name, field, office in (
        ("lens_drones.jsonl", "application_number", ""), ("lens_jet_engine.jsonl", "application_number", ""),
        ("wipo_synbio_citations_families.jsonl", "application_numbers", ""), ("us_ppubs_fulltext_biblio.jsonl", "application_number", "US"),
        ("cn_cnipa_export_199.jsonl", "application_number", ""), ("wips_abstract_claim_us_cn_kr.jsonl", "application_number", "country"),
        ("wips_abstract_claim_us_cn_kr.jsonl", "pct_application", ""),
    ):  # fmt: skip
        for row in rows(name):
            text = (row.get(field) or "").split(";")[0].strip()
            shape = re.sub(r"\d+", lambda run: "9" * len(run[0]), text)
            if text and (name, shape) not in seen:
                seen.add((name, shape))
                yield text, row["country"] if office == "country" else office


@held
def test_the_forms_in_the_data_are_read() -> None:
    forms = list(shapes())
    assert len(forms) >= 80
    unread = []
    for text, office in forms:
        try:
            read = parse_application(text, office)
            assert parse_application(read.canonical).canonical == read.canonical, text
        except NumberError:
            unread.append(text)
    assert len(unread) <= len(forms) * 0.01, unread


@given(st.integers(1985, 2099), st.sampled_from("12389"), st.integers(0, 9_999_999))
@settings(max_examples=60)
def test_a_chinese_number_reads_the_same_with_and_without_its_check_digit(year: int, kind: str, serial: int) -> None:
    digits = f"{year}{kind}{serial:07d}"
    check = cn_check(digits)
    forms = [
        f"CN{digits}",
        f"CN {digits}.{check}",
        f"ZL{digits[:4]} {digits[4]} {digits[5:]}.{check}",
        f"{digits}{check}",
    ]
    assert {parse_application(form).canonical for form in forms} == {f"CN{digits}.{check}"}


@given(st.integers(0, 99_999_999), st.integers(0, 7), st.integers(1, 9))
@settings(max_examples=60)
def test_one_wrong_digit_never_keeps_its_check_digit(number: int, place: int, shift: int) -> None:
    digits = f"{number:08d}"
    other = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert ep_check(digits) != ep_check(other)
    assert cn_check(digits) != cn_check(other)


@given(st.text(max_size=24))
@settings(max_examples=80)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_application(text)
    except NumberError:
        return
    assert parse_application(read.canonical).canonical == read.canonical
