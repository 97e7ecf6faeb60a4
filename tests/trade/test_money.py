"""Money is exact: whole minor units, one currency, splits that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from tools.money import MOST, CurrencyMixed, Money, total, zero
from tools.refused import Refused

MINOR = st.integers(-MOST, MOST)


class Priced(BaseModel):
    price: Money


@given(st.integers(0, MOST), st.lists(st.integers(0, 10_000), min_size=1, max_size=9))
def test_a_split_adds_up_to_the_amount(minor: int, weights: list[int]) -> None:
    if not any(weights):
        weights[0] = 1
    parts = Money(minor).split(weights)
    assert total(parts) == Money(minor)
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part.minor - minor * weight // sum(weights) <= 1


def test_a_split_gives_the_remainder_to_the_largest() -> None:
    assert [part.minor for part in Money(100).split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(5).split([3, 7])] == [2, 3]  # 1.5 and 3.5: equal remainders, the first wins
    with pytest.raises(ValueError, match="weights"):
        Money(1).split([0])


@pytest.mark.parametrize(("minor", "rate", "share"), [(5, 1, 0), (15, 1, 2), (25, 1, 2), (35, 1, 4), (-15, 1, -2), (101, 1, 10)])  # fmt: skip
def test_a_share_is_rounded_half_to_even(minor: int, rate: int, share: int) -> None:
    assert Money(minor).share(rate, 10) == Money(share)


@given(MINOR, MINOR)
def test_sums_and_comparisons_are_those_of_whole_numbers(one: int, other: int) -> None:
    assert (Money(one) + Money(other)).minor == one + other
    assert (Money(one) - Money(other)).minor == one - other
    assert (Money(one) < Money(other)) == (one < other)
    assert (Money(one) >= Money(other)) == (one >= other)


def test_currencies_never_mix() -> None:
    for mixed in (
        lambda: Money(1) + Money(1, "USD"),
        lambda: Money(1) < Money(1, "USD"),
        lambda: Money(1) - Money(1, "JPY"),
    ):
        with pytest.raises(CurrencyMixed):
            mixed()
    assert Money(1) != Money(1, "USD")


@pytest.mark.parametrize("minor", [1.0, 1.5, "1", None, True])
def test_only_whole_numbers_are_minor_units(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor)  # type: ignore[arg-type]
    with pytest.raises((ValidationError, TypeError)):
        Priced.model_validate({"price": {"minor": minor, "currency": "CNY"}})


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("1,234.50", "CNY", 123450), ("0.01", "USD", 1), ("500", "JPY", 500), ("1.234", "KWD", 1234), ("12，000", "CNY", 1_200_000), ("-3", "CNY", -300)],
)  # fmt: skip
def test_amounts_are_read_in_major_units(text: str, currency: str, minor: int) -> None:
    assert Money.of(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(("text", "currency"), [("1.005", "CNY"), ("0.5", "JPY"), ("a", "CNY"), ("", "CNY"), ("NaN", "CNY"), ("Infinity", "CNY"), ("1e40", "CNY"), ("1", "XXX")])  # fmt: skip
def test_what_is_no_amount_is_refused(text: str, currency: str) -> None:
    with pytest.raises(Refused, match="。/ "):
        Money.of(text, currency)


def test_money_is_written_as_people_write_it() -> None:
    assert Money(123456789).text("zh") == "¥1,234,567.89"
    assert Money(123456789).text("en") == "CNY 1,234,567.89"
    assert Money(-5, "USD").text("en") == "-US$0.05"
    assert Money(1200, "JPY").text("zh") == "JP¥1,200"
    assert zero("KWD").text("en") == "KWD 0.000"


@given(MINOR, st.sampled_from(["CNY", "USD", "JPY", "KWD"]))
def test_money_survives_json(minor: int, currency: str) -> None:
    priced = Priced(price=Money(minor, currency))
    assert Priced.model_validate_json(priced.model_dump_json()) == priced
    with pytest.raises(ValidationError):
        Priced.model_validate({"price": {"minor": minor, "currency": currency, "user": "x"}})
