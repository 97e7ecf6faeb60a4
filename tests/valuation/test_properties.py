"""What holds for every value: it moves the right way, its ranges hold its point, its probabilities add up."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.valuation.asking import RANGES, ROYALTY, SOFTWARE, asked, of, valued
from tools.valuation.valuing import document, value

few = settings(max_examples=12, deadline=None)
shares = st.floats(0.005, 0.4).map(lambda each: round(each, 4))


@st.composite
def inputs(draw: st.DrawFn) -> dict[str, Any]:
    """Figures of a relief from royalty, some exact, some with bounds."""

    def figure(strategy: st.SearchStrategy[float]) -> dict[str, float]:
        low, mode, high = sorted(draw(strategy) for _ in range(3))
        return draw(
            st.sampled_from([{"value": mode}, {"low": low, "high": high}, {"low": low, "value": mode, "high": high}])
        )

    return {
        "revenue": figure(st.floats(1e4, 1e8)), "growth": figure(st.floats(-0.2, 0.2)), "royalty": figure(shares),
        "discount": figure(st.floats(0.05, 0.5)), "tax": figure(st.floats(0, 0.4)), "life": figure(st.floats(0.5, 20)),
    }  # fmt: skip


def raised(figure: dict[str, float], by: float) -> dict[str, float]:
    return {name: number + by for name, number in figure.items()}


@few
@given(inputs(), shares)
def test_more_royalty_never_lowers_any_part_of_it(figures: dict[str, Any], more: float) -> None:
    before, after = (
        of(valued(inputs=each), "royalty")
        for each in (figures, figures | {"royalty": raised(figures["royalty"], more)})
    )
    assert after.point >= before.point
    assert all(after.distribution.percentiles[name] >= each for name, each in before.distribution.percentiles.items())


@few
@given(inputs(), shares)
def test_a_higher_discount_rate_never_raises_it(figures: dict[str, Any], more: float) -> None:
    before, after = (
        of(valued(inputs=each), "royalty")
        for each in (figures, figures | {"discount": raised(figures["discount"], more)})
    )
    assert after.point <= before.point
    assert all(after.distribution.percentiles[name] <= each for name, each in before.distribution.percentiles.items())


@few
@given(inputs())
def test_ranges_hold_the_point_and_bars_hold_the_base(figures: dict[str, Any]) -> None:
    found = valued(inputs=figures, comparables=[{"price": 5e5}, {"price": 9e5, "adjustments": {"scope": "0.5:0.8:1"}}])
    for each in found.methods:
        assert each.distribution.low <= each.point <= each.distribution.high
        assert all(bar.low <= each.point <= bar.high for bar in each.tornado)
        assert {bar.figure for bar in each.tornado} == {figure.name for figure in each.figures if figure.spread}
        assert list(each.distribution.percentiles.values()) == sorted(each.distribution.percentiles.values())
    assert found.reconciled
    assert found.reconciled.low <= found.reconciled.point <= found.reconciled.high


@few
@given(inputs())
def test_probabilities_add_up_to_one(figures: dict[str, Any]) -> None:
    for each in valued(inputs=figures).methods:
        assert sum(column.count for column in each.distribution.histogram) == each.distribution.draws == 1000
        assert abs(sum(column.probability for column in each.distribution.histogram) - 1) < 1e-12


@few
@given(inputs(), st.integers(2, 9))
def test_more_revenue_scales_it(figures: dict[str, Any], times: int) -> None:
    larger = figures | {"revenue": {name: number * times for name, number in figures["revenue"].items()}}
    before, after = of(valued(inputs=figures), "royalty"), of(valued(inputs=larger), "royalty")
    assert abs(after.point - times * before.point) <= times
    assert abs(after.distribution.percentiles["p50"] - times * before.distribution.percentiles["p50"]) <= times


@few
@given(inputs())
def test_no_life_left_is_worth_nothing(figures: dict[str, Any]) -> None:
    found = of(valued(inputs=figures | {"life": 0}), "royalty")
    assert found.point == found.distribution.high == 0


@few
@given(inputs(), st.integers(0, 2**40))
def test_the_same_request_gives_the_same_bytes(figures: dict[str, Any], seed: int) -> None:
    assert document(valued(inputs=figures, seed=seed)) == document(valued(inputs=figures, seed=seed))


def test_another_seed_draws_otherwise_and_keeps_the_point() -> None:
    one, two = (of(valued(inputs=RANGES, seed=seed), "royalty") for seed in (1, 2))
    assert one.point == two.point
    assert one.distribution.percentiles != two.distribution.percentiles


def test_bounds_alone_are_wider_than_bounds_with_a_mode() -> None:
    known = of(valued(inputs=ROYALTY | {"royalty": "3%:5%:7%"}), "royalty").distribution
    bounded = of(valued(inputs=ROYALTY | {"royalty": "3%:7%"}), "royalty").distribution
    assert bounded.low < known.low
    assert bounded.high > known.high


def test_what_comes_out_computes_the_same_again() -> None:
    found = valued(inputs=RANGES | SOFTWARE)
    again = type(found.request).model_validate_json(found.request.model_dump_json())
    assert document(value(again)) == document(found)
    assert value(asked(inputs=RANGES, distribution="triangular")).methods != value(asked(inputs=RANGES)).methods
