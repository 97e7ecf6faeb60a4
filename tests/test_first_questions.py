"""What people ask first: what leads the answer, and what is no question of law at all."""

from datetime import date

import pytest

from assistant.world import World
from knowledge.language import detect
from tests.conftest import TODAY
from tools.law.consultation import Consultation, consult


def told(world: World, question: str, day: date = TODAY) -> Consultation:
    return consult(world.searcher, world.cases, world.library, question, day, detect(question))


def lead(found: Consultation) -> str:
    """The key an answer cites first."""
    statements = [statement for topic in found.topics for statement in topic.statements]
    return (statements[0].citation if statements else found.provisions[0].citation).key


@pytest.mark.parametrize(
    ("question", "day", "key", "words"),
    [
        ("2026年8月8号拿到一份专利许可费的仲裁裁决，想去法院撤掉的话有多长时间？", TODAY, "cn/arbitration-law@2026-03-01/art72", "三个月"),
        ("2026年1月8号拿到一份专利许可费的仲裁裁决，当时想去法院撤掉的话有多长时间？", TODAY, "cn/arbitration-law@2018-01-01/art59", "六个月"),
    ],
)  # fmt: skip
def test_where_only_a_figure_is_asked_a_provision_that_gives_it_leads(
    question: str, day: date, key: str, words: str, world: World
) -> None:
    found = told(world, question, day)
    assert lead(found) == key
    assert words in found.provisions[0].text


@pytest.mark.parametrize(
    "question",
    ["学校把我的成果卖给企业，校内没有规定也没有约定，我最少能拿几成？",
     "The university sold our results to a company and there is no rule or agreement; what is the least the researchers get?"],
)  # fmt: skip
def test_a_note_begins_with_the_article_found(question: str, world: World) -> None:
    found = told(world, question)
    assert found.topics
    assert lead(found) == "cn/tech-transfer-law@2015-10-01/art45"
    (main,) = [statement for statement in found.topics[0].statements if statement.main]
    assert main.citation.key == lead(found)


@pytest.mark.parametrize("question", ["专利申请后多久可以撤回", "Until when can I withdraw a patent application?"])
def test_a_question_we_know_is_answered_without_a_figure(question: str, world: World) -> None:
    assert lead(told(world, question)) == "cn/patent-law@2021-06-01/art32"


@pytest.mark.parametrize(
    "question",
    ["我这个专利值多少钱", "你们看我的商标能卖多少？", "一个品牌多少钱能卖", "How much is our patent worth?", "What would my trademark sell for?"],
)  # fmt: skip
def test_what_a_right_is_worth_is_no_question_of_law(question: str, world: World) -> None:
    found = told(world, question)
    assert (found.answerable, found.gap) == (False, "valuation")


@pytest.mark.parametrize(
    "question", ["假货卖多少钱够得上犯罪？", "How much is the fine for passing off a patent?", "侵犯商标权赔多少钱"]
)
def test_sums_that_the_law_sets_are_one(question: str, world: World) -> None:
    assert told(world, question).gap != "valuation"


@pytest.mark.parametrize(
    ("question", "gap"),
    [("The contract does not say who owns the patent", ""), ("Who owns the trademark called Rosewater?", "no_records")],
)
def test_who_owns_a_right_is_law_where_no_right_is_named(question: str, gap: str, world: World) -> None:
    assert told(world, question).gap == gap


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("公司的增值税怎么申报", "other_law"),
        ("员工加班费怎么算", "other_law"),
        ("My landlord wants to raise the rent", "other_law"),
        ("How long is maternity leave?", "other_law"),
        ("我的专利能授权吗", "prediction"),
        ("Will our patent be granted?", "prediction"),
        ("离职员工的竞业限制最长几年", ""),
        ("技术合同要交印花税吗", ""),
        ("Who owns what an employee invents in working hours?", ""),
        ("What must a patent have to be granted?", ""),
    ],
)
def test_law_that_is_not_held_is_said_and_the_law_beside_it_answered(question: str, gap: str, world: World) -> None:
    assert told(world, question).gap == gap
