"""Cases called by what people call them: the names are of digests held, and such a question gets that case and no other."""

import pytest

from assistant.cli.shared import ready_index
from assistant.world import World
from knowledge.cases.calling import called_in, names
from knowledge.cases.digests import load_digests
from tests.conftest import TODAY
from tools.cases.finding import find_cases
from tools.law.consultation import consult

HELD = {digest.id: digest for digest in load_digests()}


def test_every_name_is_of_a_digest_held_and_none_names_two_cases() -> None:
    assert set(names()) <= set(HELD)
    sets = [words for case in names().values() for words in case]
    assert all(words and all(word == word.casefold().strip() and word for word in words) for words in sets)
    assert len(set(sets)) == len(sets)


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("王老吉和加多宝的红罐之争最后法院怎么判的", "cn-spc-2015-minsanzhong-3"),
        ("How did Michael Jordan's fight with Qiaodan Sports end?", "cn-spc-2016-xingzai-27"),
        ("3Q大战谁赢了", "cn-spc-2013-minsanzhong-4"),
        ("What did the CJEU hold in Huawei v ZTE?", "eu-cjeu-c-170-13"),
        ("华为和康文森那个禁诉令的案子讲了什么", "cn-spc-2019-zhiminzhong-732"),
    ],
)
def test_a_case_called_by_name_is_that_case(question: str, case: str) -> None:
    assert called_in(question)[:1] == [case]


@pytest.mark.parametrize(
    "question",
    [
        "华为去年告了几家公司", "How many patents does Apple hold?", "My phone takes sharply focused pictures; OPPO makes it.",
        "我想注册一个饮料商标", "Who won the Coca-Cola bottle dispute?",
    ],
)  # fmt: skip
def test_a_party_in_many_suits_and_half_a_word_name_no_case(question: str) -> None:
    assert called_in(question) == []


@pytest.mark.parametrize("question", ["王老吉和加多宝的红罐之争最后法院怎么判的", "How did the JDB red can case end?"])
def test_the_outcome_of_a_case_held_is_told_as_an_answer(world: World, question: str) -> None:
    ready_index(world)
    language = "zh" if question[0] > "z" else "en"
    found = consult(world.searcher, world.cases, world.library, question, TODAY, language)  # type: ignore[arg-type]
    assert found.answerable
    assert found.case
    assert found.case.citation.key == "case/cn-spc-2015-minsanzhong-3"
    assert not found.provisions
    cases = find_cases(world.cases, question, TODAY.year).cases
    assert [case.citation.key for case in cases] == ["case/cn-spc-2015-minsanzhong-3"]


def test_another_detail_of_a_case_held_is_not_made_up(world: World) -> None:
    asked = (
        "In the Michael Jordan sportswear dispute, which trial date did the supreme court fix and who sat on the bench?"
    )
    found = consult(world.searcher, world.cases, world.library, asked, TODAY, "en")
    assert not found.answerable
