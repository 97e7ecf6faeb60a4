"""Days that options state and questions speak of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import EARLIEST, LATEST, day_meant, days_in, parse_day
from tests.conftest import TODAY

MARCH = date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    ["2027-03-01", "2027-03", "2027-3-1 ", "2027/3/1", "2027.3.1", "2027年3月1日", "2027年3月", "二〇二七年三月一日", "明年三月",
     "明年3月份", "March 2027", "1 March 2027", "1st of March, 2027", "March 1, 2027", "next March"],
)  # fmt: skip
def test_a_day_can_be_written_in_many_ways(text: str) -> None:
    assert parse_day(text, TODAY) == MARCH


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", date(2026, 11, 22)), ("今天", date(2026, 11, 22)), ("Tomorrow", date(2026, 11, 23)), ("昨天", date(2026, 11, 21)),
     ("明年", date(2027, 1, 1)), ("next year", date(2027, 1, 1)), ("今年", TODAY), ("this year", TODAY),
     ("去年3月", date(2025, 3, 1)), ("后年", date(2028, 1, 1)), ("next December", date(2026, 12, 1))],
)  # fmt: skip
def test_relative_days_count_from_today(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


def test_three_years_ago_is_not_the_year_before_last() -> None:
    assert [meant.day for meant in days_in("大前年申请的", TODAY)] in ([date(2023, 1, 1)], [])


@pytest.mark.parametrize(
    "text", ["", "banana", "2027-02-30", "2027年2月30日", "2027-13-01", "2027-W01-1", "改天", "42"]
)
def test_what_is_no_day_is_refused_with_the_form_to_use(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write it as YYYY-MM-DD"):
        parse_day(text, TODAY)


@pytest.mark.parametrize("text", ["1949-09-30", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_time_of_prc_law_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="outside 1949-10-01 to 2100-12-31"):
        parse_day(text, TODAY)


@given(st.dates(EARLIEST, LATEST))
def test_an_iso_day_is_read_as_itself(day: date) -> None:
    assert parse_day(day.isoformat(), TODAY) == day


@given(st.dates(EARLIEST, LATEST))
def test_a_chinese_day_is_read_as_itself(day: date) -> None:
    assert [meant.day for meant in days_in(f"于{day.year}年{day.month}月{day.day}日提出申请", TODAY)] == [day]


@pytest.mark.parametrize(
    "text", ["2027年1月1日以后提出的异议", "an opposition filed after 1 January 2027", "明年1月1日起的异议期限"]
)
def test_a_coming_day_decides_which_law_is_meant(text: str) -> None:
    meant = day_meant(text, TODAY)
    assert meant is not None
    assert meant.day == date(2027, 1, 1)


@pytest.mark.parametrize("text", ["2019年注册的商标怎么续展", "a mark registered in March 2018", "去年申请的专利"])
def test_a_past_day_is_a_fact_and_decides_nothing(text: str) -> None:
    assert days_in(text, TODAY)
    assert day_meant(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "截至2020年1月1日，异议期是多久",
        "the law as of 2020-01-01",
        "in force on 2020-01-01",
        "按照当时（2020年1月1日）的法律",
    ],
)
def test_a_past_day_decides_when_the_law_of_that_day_is_asked_for(text: str) -> None:
    meant = day_meant(text, TODAY)
    assert meant is not None
    assert (meant.day, meant.explicit) == (date(2020, 1, 1), True)


@pytest.mark.parametrize(
    "text",
    [
        "专利号ZL202710123456.7",
        "第2027条",
        "Article 2027",
        "（2019）京73民初1234号",
        "12月31日之前",
        "within 2030 days",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert days_in(text, TODAY) == []


@pytest.mark.parametrize("text", ["Can I license it for 2050 yuan?", "a fine of 2050 yuan", "为2049.5元"])
def test_an_amount_is_not_a_coming_year(text: str) -> None:
    assert day_meant(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["土地承包期为30年", "评估档案保存30年以上", "32年前注册的商标", "第30年的年费", "超过年费缴纳期限怎么办", "经过年度审查", "通过年度报告",
     "不超过年销售额百分之五"],
)  # fmt: skip
def test_a_term_of_years_is_not_a_coming_year(text: str) -> None:
    assert day_meant(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("下个月续展", date(2026, 12, 1)), ("renew next month", date(2026, 12, 1)), ("过了元旦再提异议", date(2027, 1, 1)),
     ("opposing in the new year", date(2027, 1, 1)), ("27年1月1日起", date(2027, 1, 1)), ("从三月开始", date(2027, 3, 1)),
     ("three months from now", date(2027, 2, 22)), ("从现在起六个月", date(2027, 5, 22))],
)  # fmt: skip
def test_a_coming_day_in_everyday_words_decides_too(text: str, day: date) -> None:
    meant = day_meant(text, TODAY)
    assert meant is not None
    assert meant.day == day


def test_days_come_in_the_order_of_the_text() -> None:
    found = days_in("from 1 March 2018 until 2027-01-01，以及明年5月", TODAY)
    assert [meant.day for meant in found] == [date(2018, 3, 1), date(2027, 1, 1), date(2027, 5, 1)]


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(EARLIEST <= meant.day <= LATEST for meant in days_in(text, TODAY))
