"""What is told of an event: days, events, rights and places are read, and what cannot be is refused in one sentence."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tools.deadlines.computing import calculate
from tools.deadlines.facts import Facts, check
from tools.deadlines.reading import read_day, read_event, read_jurisdiction, read_right, usual_jurisdiction
from tools.deadlines.rules_file import event_name, events
from tools.refused import Refused


@pytest.mark.parametrize(
    "text", ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", " 2026 年 3 月 5 日 "]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text, TODAY) == date(2026, 3, 5)


def test_relative_days() -> None:
    assert (read_day("today", TODAY), read_day("昨天", TODAY)) == (TODAY, date(2026, 11, 21))


BAD_DAYS = {
    "2026-02-30": "没有30日", "2025-02-29": "没有29日", "2026年2月30日": "没有30日", "2026-13-01": "没有13月", "2026-00-10": "没有0月",
    "2026-04-31": "没有31日", "2026-03": "不是一个完整的日期", "": "不是一个完整的日期", "soon": "不是一个完整的日期", "1880-01-01": "不在1949到2100",
    "2200-01-01": "不在1949到2100", "05/03/2026": "不是一个完整的日期", "2026-03-00": "没有0日",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD_DAYS.items())
def test_what_is_no_day_is_refused_in_both_languages(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(text, TODAY)
    one_sentence(str(refused.value), said)


def one_sentence(message: str, said: str) -> None:
    """Chinese first, then English, on one line."""
    assert said in message
    zh, _, en = message.partition("。/ ")
    assert re.search("[\u4e00-\u9fff]", zh)
    assert re.search("[a-z]{3}", en)
    assert "\n" not in message


@pytest.mark.parametrize("event", events())
def test_an_event_is_found_by_its_names(event: str) -> None:
    row, name = events()[event], event_name(event)
    assert {read_event(word) for word in (event, event.upper(), *row.aliases)} == {event}
    assert read_event(name.zh)
    assert read_event(name.en)


@pytest.mark.parametrize(
    ("text", "right"),
    [("发明", "invention"), ("Utility Model", "utility-model"), ("商标", "mark"), ("trademark", "mark"), ("外观设计", "design"), ("patent", "patent"), ("软件", "copyright"), ("any", "any"), ("布图设计", "layout"), ("商业秘密", "trade-secret")],
)  # fmt: skip
def test_a_right_is_found_by_its_names(text: str, right: str) -> None:
    assert read_right(text) == right


@pytest.mark.parametrize(
    ("text", "place"), [("cn", "CN"), ("中国", "CN"), ("US", "US"), ("epo", "EP"), ("all", "ALL"), ("马德里", "MADRID")]
)
def test_a_place_is_found_by_its_names(text: str, place: str) -> None:
    assert read_jurisdiction(text) == place


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [(read_event, "opposition-day", "没有“opposition-day”这种事件"), (read_right, "house", "看不出“house”"), (read_right, "发明和商标", "看不出"), (read_jurisdiction, "Atlantis", "没有“Atlantis”的期限规则"), (read_event, "", "没有“”这种事件")],
)  # fmt: skip
def test_an_unknown_word_is_refused_with_what_there_is(read: object, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)  # type: ignore[operator]
    one_sentence(str(refused.value), said)


@pytest.mark.parametrize(
    ("event", "right", "place"),
    [("publication", "mark", "CN"), ("final-office-action", "invention", "US"), ("intention-to-grant", "invention", "EP"), ("search-report", "patent", "PCT"), ("international-registration", "mark", "MADRID")],
)  # fmt: skip
def test_the_place_is_china_unless_only_another_knows_the_event(event: str, right: str, place: str) -> None:
    assert usual_jurisdiction(event, right) == place


IMPOSSIBLE = [
    (Facts(event="filing", day=date(2026, 11, 23), right="invention"), "还没有发生"),
    (Facts(event="publication", day=date(2027, 1, 5), right="mark"), "还没有发生"),
    (Facts(event="grant", day=date(2026, 5, 8), right="invention", filed=date(2026, 5, 9)), "早于申请"),
    (Facts(event="filing", day=date(2026, 5, 8), right="invention", granted=date(2026, 5, 7)), "早于申请"),
    (Facts(event="filing", day=date(2026, 5, 8), right="invention", priority=date(2026, 5, 9)), "早于首次申请"),
    (Facts(event="refusal-served", day=date(2026, 5, 8), right="invention", filed=date(2026, 6, 9)), "早于申请"),
    (Facts(event="grant", day=date(2026, 5, 8), right="invention", filed=date(2026, 12, 9)), "请核对日期"),
    (Facts(event="search-report", day=date(2026, 5, 8), right="invention", jurisdiction="PCT", priority=date(2026, 6, 9)), "早于首次申请"),
    (Facts(event="opposition-received", day=date(2026, 5, 8), right="invention"), "不产生期限"),
    (Facts(event="publication", day=date(2026, 5, 8), right="mark", jurisdiction="EP"), "没有从"),
    (Facts(event="publication", day=date(2026, 5, 8), right="mark", served="post"), "不用 --served"),
    (Facts(event="office-action", day=date(2026, 5, 8), right="invention", jurisdiction="US", served="hand"), "直接给出收到日"),
    (Facts(event="refusal-served", day=date(2005, 5, 8), right="invention", served="post"), "直接给出收到日"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "said"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_in_one_sentence(library: LawLibrary, facts: Facts, said: str) -> None:
    with pytest.raises(Refused) as refused:
        calculate(library, facts, TODAY)
    one_sentence(str(refused.value), said)


def test_a_term_may_end_in_the_future() -> None:
    check(Facts(event="expiry", day=date(2031, 5, 8), right="mark"), TODAY)


@settings(deadline=None)  # the first call reads the files
@given(day=st.dates(date(1990, 1, 1), TODAY), event=st.sampled_from(sorted(events())), right=st.sampled_from(["patent", "mark", "copyright", "layout", "any"]))  # fmt: skip
def test_every_event_gives_deadlines_or_one_sentence(library: LawLibrary, day: date, event: str, right: str) -> None:
    try:
        found = calculate(library, Facts(event=event, day=day, right=right, jurisdiction="ALL"), TODAY)
    except Refused as refused:
        one_sentence(str(refused), "")
        return
    assert found.deadlines or found.missing
    assert [row.day for row in found.deadlines] == sorted(row.day for row in found.deadlines)
    for row in found.deadlines:
        assert row.safe <= row.day or row.result == "ends"
        assert row.day >= row.unmoved
        assert row.steps
        assert row.steps[-1].text.zh
