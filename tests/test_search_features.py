"""Features of claims and prose, claims and what they depend on, and how far a document tells a feature."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.feature_matching import chinese, english, figures, pairs
from tests.conftest import SHARED
from tests.search_records import inventions, record, vectors
from tools.search.claim_reading import read_claims, whole_features
from tools.search.features import split_claim, split_text
from tools.search.matching import Found, match_features
from tools.search.passages import cut, passages_of
from tools.search.vocabulary import overlap


def texts(claim: str) -> list[str]:
    return [feature.text for feature in split_claim(claim)]


def test_a_chinese_claim_is_split_at_its_features() -> None:
    claim = "1.一种混凝土轨枕(1)，包括轨枕本体(2)，其特征在于：所述轨枕本体两侧设有U型预留孔(3a)；所述预留孔底部埋于轨枕本体内；还包括钢筋架。"
    found = split_claim(claim)
    assert [feature.text for feature in found] == [
        "一种混凝土轨枕，包括轨枕本体", "所述轨枕本体两侧设有U型预留孔", "所述预留孔底部埋于轨枕本体内", "还包括钢筋架",
    ]  # fmt: skip
    assert [feature.preamble for feature in found] == [True, False, False, False]
    assert [feature.id for feature in found] == ["F1", "F2", "F3", "F4"]


def test_an_english_claim_is_split_at_its_features() -> None:
    claim = "1. A pump, comprising: a housing (10) having an inlet; a rotor in the housing; and a seal, wherein the seal is rubber."
    assert texts(claim) == [
        "A pump",
        "a housing having an inlet",
        "a rotor in the housing",
        "a seal, wherein the seal is rubber",
    ]


def test_prose_is_split_and_its_merits_left_out() -> None:
    split = split_text(
        "一种隔热披萨盒，包括盒体：盒体由多层纸板制成，所述盒盖上有可关闭的通气孔。内壁贴有铝薄膜。本发明的优点是成本低。"
    )
    assert [feature.text for feature in split.features][-1] == "内壁贴有铝薄膜"
    assert split.left_out == ["本发明的优点是成本低"]
    english_split = split_text("A pizza box. The lid has closable vents. The advantage of the box is its price.")
    assert [feature.text for feature in english_split.features] == ["A pizza box", "The lid has closable vents"]
    assert english_split.left_out == ["The advantage of the box is its price"]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_can_be_split(text: str) -> None:
    for feature in [*split_claim(text), *split_text(text).features]:
        assert feature.text.strip()
    cut(text, "¶1")


@pytest.mark.parametrize("invention", inventions(), ids=lambda each: each.symbol)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_feature_of_a_synthetic_claim_is_found(invention: object, language: str) -> None:
    found = split_claim(invention.claim(language))  # type: ignore[attr-defined]
    assert len(found) == 5
    assert found[0].preamble


def test_claims_are_read_with_what_they_depend_on() -> None:
    base = record("CN1000001B", inventions()[0], "zh", date(2020, 1, 1))
    zh = base.texts["zh"].model_copy(
        update={
            "claims": (
                "1.一种装置，其特征在于：有传感器。",
                "2.根据权利要求1所述的装置，其特征在于：传感器为温度传感器。",
                "3.如权利要求1或2所述的装置，其特征在于：还有报警器。",
                "4.根据权利要求1至3任一项所述的装置，其特征在于：还有外壳。",
                "5.一种方法，其特征在于：使用传感器。",
            )
        }
    )
    claims = read_claims(base.model_copy(update={"texts": {"zh": zh}}))
    assert [claim.parents for claim in claims] == [(), (1,), (1, 2), (1, 2, 3), ()]
    assert [claim.number for claim in claims if claim.independent] == [1, 5]
    assert claims[0].children == (2, 3, 4)
    assert [feature.text for feature in whole_features(claims, 3)][-1] == "还有报警器"
    assert "有传感器" in [feature.text for feature in whole_features(claims, 3)]


def test_english_references_are_read() -> None:
    base = record("US1000001B2", inventions()[0], "en", date(2020, 1, 1))
    en = base.texts["en"].model_copy(
        update={
            "claims": (
                "1. A device comprising a sensor.",
                "2. The device of claim 1, wherein the sensor is hot.",
                "3. The device according to any one of claims 1 to 2, further comprising a lid.",
                "4. The device of any of the preceding claims, further comprising a box.",
                "5. A method of using a device.",
            )
        }
    )
    claims = read_claims(base.model_copy(update={"texts": {"en": en}}))
    assert [claim.parents for claim in claims] == [(), (1,), (1, 2), (1, 2, 3), ()]


@pytest.mark.parametrize(("said", "told"), [("zh", "zh"), ("en", "en"), ("zh", "en"), ("en", "zh")])
def test_features_are_found_in_their_own_document_and_not_in_others(said: str, told: str) -> None:
    every = inventions()
    for place, invention in enumerate(every[::3]):
        features = split_claim(invention.claim(said))
        own = match_features(features, passages_of(record("CN1000001B", invention, told, date(2020, 1, 1))), vectors)
        assert all(match.found is Found.MATCHED for match in own), [(m.score, m.passage) for m in own]
        other = every[(3 * place + 7) % len(every)]
        foreign = match_features(features, passages_of(record("CN1000001B", other, told, date(2020, 1, 1))), vectors)
        assert sum(match.found is Found.MATCHED for match in foreign) <= 1
        assert all(match.place and match.passage for match in own)


def test_a_feature_that_was_left_out_is_missing() -> None:
    invention = inventions()[0]
    half = record("CN1000003U", invention, "zh", date(2020, 1, 1), 2)
    matches = match_features(split_claim(invention.claim("zh")), passages_of(half), vectors)
    assert [match.found for match in matches][:3] == [Found.MATCHED] * 3
    assert matches[-1].found is not Found.MATCHED
    assert [m.found for m in match_features(split_claim(invention.claim("zh")), [], vectors)] == [Found.MISSING] * 5


def test_words_are_compared_across_the_languages() -> None:
    assert overlap("a metal grille at the air inlet", "en", "进气口前方设置金属格栅", "zh") == 1.0
    assert overlap("进气口的金属格栅", "zh", "a metal grille at the air inlet", "en") == 1.0
    assert overlap("孔", "zh", "a nozzle with holes", "en") < 0.5  # one word in common proves little
    assert overlap("金属格栅", "zh", "a wooden door", "en") == 0.0


def test_real_features_are_told_from_others() -> None:
    """A part of the labelled set of evals/feature_matching.py; the whole of it is reported there."""
    zh = figures(pairs(chinese(SHARED)[1:18:2], vectors))
    assert zh["own matched"] >= 0.85
    assert zh["other matched"] <= 0.05
    shortest = sorted(english(SHARED), key=lambda document: len(document.passages))[:3]
    en = figures(pairs(shortest, vectors))
    assert en["own matched or partial"] >= 0.8
    assert en["other matched"] <= 0.1
    assert json.dumps(en)
