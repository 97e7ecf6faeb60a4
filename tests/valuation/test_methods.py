"""How the methods behave: the legal term, part years, decay, brand strength, comparables, cost, and the methods together."""

import pytest

from tests.valuation.asking import DAY, RANGES, ROYALTY, SOFTWARE, of, point, valued
from tools.valuation.telling import valuation_text

BRAND = {"revenue": 20_000_000, "growth": "3%", "royalty": "1%:4%", "discount": "14%", "tax": "25%", "life": 10}
SCORES = dict.fromkeys(
    ("investment", "awareness", "preference", "reputation", "protection", "performance", "margin"), 80
)


def test_the_life_ends_with_the_legal_term() -> None:
    filed = {
        "filed": "2011-11-22",
        "granted": "2014-01-01",
    }  # an invention: to 2031-11-22, five years from the day of the value
    capped = of(valued(inputs=ROYALTY | {"life": 12}, right=filed), "royalty")
    assert len(capped.schedule) == 5
    assert capped.point == pytest.approx(of(valued(inputs=ROYALTY | {"life": 5}), "royalty").point, rel=1e-3)
    assert valued(inputs=ROYALTY, right=filed).legal.expires == DAY.replace(year=2031)


@pytest.mark.parametrize(
    ("kind", "filed", "expires"),
    [
        ("utility_model", "2020-05-01", "2030-05-01"),
        ("design", "2021-06-01", "2036-06-01"),
        ("design", "2021-05-31", "2031-05-31"),
    ],
)
def test_terms_are_those_of_the_filing_day(kind: str, filed: str, expires: str) -> None:
    assert str(valued(kind, right={"filed": filed, "granted": "2021-12-01"}).legal.expires) == expires


@pytest.mark.parametrize(
    ("right", "over"),
    [
        ({"filed": "2006-11-22"}, "expired"),
        ({"expires": "2026-11-22"}, "expired"),
        ({"ended": "2025-01-01", "reason": "年费未缴"}, "ended"),
    ],
)
def test_a_right_that_is_over_is_worth_nothing_and_why_is_said(right: dict[str, str], over: str) -> None:
    found = valued(inputs=ROYALTY, right=right, comparables=[{"price": 5}])
    assert found.over == over
    assert found.methods == ()
    assert "价值为 0" in valuation_text(found, "zh")
    assert "Worth 0" in valuation_text(found, "en")


def test_a_part_of_a_year_earns_a_part() -> None:
    two, half, three = (point(inputs=ROYALTY | {"life": life}) for life in (2, 2.5, 3))
    assert two < half < three
    third = 1_000_000 * 1.05**2 * 0.05 * 0.75
    assert half - two == pytest.approx(third / 2 / 1.15**2.5, abs=0.01)


def test_mid_year_is_half_a_year_earlier() -> None:
    assert point(inputs=ROYALTY, mid_year=True) == pytest.approx(point(inputs=ROYALTY) * 1.15**0.5, abs=0.02)


def test_decay_takes_away_from_growth() -> None:
    assert point(inputs=ROYALTY | {"decay": "20%"}) == pytest.approx(
        point(inputs=ROYALTY | {"growth": -0.16}), abs=0.01
    )  # 1.05 x 0.8


def test_the_parts_of_the_discount_rate_are_shown_and_all_needed() -> None:
    parts = {"risk_free": "2%", "market_risk": "6%", "size_risk": "3%", "technology_risk": "2%"}
    lacking = valued(inputs={name: each for name, each in ROYALTY.items() if name != "discount"} | parts)
    assert next(each.missing for each in lacking.lacking if each.method == "royalty") == ("specific_risk",)
    whole = valued(
        inputs={name: each for name, each in ROYALTY.items() if name != "discount"}
        | parts
        | {"specific_risk": "1%:2%:3%"}
    )
    assert of(whole, "royalty").point == of(valued(inputs=ROYALTY), "royalty").point
    assert "资产特有风险溢价 1% 至 3%" in valuation_text(whole, "zh")


def test_capital_gives_the_rate_too() -> None:
    capital = {"equity_weight": "70%", "cost_of_equity": "12%", "cost_of_debt": "6%"}
    rest = {name: each for name, each in ROYALTY.items() if name != "discount"}
    assert point(inputs=rest | capital) == point(inputs=ROYALTY | {"discount": "9.75%"})


@pytest.mark.parametrize("missing", ["revenue", "growth", "royalty", "discount", "life", "tax"])
def test_what_is_missing_is_named_and_nothing_stands_in_for_it(missing: str) -> None:
    found = valued(inputs={name: each for name, each in ROYALTY.items() if name != missing})
    assert found.methods == ()
    assert found.reconciled is None
    assert next(each.missing for each in found.lacking if each.method == "royalty") == (missing,)
    assert "未知" in valuation_text(found, "zh")


def test_a_forecast_shorter_than_the_life_is_not_stretched() -> None:
    rest = {name: each for name, each in ROYALTY.items() if name not in ("revenue", "growth")}
    short = valued(inputs=rest, forecast=[1_000_000, 1_050_000])
    assert next(each.missing for each in short.lacking if each.method == "royalty") == ("forecast_short",)
    stretched = point(inputs=rest | {"growth": "5%"}, forecast=[1_000_000, 1_050_000])
    assert stretched == point(inputs=ROYALTY)


def test_brand_strength_places_the_royalty() -> None:
    placed = point("trademark", BRAND, brand=SCORES)
    assert placed == point("trademark", BRAND | {"royalty": "3.4%"})
    assert "按品牌强度指数 80 定位在 3.4%" in valuation_text(valued("trademark", BRAND, brand=SCORES), "zh")
    stronger = point("trademark", BRAND, brand=SCORES | {"margin": 100})
    assert stronger > placed
    unscored = of(valued("trademark", BRAND, brand={"awareness": 80}), "royalty").distribution
    scored = of(valued("trademark", BRAND, brand=SCORES), "royalty").distribution
    assert unscored.high - unscored.low > scored.high - scored.low


def test_an_indefinite_life_has_a_horizon_and_an_end_value_only_where_growth_is_given() -> None:
    endless = BRAND | {"royalty": "3%", "life": "indefinite", "horizon": 10}
    assert point("trademark", endless) == point("trademark", BRAND | {"royalty": "3%", "life": 10})
    assert "horizon_only" in valued("trademark", endless).cautions
    level = {
        "revenue": 1_000_000,
        "growth": "2%",
        "royalty": "4%",
        "discount": "12%",
        "tax": "0%",
        "life": "不定",
        "horizon": 7,
        "terminal_growth": "2%",
    }
    assert point("trademark", level) == pytest.approx(
        40_000 / (0.12 - 0.02), abs=0.01
    )  # a growing perpetuity, wherever it is cut


def test_comparables_give_their_median_and_their_spread() -> None:
    deals = [
        {"price": "20万", "day": "2019-01-01"},
        {"price": 150_000},
        {"price": 300_000, "adjustments": {"scope": "0.8:0.9:1"}},
    ]
    found = valued(inputs={}, comparables=deals)
    market = of(found, "market")
    assert market.point == 20_000_000
    assert market.basis["comparables"] == 3
    assert market.basis["years_old"] == [7.9, None, None]
    assert 15_000_000 <= market.distribution.low < market.distribution.high <= 30_000_000
    assert "old_deals" in found.cautions
    assert "few_deals" in valued(inputs={}, comparables=deals[:1]).cautions


def test_cost_is_what_it_takes_less_what_is_outdated() -> None:
    assert point("software", SOFTWARE, "cost") == 600 * 2000 * 1.2 * 1.15 * 0.8
    assert point("software", SOFTWARE | {"age": 2, "life": 6}, "cost") == 600 * 2000 * 1.2 * 1.15 * 0.8 * 0.75
    items = {name: each for name, each in SOFTWARE.items() if name not in ("effort", "rate")}
    assert (
        point(
            "software", items, "cost", costs=[{"name": "设计", "amount": "70万"}, {"name": "测试", "amount": 500_000}]
        )
        == 1_324_800
    )


def test_excess_earnings_leave_what_other_assets_earn() -> None:
    excess = {name: each for name, each in ROYALTY.items() if name != "royalty"} | {"margin": "18%", "charges": "13%"}
    assert point(inputs=excess, method="excess") == point(inputs=ROYALTY)
    losing = valued(inputs=excess | {"margin": "5%:10%:20%"})
    assert "worthless" in losing.cautions


def test_methods_that_disagree_are_shown_to_disagree() -> None:
    found = valued(
        inputs=RANGES,
        comparables=[{"price": 9_000_000}, {"price": 9_500_000}],
        weights={"royalty": {"weight": 3, "reason": "成交太少"}, "market": 1},
    )
    assert found.reconciled
    assert found.reconciled.apart == (("royalty", "market"),)
    assert [share.weight for share in found.reconciled.shares] == [0.75, 0.25]
    assert found.reconciled.high >= of(found, "market").distribution.low  # the range is as wide as they disagree
    assert found.reconciled.low <= of(found, "royalty").distribution.high
    for language, words in (("zh", "没有交集"), ("en", "do not meet")):
        assert words in valuation_text(found, language)  # type: ignore[arg-type]
    assert "成交太少" in valuation_text(found, "zh")


def test_a_single_number_for_everything_is_not_certainty() -> None:
    found = valued(inputs=ROYALTY)
    assert {"no_range", "one_method"} <= set(found.cautions)
    assert of(found, "royalty").tornado == ()
    assert "fast_growth" in valued(inputs=ROYALTY | {"growth": "20%"}).cautions


def test_what_an_expert_would_say_first() -> None:
    assert {"not_granted", "invalid", "fees"} <= set(valued(right={"filed": "2022-01-01"}).cautions)
    assert "not_examined" in valued("utility_model", right={"filed": "2022-01-01", "granted": "2022-09-01"}).cautions
    assert valued("trademark", BRAND).service == "APR-TM"
    assert valued("software", SOFTWARE).service == "APR-CR"


def test_a_mark_lives_on_by_renewal_until_its_grace_has_passed() -> None:
    alive = valued("trademark", BRAND, right={"expires": "2028-01-01"})
    assert len(of(alive, "royalty").schedule) == 10  # the term is no end of a mark's life
    graced = valued("trademark", BRAND, right={"expires": "2026-07-01"})
    assert not graced.over
    assert "grace" in graced.cautions
    assert valued("trademark", BRAND, right={"expires": "2026-05-22"}).over == "expired"


def test_a_right_of_another_office_is_not_judged_by_chinese_law() -> None:
    american = valued(inputs=ROYALTY, right={"office": "US", "filed": "2015-03-01", "granted": "2018-05-01"})
    assert "abroad" in american.cautions
    assert str(american.legal.expires) == "2035-03-01"
    assert not [name for name in american.provisions if name.startswith("patent")]
    unknown = valued(inputs=ROYALTY, right={"office": "ZZ", "filed": "2015-03-01", "granted": "2018-05-01"})
    assert unknown.legal.years is None
    assert "term_unknown" in unknown.cautions


def test_names_of_adjustments_hold_no_markup() -> None:
    found = valued(inputs={}, comparables=[{"price": 5, "adjustments": {"[范围](http://x)": "0.9"}}])
    assert "第1件可比的调整：范围 http x" in valuation_text(found, "zh")
