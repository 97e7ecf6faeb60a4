"""A value in the conversation: slot by slot in both languages, with what nobody knows left out, and the user's own numbers only."""

import re

import pytest

from assistant.offline.phrases import phrases
from assistant.world import World
from tests.trade.talk import Talker, called, talk_world
from tools.access.table import may_ever
from tools.principal import Principal
from tools.refused import Refused
from tools.valuation.cues import VALUE_CUES
from tools.valuation.figure import spec, specs
from tools.valuation.said import figure_said, require_figures_said

STEPS = {
    "zh": ("帮我估算一下我们这件发明专利的价值", "800万到1000万", "5%", "3%到8%", "12:15:18", "25", "8年"),
    "en": (
        "Please estimate the value of our patent",
        "between 8 and 10 million",
        "5%",
        "3% to 8%",
        "12:15:18",
        "25",
        "8 years",
    ),
}
WORTH = {
    "zh": ("¥1,919,426.34", "不是《资产评估法》意义上的评估报告"),
    "en": ("CNY 1,919,426.34", "not an appraisal report"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return talk_world(tmp_path_factory.mktemp("talk"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_value_slot_by_slot(world: World, language: str) -> None:
    talk = Talker(world, "lin")
    first, *answers = STEPS[language]
    questions = [talk(turn).answer for turn in (first, *answers[:-1])]
    assert questions == [
        spec(name).ask.of(language) for name in ("revenue", "growth", "royalty", "discount", "tax", "life")
    ]
    told = talk(answers[-1])
    assert called(told) == ["estimate_value"]
    assert told.language == language
    assert not told.struck
    for words in (*WORTH[language], "APR-PAT", "PCG64"):
        assert words in told.answer
    assert "cn/asset-appraisal-law@2016-12-01/art26" in {citation.key for citation in told.citations}


@pytest.mark.parametrize(
    ("language", "unknown", "later"),
    [("zh", "不知道", "折现率 14%"), ("en", "I don't know", "the discount rate is 14%")],
)
def test_what_nobody_knows_is_explained_and_can_be_said_later(
    world: World, language: str, unknown: str, later: str
) -> None:
    talk = Talker(world, "lin")
    turns = list(STEPS[language])
    turns[4] = unknown
    told = talk(*turns)
    assert ("未知" if language == "zh" else "Not known") in told.answer
    assert spec("discount").ask.of(language) in told.answer
    again = talk(later)
    assert called(again) == ["estimate_value"]
    assert "14%" in again.answer
    assert ("未知**" if language == "zh" else "**Not known**") not in again.answer


def test_all_in_one_sentence_and_without_an_account(world: World) -> None:
    talk = Talker(world, "nobody-knows")
    told = talk(
        "估算一款软件的价值，工作量600人天，每人天成本2000元，间接费用20%，合理利润率15%，功能性贬值20%，经济性贬值0%"
    )
    assert "¥1,324,800.00" in told.answer
    assert may_ever(Principal("x"), "estimate_value")
    assert not may_ever(Principal("x"), "comparable_deals")


@pytest.mark.parametrize(
    ("turn", "worth"),
    [
        (
            "估算我们发明专利的价值，申请日 2020-03-01，授权日 2022-05-10，可比交易价格分别是 70万、85万和120万元；收入、费率等不知道",
            "¥850,000.00",
        ),
        (
            "Estimate the value of our patent; filed 2020-03-01, granted 2022-05-10; comparable deals at CNY 700,000, 850,000 and 1.2 million",
            "CNY 850,000.00",
        ),
    ],
)
def test_comparable_prices_are_heard_too(world: World, turn: str, worth: str) -> None:
    talk = Talker(world, "lin")
    talk(turn)
    told = talk(*["不知道" if worth.startswith("¥") else "don't know"] * 6)
    assert called(told) == ["estimate_value"]
    assert f"**{worth}**" in told.answer
    assert "2040-03-01" in told.answer


def test_bad_figures_are_refused_in_the_language_of_the_talk(world: World) -> None:
    talk = Talker(world, "lin")
    told = talk(
        "Estimate the value of my patent: revenue CNY 5 million, growth 5%, royalty 120%, discount rate 15%, tax 25%, life 8 years"
    )
    assert "Royalty rate" in told.answer
    assert "100%" in told.answer


def test_a_question_about_value_stays_a_question(world: World) -> None:
    for turn in (
        "评估专利价值要几个评估师签名？",
        "我的专利值多少钱？",
        "出资的专利必须评估作价吗？",
        "How is the value of a patent appraised in China?",
        "What is my trademark worth?",
    ):
        assert not any(re.search(cue, turn, re.IGNORECASE) for cue in VALUE_CUES)
    assert "estimate_value" not in called(Talker(world, "lin")("我的专利值多少钱？"))


def test_who_is_told_what_to_say_is_understood(world: World) -> None:
    for language in ("zh", "en"):
        advised = re.search(r"[“](估算[^”]+|estimate[^”]+)[”]", phrases(language)("valuation"))
        assert advised
        assert Talker(world, "lin")(advised[1]).answer == spec("revenue").ask.of(language)


@pytest.mark.parametrize(
    ("name", "text", "asked", "heard"),
    [
        ("royalty", "许可费率大概在3%到8%之间", False, "3%到8%"), ("royalty", "a 5% royalty", False, "5%"), ("royalty", "百分之五", True, "百分之五"),
        ("royalty", "5", True, "5%"), ("royalty", "0.5", True, ""), ("royalty", "很高", True, ""), ("royalty", "收入800万", False, ""),
        ("revenue", "年收入约为800万元，增长率5%", False, "800万元"), ("revenue", "八百万元左右", True, "八百万元"), ("revenue", "revenue of about US$3 million", False, "US$3 million"),
        ("life", "18个月", True, "18个月"), ("life", "还有5到8年", True, "5到8年"), ("discount", "说不准", True, "unknown"), ("discount", "说不准", False, ""),
        ("growth", "-5%", True, "-5%"), ("growth", "每年下降3%到5%", True, "-5%:-3%"), ("growth", "falling by 4% a year", True, "-4%"),
    ],
)  # fmt: skip
def test_figures_are_heard_as_said(name: str, text: str, asked: bool, heard: str) -> None:
    assert figure_said(name, text, asked) == heard


def test_no_figure_is_taken_that_the_user_has_not_said() -> None:
    turns = ["收入800万到1000万", "许可费率 5%", "18个月", "八百万"]
    require_figures_said(
        {"revenue": "8000000:10000000", "royalty": 0.05, "life": "1.5", "tax": "unknown", "growth": None}, turns
    )
    for name, given in (("royalty", "6%"), ("revenue", "900万"), ("tax", 0.25)):
        with pytest.raises(Refused) as refused:
            require_figures_said({name: given}, turns)
        assert refused.value.name == "figure.not_said"


def test_every_figure_that_is_asked_for_explains_itself() -> None:
    for name, about in specs().items():
        assert about.ask.zh, name
        assert about.ask.en, name
        assert bool(about.cue.zh) == bool(about.cue.en), name
