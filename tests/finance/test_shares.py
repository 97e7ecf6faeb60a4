"""Shares after a round and vesting: whole numbers that add up."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.finance.shares import INVESTOR, POOL, invest, shares_of, vest
from tools.money import Money
from tools.refused import Refused


def test_a_round_by_hand() -> None:
    """8 million before, 2 million in: the investor holds a fifth; with a pool of ten per cent before the money the founders bear it."""
    plain = invest({"a": 6_000_000, "b": 4_000_000}, Money.of("8000000"), Money.of("2000000"))
    assert {each.holder: each.after for each in plain.holdings} == {"a": 6_000_000, "b": 4_000_000, INVESTOR: 2_500_000}
    assert [each.basis_points for each in plain.holdings] == [4800, 3200, 2000]
    assert Fraction(*plain.price) == 80  # fen a share
    pooled = invest({"a": 7_000_000}, Money.of("8000000"), Money.of("2000000"), Fraction(10))
    assert {each.holder: each.after for each in pooled.holdings} == {
        "a": 7_000_000,
        POOL: 1_000_000,
        INVESTOR: 2_000_000,
    }
    assert [each.basis_points for each in pooled.holdings] == [7000, 1000, 2000]


def test_a_pool_that_is_there_counts() -> None:
    found = invest({"a": 7_000_000, POOL: 1_000_000}, Money.of("8000000"), Money.of("2000000"), Fraction(10))
    assert {each.holder: (each.before, each.after) for each in found.holdings}[POOL] == (1_000_000, 1_000_000)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(1, 10**8), min_size=1, max_size=6),
    st.integers(1, 10**12),
    st.integers(1, 10**12),
    st.integers(0, 20),
)
def test_nobody_gains_and_all_parts_add_up(held: list[int], pre: int, money: int, pool: int) -> None:
    holders = {f"h{number}": count for number, count in enumerate(held)}
    try:
        found = invest(holders, Money(pre), Money(money), Fraction(pool))
    except Refused as refused:
        if refused.name != "shares.pool":
            raise
        return
    assert sum(each.basis_points for each in found.holdings) == 10_000
    bought = next(each.after for each in found.holdings if each.holder == INVESTOR)
    assert bought * Fraction(*found.price) <= money < (bought + 1) * Fraction(*found.price)
    assert all(each.before == each.after for each in found.holdings if each.holder in holders)


def test_division_by_the_largest_remainder() -> None:
    assert shares_of(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    with pytest.raises(Refused):
        shares_of(100, {})


def test_vesting_ends_with_everything_and_begins_at_the_cliff() -> None:
    rows = vest(1001, 48)
    assert (rows[0].month, rows[0].shares, rows[-1].shares) == (12, 250, 1001)
    assert [row.month for row in vest(100, 12, cliff=3, every=3)] == [3, 6, 9, 12]
    for wrong in ((0, 48, 12, 1), (10, 0, 0, 1), (10, 12, 13, 1), (10, 12, 0, 5), (10, 12, 0, 0)):
        with pytest.raises(Refused):
            vest(*wrong)


@pytest.mark.parametrize(
    ("holders", "pre", "money", "pool"),
    [({}, 1, 1, 0), ({"a": -1}, 1, 1, 0), ({"a": 1}, 0, 1, 0), ({"a": 1}, 1, -1, 0), ({"a": 1}, 1, 1, 100), ({"a": 1}, 1, 99, 60), ({POOL: 5}, 1, 1, 0)],
)  # fmt: skip
def test_what_is_no_round_is_refused(holders: dict[str, int], pre: int, money: int, pool: int) -> None:
    with pytest.raises(Refused, match="/ "):
        invest(holders, Money(pre), Money(money), Fraction(pool))
    with pytest.raises(Refused):
        invest({"a": 1}, Money(1), Money(1, "USD"))
