"""The appraisal on the command line, in the conversation and on its page, in both languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from assistant.world import World
from knowledge.language import Language, normalise
from tests.appraisal.room import DESIGN, GRANT, MODEL, patents
from tests.page_visits import Visit, said_on, visits
from tests.search_records import FakeSearcher
from tests.trade.talk import Talker, called, talk_world
from tools.appraisal.guide import book
from tools.appraisal.tools import APPRAISE_CUES
from ui import session
from ui.appraisal_form import numbers_in

visit = pytest.fixture(visits)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A home with the records; its patents need no index to be found."""
    made = talk_world(tmp_path, demo=False)
    with made.patents.batch():
        for patent in patents():
            made.patents.upsert(patent, "made up")
    made.__dict__["patent_searcher"] = FakeSearcher(patents())
    for place in ("assistant.cli.appraise.World",):
        monkeypatch.setattr(place, lambda: made)
    monkeypatch.setattr(session, "world", lambda: made)
    monkeypatch.setattr(session, "check", lambda chat: None)
    return made


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["appraise", *arguments])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    return code, shown.out, shown.err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code, out, _ = command(capsys, *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_the_command_tells_one_patent_in_full(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "patent", MODEL, "--scenario", "质押", "--fact", "maturity=8", "--fact", "fees=paid")
    assert (found["number"], found["scenario"], len(found["indicators"])) == (MODEL, "finance", 27)
    assert found["inputs"]["facts"] == {"maturity": 8.0, "fees": "paid"}
    assert found["inputs"]["records"][0]["number"] == MODEL
    assert document(capsys, "patent", MODEL, "--scenario", "质押", "--fact", "fees=paid", "--fact", "maturity=8") == found  # fmt: skip
    code, out, _ = command(capsys, "patent", MODEL, "--lang", "en")
    assert code == 0
    assert "The total lies between" in out
    assert "not an appraisal report" in out


def test_the_command_sets_patents_side_by_side_with_facts_of_each(world: World, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    found = document(capsys, "patent", GRANT, MODEL, "--fact", f"{MODEL}:maturity=8", "--fact", "policy=neutral")
    assert [each["inputs"]["facts"] for each in found["appraisals"]] == [{"policy": "neutral"}, {"maturity": 8.0, "policy": "neutral"}]  # fmt: skip
    code, out, _ = command(capsys, "patent", GRANT, MODEL, "--lang", "zh")
    assert code == 0
    assert GRANT in out
    assert "不排名" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("patent", DESIGN), 1, "APR-PAT"), (("patent", "CN999999999B"), 1, "ipos ingest patents"), (("patent", GRANT, "--scenario", "x"), 1, "management"),
        (("patent", GRANT, "--fact", "fees"), 1, "name=value"), (("patent", GRANT, "--fact", f"{MODEL}:fees=paid"), 1, MODEL), (("patent", GRANT, "--as-of", "2019-01-01"), 1, "2020-03-02"),
        (("patent",), 2, "NUMBER"), (("patent", GRANT, "--as-of", "soon"), 2, "as-of"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(
    world: World, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    got, _, said = command(capsys, *arguments)
    assert got == code
    assert words in said


def test_the_facts_are_listed_with_their_values(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "facts")["facts"]["fees"]["choices"]["paid"]["zh"] == "已缴"
    assert "unpaid" in command(capsys, "facts", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("turn", "scenario", "facts"),
    [
        (f"{MODEL}这件专利价值多少？打算质押融资，年费已缴", "finance", {"fees": "paid"}), (f"给{MODEL}打分", "management", {}), (f"评估专利{MODEL}，准备转让", "licence", {}),
        (f"Please appraise patent {MODEL} for a pledge loan, all fees are paid", "finance", {"fees": "paid"}), (f"How valuable is patent {MODEL}?", "management", {}),
    ],
)  # fmt: skip
def test_the_desk_judges_a_patent_that_is_named(world: World, turn: str, scenario: str, facts: dict[str, str]) -> None:
    done = Talker(world, "lin")(turn)
    assert called(done) == ["appraise_patent"]
    assert not done.struck
    zh = "一" <= turn[-1] <= "鿿" or "这件" in turn or "给" in turn or "评估" in turn
    assert done.language == ("zh" if zh else "en")
    assert ("不是《资产评估法》所说的评估报告" if zh else "not an appraisal report") in done.answer
    keys = {citation.key for citation in done.citations}
    assert {f"patent/{MODEL}", "cn/asset-appraisal-law@2016-12-01/art26", "cn/patent-law@2021-06-01/art66"} <= keys
    names = {"finance": ("金融", "finance"), "licence": ("许可转让", "licence"), "management": ("管理", "management")}
    assert names[scenario][0 if zh else 1] in done.answer
    assert ("用户陈述" in done.answer or "stated by the user" in done.answer) == bool(facts)


@pytest.mark.parametrize("turn", ["评估报告由谁签名？", "What is a patent worth?", f"{MODEL}现在还有效吗", f"{GRANT}的年费什么时候交", "专利价值评估要多少钱", f"{GRANT}的专利权评价报告怎么申请", f"Is {MODEL} still in force?"])  # fmt: skip
def test_other_turns_are_left_to_other_tools(turn: str) -> None:
    assert not any(re.search(cue, normalise(turn), re.IGNORECASE) for cue in APPRAISE_CUES)


@pytest.mark.parametrize(
    ("turn", "fact", "value"),
    [
        ("年费都交了", "fees", "paid"), ("年费已缴", "fees", "paid"), ("年费交了吗", "fees", None), ("年费没交", "fees", "unpaid"), ("Are all fees paid?", "fees", None), ("the fees are paid", "fees", "paid"),
        ("the fees are not paid", "fees", "unpaid"), ("已经质押给银行", "pledge", "pledged"), ("打算质押融资", "pledge", None), ("正在无效审理中", "invalidation", "pending"), ("权属有纠纷", "title", "disputed"),
        ("没有评价报告", "evaluation_report", "none"), ("准备转让给外国公司", "buyer", "foreign"),
    ],
)  # fmt: skip
def test_a_fact_is_heard_only_where_it_is_stated(turn: str, fact: str, value: str | None) -> None:
    choices = book().facts[fact].choices
    heard = [name for name, choice in choices.items() if choice.said and re.search(choice.said, normalise(turn), re.IGNORECASE)]  # fmt: skip
    assert heard == ([value] if value else [])


def test_a_design_is_refused_in_the_language_of_the_turn(world: World) -> None:
    assert "外观设计" in Talker(world, "lin")(f"给{DESIGN}打分").answer
    assert "is a design" in Talker(world, "lin")(f"Appraise patent {DESIGN}").answer


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_judges_one_and_compares_several(world: World, visit: Visit, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:  # fmt: skip
    page = visit("appraisal", language)
    page.text_input(key="app_numbers").set_value(MODEL)
    page.selectbox(key="app_scenario").set_value("finance")
    page.selectbox(key="app_fact_fees").set_value("paid")
    page.number_input(key="app_fact_maturity").set_value(8)
    page.button[0].click().run()
    assert not page.exception
    said = said_on(page)
    assert ("总分在" if language == "zh" else "The total lies between") in said
    assert ("评估报告" if language == "zh" else "not an appraisal report") in said
    assert len(page.dataframe[0].value) == 27
    assert page.warning  # the co-owners and the missing report come first
    for key in ("app_fact_fees", "app_fact_maturity"):
        field = next(each for each in [*page.selectbox, *page.number_input] if each.key == key)
        field.set_value(None)
    page.text_input(key="app_numbers").set_value(f"{MODEL}；{GRANT}")
    page.button[0].click().run()
    assert not page.exception
    assert list(page.dataframe[0].value.columns)[1:] == [MODEL, GRANT]


def test_the_page_says_what_is_wrong(world: World, visit: Visit) -> None:
    page = visit("appraisal", "en")
    for typed, words in (("", "Give a patent number"), (DESIGN, "is a design"), ("CN999999999B", "No record")):
        page.text_input(key="app_numbers").set_value(typed)
        page.button[0].click().run()
        assert words in said_on(page)
        assert not page.dataframe


def test_numbers_are_told_apart_and_an_application_number_stays_whole() -> None:
    assert numbers_in("12/657,848; CN1A， ZL201220249767.4") == ("12/657,848", "CN1A", "ZL201220249767.4")
