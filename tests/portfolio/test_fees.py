"""Official fees: published amounts, the reduction's ten years, surcharges month by month, entities, and what is not held."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.money import Money
from tools.portfolio.fees import Payer, fee_file, fee_for, priced
from tools.portfolio.tables import ENTITIES

CN = "cn-annual-fees"
DUE = date(2026, 12, 14)
# The table of CNIPA's charges as reprinted by a market regulator, in yuan: year -> invention, utility model, design.
PUBLISHED = {1: (900, 600, 600), 3: (900, 600, 600), 4: (1200, 900, 900), 6: (1200, 1200, 1200), 7: (2000, 1200, 1200), 9: (2000, 2000, 2000), 10: (4000, 2000, 2000)}  # fmt: skip
LATER = {12: 4000, 13: 6000, 15: 6000, 16: 8000, 20: 8000}


@pytest.mark.parametrize(("year", "amounts"), PUBLISHED.items())
def test_annual_fees_are_those_published(year: int, amounts: tuple[int, ...]) -> None:
    found = [priced(CN, right, DUE, year, Payer()) for right in ("invention", "utility-model", "design")]
    assert [each.amount for each in found if each] == [Money(yuan * 100) for yuan in amounts]


def test_later_years_of_inventions_and_designs_are_those_published() -> None:
    assert {year: found.amount.minor // 100 for year in LATER if (found := priced(CN, "invention", DUE, year, Payer()))} == LATER  # fmt: skip
    assert [found.amount.minor for year in range(11, 16) if (found := priced(CN, "design", DUE, year, Payer()))] == [300_000] * 5  # fmt: skip


@pytest.mark.parametrize(("reduction", "year", "yuan"), [("single", 4, "180.00"), ("joint", 4, "360.00"), ("single", 12, "600.00"), ("single", 13, "6000.00"), ("none", 12, "4000.00")])  # fmt: skip
def test_the_reduction_holds_for_ten_years_from_the_year_of_the_grant(reduction: str, year: int, yuan: str) -> None:
    found = priced(CN, "invention", DUE, year, Payer(reduction=reduction), grant_step=3)
    assert found
    assert found.amount == Money.of(yuan)


def test_a_late_annual_fee_adds_five_percent_of_the_full_fee_a_month_after_the_first() -> None:
    found = priced(CN, "invention", DUE, 10, Payer(reduction="single"), 3, date(2027, 6, 14))
    assert found
    assert [each.until for each in found.surcharges] == [date(2027, month, 14) for month in range(1, 7)]
    assert [each.added for each in found.surcharges] == [Money(minor) for minor in (0, 20_000, 40_000, 60_000, 80_000, 100_000)]  # fmt: skip
    assert found.surcharges[-1].total == Money(60_000 + 100_000)


@pytest.mark.parametrize(("entity", "step", "dollars", "late"), [("large", 1, 2150, 540), ("small", 2, 1616, 216), ("micro", 3, 1656, 108)])  # fmt: skip
def test_us_maintenance_fees_are_those_of_37_cfr_1_20(entity: str, step: int, dollars: int, late: int) -> None:
    found = priced("us-maintenance", "invention", date(2027, 1, 4), step, Payer(entity=entity), 0, date(2027, 7, 6))
    assert found
    assert found.amount == Money(dollars * 100, "USD")
    assert [each.added for each in found.surcharges] == [Money(late * 100, "USD")]


def test_a_mark_is_renewed_for_each_class_as_filed_online() -> None:
    found = priced("cn-mark-renewal", "mark", DUE, 0, Payer(classes=3), 0, date(2027, 6, 14))
    assert found
    assert (found.amount, found.surcharges[0].total) == (Money(135_000), Money(135_000 + 67_500))


def test_what_is_not_held_has_no_amount_and_what_is_only_remembered_is_marked() -> None:
    assert priced("ep-renewal-3", "invention", DUE, 3, Payer()) is None
    assert priced("us-maintenance", "invention", date(1999, 1, 1), 1, Payer()) is None
    unchecked = {fee.id for fee in fee_file().fees if not fee.checked}
    assert {"us-mark-8", "us-extension-2013", "us-issue-2025"} <= unchecked
    assert all(fee.source in fee_file().sources for fee in fee_file().fees)


def test_the_schedule_in_force_on_the_day_decides() -> None:
    days = {date(2020, 10, 2): 220, date(2025, 1, 18): 220, date(2025, 1, 19): 235}
    for day, dollars in days.items():
        found = priced("us-extension", "invention", day, 1, Payer())
        assert found
        assert found.amount == Money(dollars * 100, "USD")
    fee = fee_for("us-extension", "invention", date(2024, 1, 1))
    assert fee
    assert fee.id == "us-extension-2022"


@given(st.integers(2, 20), st.sampled_from(["none", "single", "joint"]), st.integers(1, 19))
def test_more_reduction_never_costs_more_and_surcharges_never_fall(year: int, reduction: str, granted: int) -> None:
    full = priced(CN, "invention", DUE, year, Payer(), granted, date(2027, 6, 14))
    less = priced(CN, "invention", DUE, year, Payer(reduction=reduction), granted, date(2027, 6, 14))
    assert full
    assert less
    assert less.amount <= full.amount == full.full
    assert all(one.added <= other.added for one, other in pairwise(less.surcharges))
    assert all(each.total == less.amount + each.added for each in less.surcharges)


@given(
    st.sampled_from(
        [fee for fee in fee_file().fees if fee.jurisdiction == "US" and fee.since.year >= 2022 and fee.per == "asset"]
    )
)
def test_small_and_micro_entities_pay_two_and_one_fifth_since_december_2022(fee: object) -> None:
    for figures in fee.amounts.values():  # type: ignore[attr-defined]
        large, small, micro = dict(zip(ENTITIES, figures, strict=True)).values()
        assert (small * 5, micro * 5) == (large * 2, large)
