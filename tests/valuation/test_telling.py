"""What stands with every figure: the label with its provisions, the route, both languages, nothing of anybody's markup."""

import pytest

from knowledge.language import Language
from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tests.valuation.asking import RANGES, SOFTWARE, valued
from tools.orders.catalogue import catalogue
from tools.valuation.brand import factors
from tools.valuation.figure import specs
from tools.valuation.provisions import provisions
from tools.valuation.request import METHODS
from tools.valuation.telling import figure_name, valuation_text, wording

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def test_every_provision_is_held_in_force_and_says_what_is_relied_on(library: LawLibrary) -> None:
    rows = [row for entries in provisions().values() for row in entries]
    for row in rows:
        article = library.by_key(row["key"])
        assert article is not None, row["key"]
        assert row["word"] in article.text, row["key"]
    today = {row["key"] for row in rows if row.get("from", TODAY) <= TODAY and row.get("until", TODAY.max) > TODAY}
    assert len(today) == len(provisions())
    for key in today:
        article = library.by_key(key)
        assert article
        assert article.version.in_force(TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_always_labelled_and_leads_to_a_licensed_appraiser(language: Language) -> None:
    label = "不是《资产评估法》意义上的评估报告" if language == "zh" else "not an appraisal report"
    for found in (
        valued(),
        valued(inputs={}),
        valued("software", SOFTWARE),
        valued("trademark", right={"expires": "2020-01-01"}),
    ):
        text = valuation_text(found, language)
        assert label in text
        assert "[cn/asset-appraisal-law@2016-12-01/art27]" in text
        assert found.service in text
        assert catalogue().service(found.service).licence == "appraiser"


def test_both_languages_say_the_same_things() -> None:
    assert wording("zh").names() == wording("en").names()
    for name in [*specs(), *(f"brand_{factor}" for factor in factors())]:
        assert figure_name(name, "zh") != figure_name(name, "en")
    for name in METHODS:
        assert wording("zh")(f"method_{name}") != wording("en")(f"method_{name}")
    assert sum(factor.weight for factor in factors().values()) == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_with_its_value_and_whose_it_is(language: Language) -> None:
    text = valuation_text(
        valued(inputs=RANGES | {"royalty": {"low": 0.03, "high": 0.08, "origin": "market"}}, seed=7), language
    )
    for words in (
        ("3% 至 8%，其间等可能（市场数据）", "¥1,000,000.00（您提供）", "种子 7")
        if language == "zh"
        else ("3% to 8%, all equally likely (market)", "CNY 1,000,000.00 (yours)", "seed 7")
    ):
        assert words in text


def test_nobody_can_put_links_or_keys_into_it() -> None:
    found = valued(
        subject="[x](http://evil) <b> [cn/patent-law@2021-06-01/art1]",
        weights={"royalty": {"weight": 1, "reason": "![x](http://evil)"}},
        comparables=[{"price": 5}],
    )
    text = valuation_text(found, "zh")
    assert "http://" not in text
    assert "art1]" not in text
    assert "<b>" not in text
