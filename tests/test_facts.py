"""Facts a user tells: read from the words, figures corrected, contradictions said, deciding facts asked back."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import finish
from assistant.events import Done
from assistant.world import World
from knowledge.language import HAN
from knowledge.law.library import LawLibrary
from knowledge.practice.deciding import load_deciding
from knowledge.practice.notes import Both
from knowledge.practice.periods import load_countings, load_periods
from knowledge.practice.telling import compiled, load_telling
from knowledge.practice.topics import cited_article, load_topics
from tests.conftest import TODAY
from tools.law.facts import read_facts
from tools.law.tailored_text import tailored_text
from tools.law.tailoring import ask_back, tailor
from tools.principal import Principal

DESIGN_TERM = "cn/patent-law@2021-06-01/art42"


def told(question: str) -> list[tuple[str, str, str, str]]:
    return [(t.event, t.right, t.first.isoformat(), t.last.isoformat()) for t in read_facts(question, TODAY).told]


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("2020年3月1日申请的外观", [("filing", "design", "2020-03-01", "2020-03-01")]),
        ("filed on 1 July 2021, a design patent", [("filing", "design", "2021-07-01", "2021-07-01")]),
        ("商标公告日是2027年1月5日", [("publication", "mark", "2027-01-05", "2027-01-05")]),
        ("the author of the song died in 1990", [("death", "copyright", "1990-01-01", "1990-12-31")]),
        ("昨天收到商标驳回通知", [("refusal-served", "mark", "2026-11-21", "2026-11-21")]),
        ("10 days ago we received the refusal of our patent", [("refusal-served", "patent", "2026-11-12", "2026-11-12")]),
        ("专利2020年3月申请，2021年1月授权", [("filing", "patent", "2020-03-01", "2020-03-31"), ("grant", "patent", "2021-01-01", "2021-01-31")]),
        ("the patent was filed in March 2020 and granted on 5 May 2022", [("filing", "patent", "2020-03-01", "2020-03-31"), ("grant", "patent", "2022-05-05", "2022-05-05")]),
        ("外观2020年3月1日申请，发明2021年5月1日申请", [("filing", "design", "2020-03-01", "2020-03-01"), ("filing", "invention", "2021-05-01", "2021-05-01")]),
        ("2020年3月1日申请的外观和2021年5月1日申请的发明", [("filing", "design", "2020-03-01", "2020-03-01"), ("filing", "invention", "2021-05-01", "2021-05-01")]),
        ("My design was filed on 1 March 2020 and my utility model on 2 April 2021", [("filing", "design", "2020-03-01", "2020-03-01"), ("filing", "utility-model", "2021-04-02", "2021-04-02")]),
        ("A design filed in 2020 and in 2022", [("filing", "design", "2020-01-01", "2020-12-31"), ("filing", "design", "2022-01-01", "2022-12-31")]),
        ("外观和实用新型都是2020年3月1日申请的", [("filing", "design", "2020-03-01", "2020-03-01"), ("filing", "utility-model", "2020-03-01", "2020-03-01")]),
        ("商标法2019年修改了什么", []),
        ("外观设计保护多少年", []),
        ("", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_dated_events_are_read_with_their_right(question: str, facts: list[tuple[str, str, str, str]]) -> None:
    assert told(question) == facts


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_any_filing_date_is_read_in_both_languages(day: date) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日申请的外观"
    english = f"a design filed on {day:%d %B %Y}"
    assert told(chinese) == told(english) == [("filing", "design", day.isoformat(), day.isoformat())]


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    facts = read_facts(text, TODAY)
    assert all(fact.first <= fact.last for fact in facts.told)


@pytest.mark.parametrize(
    ("question", "claimed", "lawful"),
    [
        ("我的实用新型20年保护期，怎么用？", "20年", {"10 years"}),
        ("How do I use the 20 years of my utility model?", "20 years", {"10 years"}),
        ("2022年申请的外观有效期是10年吗", "10年", {"15 years"}),
        ("注册商标有效期二十年", "二十年", {"10 years"}),
        ("My trademark lasts 20 years, right?", "20 years", {"10 years"}),
        ("商标异议期是六个月吧", "六个月", {"3 months", "2 months"}),
        ("the opposition period of a trademark is 30 days", "30 days", {"3 months", "2 months"}),
        ("copyright lasts for the author's life plus 70 years", "70 years", {"50 years"}),
        ("版权保护70年？", "70年", {"50 years"}),
        ("专利保护30年", "30年", {"20 years", "10 years", "15 years"}),
        ("商标驳回复审期限30天吗", "30天", {"15 days"}),
        ("外观的优先权期限12个月", "12个月", {"6 months"}),
        ("外观专利和实用新型都是保护十五年吗", "十五年", {"10 years"}),
    ],
)
def test_a_figure_the_law_does_not_give_is_corrected(
    library: LawLibrary, question: str, claimed: str, lawful: set[str]
) -> None:
    [corrected] = tailor(library, question, TODAY).corrected
    assert corrected.words == claimed
    assert {row.length.en for row in corrected.lawful} == lawful
    assert all(row.citation.quote for row in corrected.lawful)


@pytest.mark.parametrize(
    "question",
    [
        "实用新型保护十年，对吗", "外观专利有效期是10年吗", "2020年申请的外观有效期是10年吗", "专利保护20年", "商标异议期两个月", "商标异议期90天", "商标续展十年", "商标续展有效期10年",
        "我的实用新型已经保护3年了", "外观设计保护15年还是10年？", "我的发明还有5年保护期", "三年不使用的商标", "商标注册五年内没有使用",
        "我的发明专利十年了还要交年费吗", "Is the US patent term 17 years?", "the invention patent is protected for twenty years",
        "My utility model was filed 20 years ago", "my design has 3 years left of its term",
    ],
)  # fmt: skip
def test_a_figure_that_is_right_or_about_something_else_is_left_alone(library: LawLibrary, question: str) -> None:
    assert tailor(library, question, TODAY).corrected == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2020年和2022年申请的外观什么时候到期", ["2020年", "2022年"]),
        ("A design filed in 2020 and in 2022: when does it expire?", ["in 2020", "in 2022"]),
        ("2020年3月申请的外观，申请日是2020年3月1日，什么时候到期", []),
        ("一个外观2020年申请，另一个2022年申请，什么时候到期", []),
        ("外观2020年申请，发明2022年申请，什么时候到期", []),
    ],
)
def test_days_that_cannot_both_be_right_are_named_and_both_are_computed(
    library: LawLibrary, question: str, words: list[str]
) -> None:
    tailored = tailor(library, question, TODAY)
    assert [word for item in tailored.contradicted for word in item.words] == words
    assert len(tailored.computed) >= 2 or "3月1日" in question


@pytest.mark.parametrize(
    ("question", "key", "asked"),
    [
        ("外观设计保护多少年", DESIGN_TERM, "design-filing-date"),
        ("How long does a design patent last?", DESIGN_TERM, "design-filing-date"),
        ("我的专利保护几年", DESIGN_TERM, "which-patent"),
        ("How long is my patent protected?", DESIGN_TERM, "which-patent"),
        ("员工做的发明归谁", "practice/patent-employee-invention-ownership", "employee-invention"),
        ("委托开发的成果归谁", "cn/patent-law@2021-06-01/art8", "commissioned-invention"),
        ("We showed it at a fair. Can we still file?", "practice/patent-grace-period-own-disclosure", "public-before-filing"),
        ("商标被人用了怎么办", "practice/tm-infringement", "mark-registered"),
        ("How long do I have to oppose?", "cn/trademark-law@2027-01-01/art36", "opposition-published"),
    ],
)  # fmt: skip
def test_the_deciding_fact_is_asked_back(library: LawLibrary, question: str, key: str, asked: str) -> None:
    assert asked in [row.id for row in ask_back(library, question, TODAY, [key])]


@pytest.mark.parametrize(
    ("question", "key", "known"),
    [
        ("2020年3月1日申请的外观保护多少年", DESIGN_TERM, "design-filing-date"),
        ("我的实用新型专利保护几年", DESIGN_TERM, "which-patent"),
        ("员工用公司设备做的发明归谁", "practice/patent-employee-invention-ownership", "employee-invention"),
        ("My mark is registered and is being copied", "practice/tm-infringement", "mark-registered"),
        ("外观设计保护多少年", "cn/copyright-law@2021-06-01/art23", "design-filing-date"),
    ],
)
def test_a_fact_that_was_told_or_does_not_decide_is_not_asked(
    library: LawLibrary, question: str, key: str, known: str
) -> None:
    assert known not in [row.id for row in ask_back(library, question, TODAY, [key])]


def test_deciding_facts_name_what_exists_and_ask_in_both_languages(library: LawLibrary) -> None:
    rows, telling = load_deciding(), load_telling()
    assert len(rows) >= 20
    assert len({row.id for row in rows}) == len(rows)
    notes = {topic.key for topic in load_topics()}
    for row in rows:
        assert [a for a in row.about if a not in notes and cited_article(library, a) is None] == []
        assert set(row.events) <= {event.id for event in telling.events}
        assert set(row.rights) <= {right.id for right in telling.rights}
        compiled(row.given.pattern), compiled(row.when.pattern)
        assert row.question.zh.rstrip("。").count("？") >= 1
        assert "?" in row.question.en


def test_every_text_of_the_rules_is_in_its_language() -> None:
    named = [*load_telling().rights, *load_telling().weak, *load_telling().events, *load_periods()]
    said: list[Both] = [*(row.name for row in named), *(row.question for row in load_deciding())]
    said += [counting.text for counting in load_countings().values()]
    said += [p.across for p in load_periods() if p.across] + [t.unheld for p in load_periods() for t in p.texts if t.unheld]  # fmt: skip
    assert [both.en for both in said if re.search(f"[{HAN}，。；：？！、]", both.en)] == []
    assert [both.zh for both in said if not re.search(f"[{HAN}]", both.zh)] == []


@pytest.mark.parametrize("question", ["我的实用新型20年保护期，2024年5月6日申请的，什么时候到期", "My utility model filed on 6 May 2024 has a 20 year term. When does it expire?"])  # fmt: skip
def test_a_language_model_is_told_the_correction_and_the_day_with_their_keys(
    library: LawLibrary, question: str
) -> None:
    lines = tailored_text(tailor(library, question, TODAY))
    assert "is not what the law gives" in lines[0]
    assert "2034-05-06" in lines[1]
    assert all(f"[{DESIGN_TERM}]" in line for line in lines)


def talk(world: World, *turns: str) -> Done:
    thread = world.conversations.start("teller")
    return [finish(world.assistant.ask(thread, Principal("teller"), turn)) for turn in turns][-1]


@pytest.mark.parametrize(
    ("turns", "first", "later"),
    [
        (("2020年3月1日申请的外观什么时候到期？",), "2030-03-01", "现行法为十五年"),
        (("My design patent was filed on 1 July 2021. When does it expire?",), "2036-07-01", "**In short:**"),
        (("我的实用新型20年保护期，2024年5月6日申请的，什么时候到期",), "先更正一点", "2034-05-06"),
        (("My utility model filed on 6 May 2024 has a 20 year term. When does it expire?",), "One correction", "2034-05-06"),
        (("我的专利保护几年",), "**结论**", "是发明、实用新型还是外观设计？"),
        (("How long is my patent protected?",), "**In short:**", "Is it an invention patent"),
        (("我的专利保护几年", "外观设计，2020年3月1日申请的"), "2030-03-01", "**结论**"),
        (("How long is my patent protected?", "It is a utility model filed on 5 May 2022"), "2032-05-05", "**In short:**"),
        (("我的专利保护几年", "实用新型的，2024年5月6日"), "2034-05-06", "**结论**"),
        (("商标2026年11月5日公告，异议到哪天截止？",), "2027-02-05", "2027-01-05"),
        (("The mark was published on 5 November 2026. What is the deadline to oppose it?",), "2027-02-05", "2027-01-05"),
        (("2020年和2022年申请的外观什么时候到期",), "前后不一致", "2037"),
        (("A design patent was filed in 2020 and in 2022: when does it expire?",), "do not fit together", "2037"),
        (("商标2026年6月1日被撤销，2027年2月别人能注册一样的吗",), "2027-06-01", "cn/trademark-law@2027-01-01/art49"),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_the_answer_leads_with_what_the_facts_give_and_nothing_is_struck(
    world: World, turns: tuple[str, ...], first: str, later: str
) -> None:
    done = talk(world, *turns)
    assert first in done.answer
    assert later in done.answer
    assert done.answer.index(first) < done.answer.index(later)
    assert (done.struck, "~~" in done.answer) == ((), False)
    cited = {citation.key for citation in done.citations}
    assert set(re.findall(r"\[((?:cn|practice)/[^\]]+)\]", done.answer)) <= cited
