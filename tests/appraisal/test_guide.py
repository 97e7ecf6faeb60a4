"""The data of the appraisal: the guide's counts, weights that add up, definitions and scorers, provisions that say what is relied on."""

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tools.appraisal.appraisal import LABEL, SERVICE
from tools.appraisal.facts import read_facts, read_pairs
from tools.appraisal.guide import WHOLE, Book, book, read_scenario
from tools.appraisal.measures import MEASURES
from tools.orders.catalogue import catalogue
from tools.refused import Refused
from tools.search.words import words_of

# A word each article has to hold, for it is what the appraisal relies on it for.
HOLDS = {
    "cn/patent-law@2021-06-01/art6": "职务发明创造", "cn/patent-law@2021-06-01/art8": "除另有协议的以外", "cn/patent-law@2021-06-01/art9": "声明放弃该实用新型专利权",
    "cn/patent-law@2021-06-01/art10": "转让自登记之日起生效", "cn/patent-law@2021-06-01/art14": "全体共有人的同意", "cn/patent-law@2021-06-01/art22": "新颖性、创造性和实用性",
    "cn/patent-law@2021-06-01/art35": "视为撤回", "cn/patent-law@2021-06-01/art37": "视为撤回", "cn/patent-law@2021-06-01/art38": "应当予以驳回",
    "cn/patent-law@2021-06-01/art39": "发明专利权自公告之日起生效", "cn/patent-law@2021-06-01/art40": "实用新型专利权和外观设计专利权自公告之日起生效",
    "cn/patent-law@2021-06-01/art42": "发明专利权的期限为二十年", "cn/patent-law@2021-06-01/art43": "缴纳年费", "cn/patent-law@2021-06-01/art44": "没有按照规定缴纳年费的",
    "cn/patent-law@2021-06-01/art45": "宣告该专利权无效", "cn/patent-law@2021-06-01/art47": "视为自始即不存在", "cn/patent-law@2021-06-01/art51": "不得就该专利给予独占或者排他许可",
    "cn/patent-law@2021-06-01/art66": "专利权评价报告", "cn/civil-code@2021-01-01/art444": "出质人不得转让或者许可他人使用", "cn/tech-transfer-law@2015-10-01/art18": "公示科技成果名称和拟交易价格",
    "cn/state-assets-law@2009-05-01/art54": "产权交易场所公开进行", "cn/state-assets-law@2009-05-01/art55": "最低转让价格", LABEL[0]: "两种以上评估方法", LABEL[1]: "至少两名承办该项业务的评估专业人员签名", LABEL[2]: "使用范围",
}  # fmt: skip


def raw() -> dict[str, Any]:
    text = files("tools.appraisal").joinpath("indicators.yaml").read_text("utf-8")
    return dict(yaml.load(text, yaml.CSafeLoader))


def test_the_counts_are_the_guides() -> None:
    known = book()
    assert (len(known.dimensions), len(known.groups), len(known.indicators)) == (3, 14, 27)
    assert {group.dimension for group in known.groups.values()} == set(known.dimensions)
    assert {each.group for each in known.indicators} == set(known.groups)
    assert len({each.id for each in known.indicators}) == 27


def test_the_weights_of_every_scenario_add_up_exactly() -> None:
    assert set(book().scenarios) == {"licence", "finance", "reporting", "infringement", "management"}
    for scenario in book().scenarios:
        weights = [each.weights[scenario] for each in book().indicators]
        assert sum(weights) == WHOLE
        assert min(weights) > 0
    assert book().weights_by == "ours"


def test_every_indicator_is_defined_and_scored_or_asked_of_the_user() -> None:
    for each in book().indicators:
        assert all((each.means.zh, each.means.en, each.rests_on.zh, each.rests_on.en))
        assert each.measure in MEASURES or (each.measure == "" and each.fact in book().facts)
        if each.fact and each.scores:  # whatever can be stated has a score
            assert set(book().facts[each.fact].choices) <= set(each.scores), each.id
    assert {each.measure for each in book().indicators} - {""} == set(MEASURES)


def test_what_was_not_read_is_said_to_be_our_own_reading() -> None:
    assert not book().guide.read
    assert {each.by for each in book().indicators} == {"ours"}
    assert "not the standard's words" in book().guide.unknown.en
    assert "不是标准的原文" in book().guide.unknown.zh


def test_every_provision_is_in_force_and_says_what_is_relied_on(library: LawLibrary) -> None:
    named = {key for veto in book().vetoes for key in veto.provisions} | set(LABEL)
    assert named == set(HOLDS)
    for key, words in HOLDS.items():
        article = library.by_key(key)
        assert article, key
        assert article.version.in_force(TODAY), key
        assert words in article.text, key


def test_the_service_that_is_named_is_in_the_catalogue() -> None:
    assert catalogue().service(SERVICE).licence == "appraiser"


def test_a_file_that_does_not_fit_together_is_refused() -> None:
    for spoil in (
        lambda rows: rows["indicators"][0]["weights"].update(licence=51),
        lambda rows: rows["indicators"][3].update(steps=[[5, 50], [1, 60]]),
        lambda rows: rows["indicators"][6].update(fact="", measure=""),
        lambda rows: rows["vetoes"][6]["when"]["said"].update(weather=["bad"]),
    ):
        rows = copy.deepcopy(raw())
        spoil(rows)
        with pytest.raises(ValidationError):
            Book.model_validate(rows)


@pytest.mark.parametrize(("said", "meant"), [("质押融资", "finance"), ("Infringement relief", "infringement"), ("licence or transfer", "licence"), ("管理", "management"), ("", "management")])  # fmt: skip
def test_a_scenario_is_known_by_its_names(said: str, meant: str) -> None:
    assert read_scenario(said) == meant


def test_facts_are_read_by_value_in_both_languages() -> None:
    facts = read_facts({"fees": "已缴", "title": "Disputed", "market_share": "12.5%", "maturity": "9"})
    assert {name: fact.value for name, fact in facts.items()} == {"fees": "paid", "title": "disputed", "market_share": 12.5, "maturity": 9.0}  # fmt: skip
    assert facts["fees"].told().zh.startswith("用户陈述")
    assert facts["fees"].told().en.startswith("stated by the user")


@pytest.mark.parametrize("given", [{"weather": "good"}, {"fees": "perhaps"}, {"maturity": "10"}, {"maturity": "nan"}, {"cited_by": "-1"}, {"economic_life": "inf"}, {"market_share": "many"}])  # fmt: skip
def test_a_fact_that_means_nothing_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        read_facts(given)
    assert next(iter(given)) in str(refused.value)


@pytest.mark.parametrize("pairs", [["fees"], ["fees=paid", "fees=unpaid"]])
def test_a_pair_that_is_none_is_refused(pairs: list[str]) -> None:
    with pytest.raises(Refused):
        read_pairs(pairs)


def test_both_languages_have_the_same_words() -> None:
    assert words_of("tools.appraisal", "zh").names() == words_of("tools.appraisal", "en").names()
