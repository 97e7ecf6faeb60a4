"""What cannot be meant is said in one sentence of each language; nothing is computed."""

import math
from typing import Any

import pytest

from tests.valuation.asking import ROYALTY, asked, valued
from tools.refused import Refused
from tools.valuation.figure import figure_words

CASES: list[tuple[str, dict[str, Any]]] = [
    ("figure.negative", {"inputs": ROYALTY | {"royalty": "-3%"}}),
    ("figure.limits", {"inputs": ROYALTY | {"royalty": "120%"}}),
    ("figure.limits", {"inputs": ROYALTY | {"royalty": 5}}),
    ("figure.negative", {"inputs": ROYALTY | {"revenue": -1}}),
    ("figure.limits", {"inputs": ROYALTY | {"revenue": "1e30"}}),
    ("figure.limits", {"inputs": ROYALTY | {"life": 5000}}),
    ("figure.limits", {"inputs": ROYALTY | {"discount": "0%"}}),
    ("figure.finite", {"inputs": ROYALTY | {"revenue": math.nan}}),
    ("figure.finite", {"inputs": ROYALTY | {"growth": math.inf}}),
    ("figure.finite", {"inputs": ROYALTY | {"revenue": 10**400}}),
    ("figure.order", {"inputs": ROYALTY | {"royalty": "8%:5%:3%"}}),
    ("figure.bound", {"inputs": ROYALTY | {"royalty": {"low": "3%"}}}),
    ("figure.many", {"inputs": ROYALTY | {"royalty": "1%:2%:3%:4%"}}),
    ("figure.unread", {"inputs": ROYALTY | {"royalty": "很高"}}),
    ("figure.unread", {"inputs": ROYALTY | {"revenue": True}}),
    ("figure.percent", {"inputs": ROYALTY | {"life": "8%"}}),
    ("figure.unknown", {"inputs": ROYALTY | {"magic": 1}}),
    ("figure.unknown", {"inputs": ROYALTY | {"revenue_year_9": 1}}),
    ("request.text", {"inputs": ROYALTY | {"royalty": [[[0.05]]]}}),
    ("request.text", {"subject": {"a": 1}}),
    ("request.text", {"right": {"filed": [2020]}}),
    ("figure.entries", {"inputs": ROYALTY | {"royalty": {"value": 0.05, "wert": 1}}}),
    ("figure.origin", {"inputs": ROYALTY | {"royalty": {"value": 0.05, "origin": "hearsay"}}}),
    ("valuation.currency", {"inputs": ROYALTY | {"revenue": "US$5000"}}),
    ("valuation.currency", {"inputs": ROYALTY | {"revenue": {"value": 5, "currency": "EUR"}}}),
    ("valuation.currency", {"comparables": [{"price": 5000, "currency": "USD"}]}),
    ("currency", {"currency": "XXX"}),
    ("comparable.price", {"comparables": [{"kind": "transfer"}]}),
    ("comparable.price", {"comparables": [{"price": 0}]}),
    ("cost.amount", {"costs": [{"name": "design"}]}),
    ("right.future", {"right": {"filed": "2027-01-01"}}),
    ("right.order", {"right": {"filed": "2020-01-01", "granted": "2019-01-01"}}),
    ("right.order", {"right": {"filed": "2020-01-01", "expires": "2019-01-01"}}),
    ("date", {"right": {"filed": "2020-13-01"}}),
    ("request.kind", {"kind": "plant"}),
    ("request.unknown", {"sale": 1}),
    ("request.mapping", {"inputs": [1]}),
    ("request.list", {"comparables": {"price": 1}}),
    ("request.size", {"comparables": [{"price": 1}] * 201}),
    ("request.draws", {"draws": 10}),
    ("request.seed", {"seed": -1}),
    ("weights", {"weights": {"royalty": -1}}),
    ("weights", {"weights": {"royalty": 0}}),
    ("forecast.gap", {"forecast": [1, None, 3]}),
    ("brand.unknown", {"kind": "trademark", "brand": {"beauty": 3}}),
    ("right.indefinite", {"inputs": ROYALTY | {"life": "indefinite", "horizon": 10}}),
    ("discount.growth", {"kind": "trademark", "inputs": ROYALTY | {"life": "indefinite", "horizon": 10, "terminal_growth": "15%"}}),
    ("discount.growth", {"kind": "trademark", "inputs": ROYALTY | {"life": "不定", "horizon": 10, "discount": "5%:15%", "terminal_growth": "2%:6%"}}),
    ("valuation.size", {"inputs": ROYALTY | {"revenue": "1e13", "growth": "500%", "life": 60}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wrong"), CASES, ids=[f"{name}-{place}" for place, (name, _) in enumerate(CASES)])
def test_what_cannot_be_meant_is_one_sentence(name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        valued(**wrong)
    assert refused.value.name == name
    chinese, _, english = str(refused.value).partition("/ ")
    assert chinese.strip().endswith("。")
    assert english.endswith(".")
    assert english.count(". ") == 0
    assert len(english) < 250


def test_a_figure_nobody_knows_is_left_out_and_not_filled_in() -> None:
    for word in ("不知道", "don't know", "", None, "unknown"):
        assert "royalty" not in asked(inputs=ROYALTY | {"royalty": word}).inputs


def test_limits_are_told_in_the_figures_own_unit() -> None:
    assert figure_words(0.125, "share") == "12.5%"


def test_a_small_file_that_unfolds_into_a_huge_one_is_refused_at_once() -> None:
    bomb: list[Any] = ["x"] * 9
    for _ in range(30):
        bomb = [bomb] * 9
    for wrong in (
        {"subject": bomb},
        {"inputs": {"revenue": bomb}},
        {"inputs": {"revenue": {"value": 1, "note": bomb}}},
        {"currency": bomb},
        {"seed": bomb},
        {"kind": bomb},
        {"day": bomb},
    ):
        with pytest.raises(Refused):
            valued(**({"kind": "invention"} | wrong))


def test_what_is_given_and_not_used_is_said() -> None:
    assert valued(inputs=ROYALTY | {"horizon": 10, "risk_free": "2%"}).unused == ("horizon", "risk_free")
    assert valued().unused == ()
