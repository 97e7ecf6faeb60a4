"""Facts older than the law at hand: an answer says from when its text is in force, and that law does not reach back."""

from datetime import date

import pytest

from assistant.assistant import finish
from assistant.world import World
from knowledge.law.library import LawLibrary
from knowledge.practice.telling import load_telling
from knowledge.practice.topics import cited_article
from tests.conftest import TODAY
from tests.test_first_questions import lead, told
from tools.law.earlier import NO_RETROACTIVITY, OF_A_STANDING_RIGHT, earlier_text
from tools.law.facts import read_facts
from tools.law.tailored_text import tailored_text
from tools.principal import Principal

MARK_DAMAGES = "cn/trademark-law@2019-11-01/art63"
OLD = [
    ("2018年3月5日有竞争对手在商品上用我的注册商标，法定赔偿最高多少？", MARK_DAMAGES, "2018年3月5日"),
    ("On 5 March 2018 a competitor used my registered trademark on its goods. How high can statutory damages go?", MARK_DAMAGES, "5 March 2018"),
    ("2017年底一家工厂仿制我们的专利水泵，法院最多能判多少法定赔偿？", "cn/patent-law@2021-06-01/art71", "2017年"),
    ("In late 2017 a factory copied our patented pump. What is the ceiling of statutory damages?", "cn/patent-law@2021-06-01/art71", "late 2017"),
    ("2019年5月商标法规定的法定赔偿上限是多少？", MARK_DAMAGES, "2019年5月"),
    ("What were the statutory damages under the Trademark Law in 2018?", MARK_DAMAGES, "2018"),
]  # fmt: skip


def test_the_provision_says_that_law_does_not_reach_back(library: LawLibrary) -> None:
    article = cited_article(library, NO_RETROACTIVITY)
    assert article
    assert article.version.in_force(TODAY)
    assert "不溯及既往" in article.text


def test_the_events_of_a_standing_right_are_events_that_are_read() -> None:
    assert {event.id for event in load_telling().events} >= OF_A_STANDING_RIGHT


@pytest.mark.parametrize(("question", "key", "words"), OLD)
def test_an_act_before_the_text_at_hand_is_answered_with_a_warning(
    question: str, key: str, words: str, world: World
) -> None:
    found = told(world, question)
    assert lead(found) == key
    assert found.earlier
    assert found.earlier.words == words
    start = world.library.by_key(key).version.in_force_from  # type: ignore[union-attr]
    assert [text.held_from for text in found.earlier.texts] == [start]
    assert found.earlier.rule in found.citations()
    assert any(f"[{found.earlier.rule.key}]" in line and words in line for line in tailored_text(found))


@pytest.mark.parametrize(("question", "said"), [(OLD[0][0], "注意时间"), (OLD[1][0], "Mind the day")])
def test_the_warning_follows_the_conclusion(question: str, said: str, world: World) -> None:
    done = finish(world.assistant.ask(world.new_id(), Principal("b"), question))
    parts = done.answer.split("\n\n")
    assert f"[{MARK_DAMAGES}]" in parts[0]
    assert said in parts[1]
    assert "2019-11-01" in parts[1]
    assert "legislation-law" in parts[1]


@pytest.mark.parametrize(
    "question",
    ["2019年12月有竞争对手在商品上用我的注册商标，法定赔偿最高多少？",  # under the text of today
     "A counterfeiter used our mark in December 2019. How high can statutory damages go?",
     "我的商标2015年注册，现在被人仿冒，法定赔偿最高多少？",  # a right that stands since then, used today
     "Our trademark was registered in 2015 and is being counterfeited. How high can statutory damages go?",
     "我们的外观2015年5月申请，保护多久？",  # the day computed says it itself
     "Our design was filed in May 2015. How long does it last?",
     "法定赔偿最高多少？",
     "How high can statutory damages for a trademark go?"],
)  # fmt: skip
def test_no_warning_where_the_text_governs_or_no_act_is_old(question: str, world: World) -> None:
    assert told(world, question).earlier is None


def test_a_text_of_that_day_that_is_held_needs_no_warning(library: LawLibrary) -> None:
    article = cited_article(library, "cn/arbitration-law/art72")
    assert article
    facts = read_facts("2026年1月8日拿到仲裁裁决", TODAY)
    assert library.version_at(article.version.law, date(2026, 1, 8))
    assert earlier_text(library, facts, TODAY, [article.cite()]) is None
