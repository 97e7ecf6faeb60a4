"""The answer guard: whatever a model writes, nothing is shown as supported that is not."""

from collections.abc import Callable, Iterator

import pytest

from assistant.assistant import finish
from assistant.guard import Guard, Guarded
from assistant.world import World
from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber
from tests.conftest import NEXT_YEAR, TODAY
from tests.openai_server import Call, OpenAIServer, Say
from tools.principal import Principal

WHO = Principal("reader")
TERM, DOUBLE = "cn/patent-law@2021-06-01/art42", "cn/patent-law@2021-06-01/art9"
READ = Call((("read_article", {"law": "专利法", "article": "42"}),))
Worlds = Callable[..., World]
Check = Callable[..., Guarded]


@pytest.fixture(scope="module")
def evidence(library: LawLibrary) -> dict[str, Citation]:
    """What the tools of the conversation have shown: two articles of the Patent Law."""
    shown = [library.by_key(key) for key in (TERM, DOUBLE)]
    return {article.key: article.cite() for article in shown if article}


@pytest.fixture
def check(world: World, evidence: dict[str, Citation]) -> Check:
    guard = Guard(world.verifier)

    def run(answer: str, shown: dict[str, Citation] = evidence, day: object = TODAY) -> Guarded:
        return guard.check(answer, shown, day, "zh" if any(char >= "\u4e00" for char in answer) else "en")  # type: ignore[arg-type]

    return run


@pytest.mark.parametrize(
    "supported",
    [
        f"发明专利权的期限为二十年，自申请日起计算[{TERM}]。",
        f"An invention patent lasts 20 years from the filing date [{TERM}].",
        f"同样的发明只授予一项专利权[{DOUBLE}]，期限二十年[{TERM}]。",
        "专利法第四十二条规定，外观设计专利权的期限为十五年。",
        "Under Article 42 of the Patent Law a design patent lasts 15 years.",
        "专利法第七十一条规定的法定赔偿为三万元以上五百万元以下。",
        "商标法第三十三条规定的异议期为三个月。",
        "结果取决于证据，这里不作预测。",
        "A certain number of applications are granted each year.",
    ],
)
def test_what_is_supported_stays_word_for_word(check: Check, supported: str) -> None:
    guarded = check(supported)
    assert (guarded.text, guarded.struck) == (supported, ())
    assert {citation.key for citation in guarded.cited} == {key for key in (TERM, DOUBLE) if key in supported}


@pytest.mark.parametrize(
    "key",
    [
        "cn/patent-law@2021-06-01/art100", "cn/patent-law@2021-06-01/art43", "cn/patent-law@2009-10-01/art42",
        "cn/mars-law@2021-06-01/art42", "us/8697359B1/claim1", "practice/invented/1", f"{TERM}/para1",
    ],
)  # fmt: skip
def test_a_key_that_no_tool_has_shown_is_taken_out_and_named(check: Check, key: str) -> None:
    guarded = check(f"发明二十年[{TERM}]，还能再续[{key}]。")
    assert f"[{key}]" not in guarded.text
    assert guarded.struck == (key,)
    assert [citation.key for citation in guarded.cited] == [TERM]


@pytest.mark.parametrize("separator", ["; ", ", ", ",", "、", "] ["])
def test_several_keys_in_one_pair_of_brackets_are_judged_one_by_one(check: Check, separator: str) -> None:
    right = check(f"二十年[{TERM}{separator}{DOUBLE}]。")
    assert (right.struck, {citation.key for citation in right.cited}) == ((), {TERM, DOUBLE})
    wrong = check(f"二十年[{TERM}{separator}cn/patent-law@2021-06-01/art43]。")
    assert wrong.struck == ("cn/patent-law@2021-06-01/art43",)


@pytest.mark.parametrize(
    ("answer", "struck"),
    [
        ("《专利法》第一百条规定可以延期。", "《专利法》第一百条"),
        ("根据专利法第100条，可以延期。", "专利法第100条"),
        ("专利法第四十二条第九款另有规定。", "专利法第四十二条第九款"),
        ("Article 100 of the Patent Law allows an extension.", "Article 100 of the Patent Law"),
        ("Section 100 of the Patent Law allows an extension.", "Section 100 of the Patent Law"),
        ("§ 100 of the Patent Law allows an extension.", "§ 100 of the Patent Law"),
        ("Article 3 of the Mars Law allows it.", "Article 3 of the Mars Law"),
        ("第一百条规定可以延期。", "第一百条"),
        ("专利法第一百条规定，没有按期缴费的专利可以恢复。", "专利法第一百条"),
        ("Article 100 of the Patent Law says that no fee is due.", "Article 100 of the Patent Law"),
    ],
)
def test_an_invented_article_is_struck(check: Check, answer: str, struck: str) -> None:
    guarded = check(answer)
    assert guarded.struck == (struck,)
    assert guarded.text.startswith(answer.replace(struck, f"~~{struck}~~"))


def test_an_article_of_the_next_text_is_struck_until_it_is_in_force(check: Check, library: LawLibrary) -> None:
    law = library.names.resolve("商标法")
    assert law
    assert library.find(law, ArticleNumber(80), TODAY).article is None
    assert library.find(law, ArticleNumber(80), NEXT_YEAR).article
    assert check("商标法第八十条有规定。").struck == ("商标法第八十条",)
    assert check("商标法第八十条有规定。", day=NEXT_YEAR).struck == ()


@pytest.mark.parametrize(
    "answer",
    [
        "专利法第七十一条规定的法定赔偿最高为一千万元。",
        "专利法第二十二条规定员工加班工资的计算办法。",
        "专利法第四十二条规定，外观设计专利权的期限为三十年。",
        "Under Article 42 of the Patent Law a design patent lasts 30 years.",
    ],
)
def test_an_article_made_to_say_what_it_does_not_is_struck(check: Check, answer: str) -> None:
    assert len(check(answer).struck) == 1
    assert len(check(answer, {}).struck) == 1  # the same whether a tool has shown the article or not


@pytest.mark.parametrize(
    "record",
    [
        "（2019）最高法知民终366号", "(2021)京73民初1234号", "指导案例24号", "573 U.S. 208", "573 U. S. 208", "800 F.3d 1000",
        "No. 13-298", "CN101234567A", "ZL201910123456.7", "US10123456B2", "US 10,123,456 B2", "EP1234567B1", "WO2020/123456",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "sentence", ["参见{}。", "{}认定涉案专利无效。", "See {}.", "In {} the patent was not infringed."]
)
def test_a_case_or_patent_number_that_no_tool_has_shown_is_struck(check: Check, record: str, sentence: str) -> None:
    guarded = check(sentence.format(record))
    assert guarded.struck == (record,)
    assert f"~~{record}~~" in guarded.text


def test_a_case_number_that_a_tool_has_quoted_stays(check: Check, evidence: dict[str, Citation]) -> None:
    quoted = evidence[TERM].model_copy(update={"quote": "见（2019）最高法知民终366号"})
    answer = "参见(2019)最高法知民终366号。"
    assert check(answer, {TERM: quoted}).text == answer


@pytest.mark.parametrize(
    ("promise", "struck"),
    [("您一定能胜诉。", "一定能胜诉"), ("我们保证胜诉。", "保证胜诉"), ("100%会授权。", "100%会授权"), ("您肯定会赢。", "肯定会赢"),
     ("You will definitely win.", "definitely win"), ("We guarantee you will win.", "guarantee you will win")],
)  # fmt: skip
def test_a_promise_of_success_is_struck(check: Check, promise: str, struck: str) -> None:
    assert check(promise).struck == (struck,)


@pytest.mark.parametrize(
    "honest",
    [
        "专利法没有第一百条。", "《专利法》第一百条不存在。", "There is no Article 100 in the Patent Law.",
        "我们不保证胜诉。", "没有人能保证一定胜诉。", "I cannot guarantee that you will win.",
        "The outcome is not certain; you may win or lose.", "这里查不到CN101234567A。", "没有找到（2019）最高法知民终366号。",
        "There is no record of US10123456B2 here.",
    ],
)  # fmt: skip
def test_a_denial_is_not_struck(check: Check, honest: str) -> None:
    assert check(honest).text == honest


@pytest.mark.parametrize(
    ("answer", "notice"),
    [("专利法第一百条规定可以延期。", "没有通过核对，请勿采用：专利法第一百条"),
     ("Article 100 of the Patent Law allows it.", "failed the check; do not rely on them: Article 100 of the Patent Law")],
)  # fmt: skip
def test_what_was_struck_is_said_in_the_language_of_the_answer(check: Check, answer: str, notice: str) -> None:
    assert notice in check(answer).text.split("\n\n")[1]


@pytest.fixture
def talk(new_world: Worlds) -> Iterator[tuple[World, OpenAIServer]]:
    with OpenAIServer() as server:
        yield new_world(**server.settings()), server


def test_a_malicious_answer_is_stripped_before_it_is_shown_and_stored(talk: tuple[World, OpenAIServer]) -> None:
    world, server = talk
    server.script(
        READ,
        Say(f"二十年[{TERM}]，可续[{DOUBLE}]。（2019）最高法知民终366号、CN101234567A：专利法第一百条，保证胜诉。"),
    )
    done = finish(world.assistant.ask("thread", WHO, "专利法第四十二条是什么规定？"))
    assert set(done.struck) == {DOUBLE, "（2019）最高法知民终366号", "CN101234567A", "专利法第一百条", "保证胜诉"}
    assert [citation.key for citation in done.citations] == [TERM]
    assert world.assistant.messages("thread")[-1].text == done.answer


def test_keys_hold_in_their_own_conversation_and_in_no_other(talk: tuple[World, OpenAIServer]) -> None:
    world, server = talk
    again = Say(f"还是二十年[{TERM}]。")
    server.script(READ, again, again, again)
    turns = [finish(world.assistant.ask(thread, WHO, "期限？")) for thread in ("mine", "mine", "other")]
    assert [[citation.key for citation in done.citations] for done in turns] == [[TERM], [TERM], []]
    assert [done.struck for done in turns] == [(), (), (TERM,)]


@pytest.mark.xfail(strict=True, reason="after several summaries some keys of early turns are no longer accepted")
def test_keys_outlive_the_summary_of_a_long_conversation(new_world: Worlds) -> None:
    with OpenAIServer() as server:
        world = new_world(**server.settings(history_tokens=200))
        server.script(READ, *[Say(f"还是二十年[{TERM}]。")] * 12)
        turns = [finish(world.assistant.ask("thread", WHO, f"第{number}问：期限多久？")) for number in range(12)]
        assert f"[{TERM}]" in str(server.requests[-1]["messages"])
    assert [done.struck for done in turns] == [()] * 12


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ZL201910334455.7还有效吗", "ZL201910334455.7 的校验位应为 X"),
        ("is ZL201910334455.7 still alive?", "The check digit of ZL201910334455.7 should be X"),
    ],
)
def test_the_desk_may_say_the_number_the_user_wrote(world: World, question: str, said: str) -> None:
    done = finish(world.assistant.ask("numbers", WHO, question))
    assert said in done.answer
    assert done.struck == ()
    assert ("没有记录" in done.answer) is (done.language == "zh")
