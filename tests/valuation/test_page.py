"""The value on the appraisal page: forms by kind of right, charts and inputs in both languages, what is wrong in a sentence."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.valuation.asking import RANGES, SOFTWARE
from tools.valuation.telling import wording
from ui.texts import texts

visit = pytest.fixture(visits)


@pytest.fixture(autouse=True)
def _furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished(tmp_path, monkeypatch, held=False)


def send(page: AppTest, kind: str, figures: dict[str, object], prices: str = "", **brand: str) -> AppTest:
    if kind != "invention":
        page.segmented_control(key="val_kind").set_value(kind).run()
    for name, figure in figures.items():
        page.text_input(key=f"val_{kind}_{name}").set_value(str(figure))
    for name, score in brand.items():
        page.text_input(key=f"val_brand_{name}").set_value(score)
    if prices:
        page.text_area(key=f"val_{kind}_prices").set_value(prices)
    page.button(key=f"val_{kind}_run").click().run()
    assert not page.exception, page.exception[0].value
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_patent_by_two_methods_that_disagree(visit: Visit, language: Language) -> None:
    words = texts(language)
    page = send(
        visit("appraisal", language),
        "invention",
        RANGES,
        "300万\n350万" if language == "zh" else "3 million\n3.5 million",
    )
    assert page.metric[0].label == words["val_together"]
    told = said_on(page)
    assert ("不是《资产评估法》意义上的评估报告" if language == "zh" else "not an appraisal report") in told
    assert ("没有交集" if language == "zh" else "do not meet") in told
    assert wording(language)("caution_few_deals") in told
    assert len(page.get("vega_lite_chart")) == 3  # two histograms and one tornado
    assert any(words["val_whose"] in table.value.columns for table in page.table)
    assert page.get("download_button")


def test_what_nobody_gave_is_not_known(visit: Visit) -> None:
    page = send(visit("appraisal", "en"), "invention", {"revenue": 5})
    assert not page.metric
    assert "not known, it lacks Revenue growth" in said_on(page)


def test_a_mark_by_brand_strength_and_a_program_by_cost(visit: Visit) -> None:
    mark = {
        "revenue": "2000万",
        "growth": "3%",
        "royalty": "1%:4%",
        "discount": "14%",
        "tax": "25%",
        "life": "不定",
        "horizon": 10,
        "terminal_growth": "2%",
    }
    page = send(visit("appraisal", "zh"), "trademark", mark, awareness="70", margin="50:60:70")
    assert page.metric[0].value.startswith("¥3,4")
    page = send(page, "software", SOFTWARE)
    assert page.metric[0].value == "¥1,324,800.00"


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "“许可费率”不能是负数。"), ("en", "“Royalty rate” cannot be negative.")]
)
def test_what_is_wrong_is_one_sentence(visit: Visit, language: Language, words: str) -> None:
    page = send(visit("appraisal", language), "invention", RANGES | {"royalty": "-3%"})
    assert words in said_on(page)
    assert not page.metric
