"""Urgency comes from legal periods in the text; days are read as people tell them; tone counts for nothing."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from tools.triage.days_told import days_told
from tools.triage.urgency import urgency_of

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("11月3日收到", date(2026, 11, 3)),
        ("12月3日收到", date(2025, 12, 3)),
        ("十一月五号收到", date(2026, 11, 5)),
        ("5号收到", date(2026, 11, 5)),
        ("25号收到", date(2026, 10, 25)),
        ("上周三收到", date(2026, 11, 11)),
        ("前天收到", date(2026, 11, 18)),
        ("三个星期前收到", date(2026, 10, 30)),
        ("10天前收到", date(2026, 11, 10)),
        ("上个月28号收到", date(2026, 10, 28)),
        ("received on Nov 3", date(2026, 11, 3)),
        ("received 3 November", date(2026, 11, 3)),
        ("two weeks ago", date(2026, 11, 6)),
        ("received yesterday", date(2026, 11, 19)),
        ("received last Wednesday", date(2026, 11, 18)),
        ("2026-11-02 served", date(2026, 11, 2)),
    ],
)
def test_a_day_is_read_seen_from_the_day_received(text: str, past: date) -> None:
    assert [each.past for each in days_told(text, FRIDAY)] == [past]


@pytest.mark.parametrize("text", ["2月30日收到", "13月5日", "没有日期", "no day at all", "第35类", "ZL202310123456.7"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days_told(text, FRIDAY) == []


@pytest.mark.parametrize(
    ("text", "level", "day"),
    [
        ("商标11月10日收到驳回通知，要复审", "urgent", date(2026, 11, 25)),
        ("Our trademark was refused, notice received on November 10", "urgent", date(2026, 11, 25)),
        ("发明专利驳回决定9月1日收到，想复审", "urgent", date(2026, 12, 1)),
        ("Patent rejection decision received on 1 September 2026, re-examination wanted", "urgent", date(2026, 12, 1)),
        ("判决书11月11日送达，不服，要上诉", "urgent", date(2026, 11, 26)),
        ("The first-instance judgment was served on 11 November, we appeal", "urgent", date(2026, 11, 26)),
        ("补正通知书10月8日收到，要求两个月内补正", "urgent", date(2026, 12, 7)),
        ("昨天收到商标异议答辩通知", "urgent", date(2026, 12, 21)),
        ("答复审查意见的期限是2027年3月1日", "dated", date(2027, 3, 1)),
    ],
)
def test_event_and_day_give_the_last_day(library: LawLibrary, text: str, level: str, day: date) -> None:
    found = urgency_of(library, text, FRIDAY)
    assert (found.level, found.day) == (level, day)
    assert found.words


@pytest.mark.parametrize("text", ["商标刚被驳回，怎么办", "We got a summons from a court", "法院寄来一份传票", "The EUIPO notified us of an opposition", "专利局来信了，看不懂"])  # fmt: skip
def test_an_event_without_its_day_is_unknown_and_asks(library: LawLibrary, text: str) -> None:
    found = urgency_of(library, text, FRIDAY)
    assert (found.level, found.ask) == ("unknown", True)


@pytest.mark.parametrize(
    "text",
    [
        "气死我了！！！三天不回邮件，你们是骗子吗？马上给我打电话！！！",
        "This is OUTRAGEOUS!!! Call me NOW or I will write to the press!",
        "请在周五前给我报价，非常急",
        "商标被驳回后一般多少天内可以复审？",
        "How long do we usually have to answer an office action?",
        "培训报名截止到12月5日吗",
    ],
)
def test_tone_business_days_and_general_questions_are_not_urgent(library: LawLibrary, text: str) -> None:
    assert urgency_of(library, text, FRIDAY).level == "none"


def test_the_shortest_period_counts_where_no_right_is_named(library: LawLibrary) -> None:
    assert urgency_of(library, "驳回通知11月12日收到了", FRIDAY).day == date(2026, 11, 27)
