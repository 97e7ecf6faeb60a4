"""Cases in conversation: few and true, a number not held neither confirmed nor denied, foreign ones said to be foreign."""

import re
from collections.abc import Callable, Iterator

import pytest

from assistant.assistant import finish
from assistant.events import Done
from assistant.world import World
from knowledge.cases.digests import CaseDigest
from knowledge.language import Language
from tests.openai_server import Call, OpenAIServer, Say
from tools.cases.finding import MOST, bearing_on, find_cases
from tools.principal import Principal

UNKNOWN, IMPOSSIBLE = "（2019）最高法知民终99147号", "（2999）京73民初1号"
SERVICE = "case/cn-spc-2020-zhiminzhong-338"  # an application filed by the engineers' next employer
SCOPE = {"zh": "案例范围", "en": "Scope: "}
BINDS_NOT = {"zh": "外国裁判，对中国法院没有约束力", "en": "a foreign decision that does not bind Chinese courts"}
Worlds = Callable[..., World]


def talk(world: World, *turns: str) -> list[Done]:
    thread = world.conversations.start("reader")
    return [finish(world.assistant.ask(thread, Principal("reader"), turn)) for turn in turns]


def cases_of(done: Done) -> list[str]:
    return [citation.key for citation in done.citations if citation.key.startswith("case/")]


def flat(text: str) -> str:
    return re.sub(r"[\s()（）]", "", text)


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("给我十个关于贴牌加工商标侵权的案例", "zh", "您要 10 个，这里对得上的只有 {} 个"),
        ("Cite me ten cases on standard-essential patent injunctions", "en", "You asked for 10; only {} held here fit"),
        ("请列举20个字库著作权的判例", "zh", "您要 10 个，这里对得上的只有 {} 个"),
        ("Show me twenty decisions on similar designs", "en", "You asked for 10; only {} held here fit"),
    ],
)
def test_when_fewer_fit_than_were_asked_for_the_answer_says_so(
    world: World, question: str, language: Language, said: str
) -> None:
    [done] = talk(world, question)
    told = len(set(cases_of(done)))
    assert done.language == language
    assert 0 < told < MOST
    assert said.format(told) in done.answer
    assert SCOPE[language] in done.answer
    assert not done.struck


@pytest.mark.parametrize("question", ["有没有做蛋糕的案例？", "Any cases on baking cakes?", "给我十个关于炒股的案例", "Cite five cases on divorce"])  # fmt: skip
def test_a_question_that_no_case_fits_gets_none(world: World, question: str) -> None:
    [done] = talk(world, question)
    assert cases_of(done) == []
    assert ("不凑数" in done.answer) is (done.language == "zh")
    assert ("I do not pad a list" in done.answer) is (done.language == "en")


@pytest.mark.parametrize(
    "question", ["贴牌加工算侵权吗？有案例吗？", "Are there any cases on export manufacturing of marked goods?"]
)
def test_a_number_that_nobody_named_is_not_called_asked_for(world: World, question: str) -> None:
    [done] = talk(world, question)
    assert [step.tool for step in done.steps] == ["find_cases"]
    assert "您要" not in done.answer
    assert "You asked for" not in done.answer


@pytest.mark.parametrize(
    ("question", "language", "raw", "said"),
    [
        (f"{UNKNOWN}是怎么判的？", "zh", UNKNOWN, "我无法确认它存在"),
        (f"What did {UNKNOWN} decide?", "en", UNKNOWN, "I can neither confirm that it exists"),
        ("What was held in No. 14-9999?", "en", "No. 14-9999", "I can neither confirm that it exists"),
        ("指导案例24号讲什么？", "zh", "指导案例24号", "我无法确认它存在"),
        (f"{IMPOSSIBLE}判了什么？", "zh", IMPOSSIBLE, "那一年还没有到"),
        (f"Tell me about {IMPOSSIBLE}.", "en", IMPOSSIBLE, "its year has not come yet"),
    ],
)
def test_a_number_that_is_not_held_is_neither_confirmed_nor_struck(
    world: World, question: str, language: Language, raw: str, said: str
) -> None:
    [done] = talk(world, question)
    assert done.language == language
    assert said in done.answer
    assert flat(raw) in flat(done.answer)
    assert "~~" not in done.answer
    assert (done.struck, cases_of(done)) == ((), [])
    assert SCOPE[language] in done.answer


@pytest.mark.parametrize(
    ("question", "key", "language"),
    [
        ("（2019）最高法知民终733号判了什么？", "case/cn-spc-2019-zhiminzhong-732", "zh"),
        ("What did (2021)最高法知行终581号 hold?", "case/cn-spc-2021-zhixingzhong-556", "en"),
        ("请讲讲 C-170/13", "case/eu-cjeu-c-170-13", "zh"), ("What was held in No. 14-1469?", "case/us-cafc-14-1469", "en"),
        ("欧专局 G 1/19 说了什么？", "case/ep-epo-g-1-19", "zh"), ("What is 573 U.S. 208 about?", "case/us-scotus-573us208", "en"),
    ],
)  # fmt: skip
def test_a_number_that_is_held_is_told_and_a_foreign_one_said_not_to_bind(
    world: World, question: str, key: str, language: Language
) -> None:
    [done] = talk(world, question)
    assert done.language == language
    assert cases_of(done) == [key]
    assert (BINDS_NOT[language] in done.answer) is not key.startswith("case/cn-")
    assert not done.struck


@pytest.mark.parametrize(
    ("turns", "language"),
    [
        (("员工在单位做的发明归谁？", "有相关案例吗？"), "zh"), (("员工在单位做的发明归谁？", "有没有判例？"), "zh"),
        (("Who owns an invention made by an employee?", "any cases on that?"), "en"),
    ],
)  # fmt: skip
def test_asking_for_cases_after_an_answer_keeps_its_subject(
    world: World, turns: tuple[str, ...], language: Language
) -> None:
    last = talk(world, *turns)[-1]
    assert [step.tool for step in last.steps] == ["find_cases"]
    assert last.steps[0].args["question"].startswith(turns[0][:-1])
    assert cases_of(last)[0] == SERVICE
    assert last.language == language


def test_a_case_is_told_beside_an_answer_in_both_languages(world: World) -> None:
    [chinese] = talk(world, "员工在单位做的发明归谁？")
    [english] = talk(world, "Who owns an invention made by an employee?")
    for done, head in ((chinese, "**相关案例**"), (english, "**Related cases**")):
        assert head in done.answer
        assert cases_of(done) == [SERVICE]


def chinese_digests(world: World) -> list[CaseDigest]:
    return [digest for digest in world.cases.digests.values() if not digest.abroad and digest.provisions]


def test_a_case_is_told_only_beside_a_provision_it_applies(world: World) -> None:
    asked = [(digest.questions.zh[0], digest) for digest in chinese_digests(world)[::4]]
    beside = [(bearing_on(world.cases, question, digest.provisions), digest) for question, digest in asked]
    assert sum(shown is not None for shown, _ in beside) > len(asked) / 2
    for shown, _ in beside:
        assert shown is None or shown.jurisdiction == "CN"
    others = [bearing_on(world.cases, question, ["cn/stamp-tax-law@2022-07-01/art1"]) for question, _ in asked]
    assert others == [None] * len(asked)  # the same questions, answered by an article the case does not apply


def test_any_version_of_the_article_a_case_applies_will_do(world: World) -> None:
    question = "员工在单位做的发明归谁？"
    for key in ("cn/patent-law@2021-06-01/art6", "cn/patent-law/art6"):
        shown = bearing_on(world.cases, question, [key])
        assert shown is not None
        assert shown.citation.key == SERVICE
    assert bearing_on(world.cases, question, ["cn/patent-law@2021-06-01/art60"]) is None


def test_cases_are_of_the_jurisdiction_that_the_question_names(world: World) -> None:
    for question, places in (
        ("美国有哪些关于在售的案例？", {"US"}), ("Any US cases on claims to abstract ideas?", {"US"}),
        ("欧洲有没有标准必要专利的判例？", {"EU", "EP"}), ("Are there Chinese cases on punitive damages for trade secrets?", {"CN"}),
    ):  # fmt: skip
        found = find_cases(world.cases, question, 2026)
        assert found.cases, question
        assert {case.jurisdiction for case in found.cases} <= places


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.mark.parametrize(
    ("question", "written", "struck"),
    [
        ("贴牌加工有案例吗？", "最高人民法院在{}中认定不侵权。", "（2018）最高法民再88888号"),
        ("贴牌加工有案例吗？", "参见{}。", "指导案例997号"),
        ("Any cases on export manufacturing?", "See Acme v. Beta, {}.", "999 U.S. 999"),
        ("Any cases on export manufacturing?", "The Federal Circuit said so ({}).", "No. 31-8888"),
        ("Any cases on export manufacturing?", "The Court of Justice held so in {}.", "C-997/19"),
    ],
)
def test_a_number_invented_by_a_language_model_is_struck(
    server: OpenAIServer, new_world: Worlds, question: str, written: str, struck: str
) -> None:
    server.script(Call((("find_cases", {"question": question}),)), Say(written.format(struck)))
    [done] = talk(new_world(**server.settings()), question)
    assert done.struck == (struck,)
    assert f"~~{struck}~~" in done.answer


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("C-170/13讲了什么？", "华为诉中兴（C-170/13）是欧盟法院的裁判[case/eu-cjeu-c-170-13]。"),
        ("What was held in No. 14-1469?", "In No. 14-1469 the Federal Circuit sat en banc [case/us-cafc-14-1469]."),
        ("What was held in 573 U.S. 208?", "573 U. S. 208 is Alice [case/us-scotus-573us208]."),
        ("（2021）最高法知行终581号判了什么？", "（2021）最高法知行终581号[case/cn-spc-2021-zhixingzhong-556]已审结。"),
    ],
)
def test_a_number_that_a_tool_has_shown_may_be_written_in_any_spelling(
    server: OpenAIServer, new_world: Worlds, question: str, written: str
) -> None:
    server.script(Call((("find_cases", {"question": question}),)), Say(written))
    [done] = talk(new_world(**server.settings()), question)
    assert (done.answer, done.struck) == (written, ())
