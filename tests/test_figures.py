"""Quantities with their units, in statutes and in questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.figures import TIME, Quantity, figures, gives, units_asked
from knowledge.law.library import LawLibrary


@pytest.mark.parametrize(
    ("text", "found"),
    [("期限为二十年", {(20, "year")}), ("20年", {(20, "year")}), ("十五周年", {(15, "year")}), ("三个月内", {(3, "month")}),
     ("收到通知之日起十五日", {(15, "day")}), ("三十个工作日", {(30, "day")}), ("二十四小时", {(24, "hour")}),
     ("三万元以上五百万元以下", {(30_000, "yuan"), (5_000_000, "yuan")}), ("一倍以上五倍以下", {(1, "times"), (5, "times")}),
     ("百分之五十", {(50, "percent")}), ("10%", {(10, "percent")}), ("1,000元", {(1000, "yuan")}),
     ("20 years", {(20, "year")}), ("a twenty-year term", {(20, "year")}), ("a 6-month period", {(6, "month")}),
     ("forty-five days", {(45, "day")}), ("5 million yuan", {(5_000_000, "yuan")}), ("ten percent", {(10, "percent")})],
)  # fmt: skip
def test_a_quantity_is_read_with_its_unit(text: str, found: set[Quantity]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    ["2027年1月1日起施行", "2019年注册", "二〇二七年一月一日起施行", "第四十二条", "日内瓦", "many years", "", "几年"],
)
def test_a_calendar_date_and_a_number_without_unit_are_no_quantity(text: str) -> None:
    assert figures(text) == set()


@pytest.mark.parametrize(
    ("text", "wrong"), [("1.5万元", (50_000, "yuan")), ("0.5倍", (5, "times")), ("2.5年", (5, "year"))]
)
def test_a_fraction_is_not_read_from_its_last_digit(text: str, wrong: Quantity) -> None:
    assert wrong not in figures(text)


def test_parts_of_a_thousand_are_not_parts_of_a_hundred() -> None:
    assert figures("千分之三") != figures("百分之三")
    assert figures("万分之五") != figures("百分之五")
    assert figures("0.05%") == figures("万分之五")


@pytest.mark.parametrize(
    ("text", "value"), [("RMB 5,000,000", 5_000_000), ("RMB 1 million", 1_000_000), ("CNY 30,000", 30_000)]
)
def test_an_amount_with_the_currency_in_front_is_read(text: str, value: int) -> None:
    assert figures(text) == {(value, "yuan")}


@pytest.mark.parametrize(
    ("question", "units"),
    [("外观设计保护多久", TIME), ("How long does a design last?", TIME), ("几年", TIME), ("within what time must I oppose?", TIME),
     ("法定赔偿上限是多少", {"yuan", "times", "percent"}), ("How much are statutory damages?", {"yuan", "times", "percent"}),
     ("权利要求书最多多少页", {"count"}), ("情节严重的可以判几倍", {"times"}), ("印花税税率是多少", {"percent", "times"}),
     ("什么是专利", set()), ("What is a patent?", set())],
)  # fmt: skip
def test_a_question_asks_for_a_figure_in_certain_units(question: str, units: set[str]) -> None:
    assert units_asked(question) == units


@pytest.mark.parametrize(
    ("key", "question"),
    [("cn/patent-law@2021-06-01/art42", "外观设计专利权的期限是多久"), ("cn/patent-law@2021-06-01/art71", "法定赔偿最高多少"),
     ("cn/trademark-law@2019-11-01/art33", "how long is the opposition period"),
     ("cn/anti-monopoly-law@2022-08-01/art24", "At what share of the market is a company presumed to be dominant? What proportion?")],
)  # fmt: skip
def test_the_article_that_answers_gives_the_figure_asked_for(library: LawLibrary, key: str, question: str) -> None:
    article = library.by_key(key)
    assert article is not None
    assert gives(article.text, units_asked(question))


def test_an_article_without_figures_gives_none(library: LawLibrary) -> None:
    article = library.by_key("cn/patent-law@2021-06-01/art1")
    assert article is not None
    assert not gives(article.text, TIME)


@given(st.text(alphabet="一二三十百千万亿0123456789.,%年月日元倍百分之 RMBmillionyears", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(value >= 0 for value, _ in figures(text))
