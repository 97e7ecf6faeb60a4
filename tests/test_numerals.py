"""Chinese numerals are read and written as statutes print them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from knowledge.numerals import NUMERAL, to_chinese, to_int


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("四十二", 42), ("一百", 100), ("一百零五", 105),
        ("一百一十", 110), ("二百一十九", 219), ("一千零五", 1005), ("一千二百六十", 1260), ("两百", 200),
        ("五百万", 5_000_000), ("一万二千亿", 1_200_000_000_000), ("二〇二六", 2026), ("二○二六", 2026), ("一八", 18),
    ],
)  # fmt: skip
def test_a_chinese_numeral_is_read(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


def test_a_number_with_both_yi_and_wan_is_read() -> None:
    assert to_int("一亿二千万") == 120_000_000


@pytest.mark.parametrize(("numeral", "value"), [("42", 42), ("４２", 42), (" 7 ", 7), ("0", 0), ("500万", 5_000_000)])
def test_an_arabic_number_is_read(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@pytest.mark.parametrize("numeral", ["", "  ", "-1", "4.5", "1.5万", "1,000", "²", "x", "第一", "法", "12五", "4 2"])
def test_what_is_no_whole_number_is_none(numeral: str) -> None:
    assert to_int(numeral) is None


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (11, "十一"), (42, "四十二"), (101, "一百零一"), (110, "一百一十"), (1005, "一千零五"),
     (1010, "一千零一十"), (1260, "一千二百六十"), (2000, "二千"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_a_number_is_written_as_statutes_do(number: int, numeral: str) -> None:
    assert to_chinese(number) == numeral


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_no_article_has_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 9999"):
        to_chinese(number)


@given(st.integers(1, 9999))
def test_what_is_written_reads_back(number: int) -> None:
    written = to_chinese(number)
    assert re.fullmatch(NUMERAL, written)
    assert to_int(written) == number


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿0123456789.,０９ ", max_size=30))
def test_any_string_of_numeral_characters_is_a_whole_number_or_none(text: str) -> None:
    value = to_int(text)
    assert value is None or value >= 0


def test_every_article_heading_of_the_civil_code_reads_and_writes_the_same(library: LawLibrary) -> None:
    code = library.names.resolve("民法典")
    assert code is not None
    (version,) = library.versions(code)
    numbers = [article.number for article in library.articles(version)]
    assert [number.number for number in numbers] == list(range(1, 1261))
    assert all(to_int(number.chinese.strip("第条")) == number.number for number in numbers)
