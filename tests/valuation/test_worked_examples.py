"""Published worked examples, to the cent, each with its source and what of it could be opened.

All were read as stored excerpts of public pages; where a book's own four-digit table gives another last digit than exact
arithmetic, both are shown. Each is also reckoned again without the product's code: `Decimal`, or pyxirr's scalar functions.
"""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
import pyxirr

from tests.valuation.asking import of, point, valued
from tools.valuation.brand import royalty_of
from tools.valuation.rates import amortisation_factor, annuity, build_up, wacc

NONE = {"growth": "0%", "tax": "0%"}


def cents(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_relief_from_royalty_with_tax_amortisation() -> None:
    """Intangible Asset Valuation (Mak, Yuen, Wu, Hu), chapter 4, as its wiki gives it (github.com/simonmak-ascent/intangible-valuation,
    Income Methods): sales 1.0 to 1.4 million, royalty 5%, discount 12%, tax 25%, five years: $194,163.77 with TAB.

    The source rounds each present value to the cent first, which gives its figure exactly; without rounding it is 194,163.76.
    """
    sales = [1_000_000, 1_100_000, 1_200_000, 1_300_000, 1_400_000]
    inputs = {"royalty": "5%", "discount": "12%", "tax": "25%", "life": 5, "amortisation_years": 5}
    exact = point(inputs=inputs, forecast=sales)
    present = [
        Decimal(each) * Decimal("0.05") * Decimal("0.75") / Decimal("1.12") ** year
        for year, each in enumerate(sales, 1)
    ]
    factor = 1 / (1 - Decimal("0.25") / 5 * sum(1 / Decimal("1.12") ** year for year in range(1, 6)))
    assert cents(sum(present) * factor) == Decimal("194163.76") == Decimal(str(exact))
    found = of(valued(inputs=inputs, forecast=sales), "royalty")
    rounded = sum(Decimal(year.present) for year in found.schedule) / 100
    assert rounded == sum(map(cents, present)) == Decimal("159167.92")
    assert cents(rounded * factor) == Decimal("194163.77")


def test_trademark_by_excess_income_in_two_stages() -> None:
    """注册资产评估师辅导，例7-6 (100test.com/kao_ti2020/644/2021_2022__E6_B3_A8_E5_86_8C_E8_B5_84_E4_c47_644924.htm): 75 for five years, then 32
    for five, at 10%. By the book's factors 75 x 3.7907 + 32 x 2.3536: it writes 284.3 + 75.3167 = 359.6167, cutting 284.3025."""
    found = point("trademark", NONE | {"discount": "10%", "life": 10}, "direct", earnings=["75万"] * 5 + ["32万"] * 5)
    exact = sum(Decimal(75 if year < 6 else 32) / Decimal("1.1") ** year for year in range(1, 11))
    assert found == float(cents(exact * 10_000))
    assert found / 10_000 == pytest.approx(359.6167, abs=0.03)  # the book's four digits


def test_patent_income_that_falls_year_by_year() -> None:
    """资产评估师题库 (tihaiku.com/caiwukuaiji/2136931.html): 100 falling by 10 a year, at 10%: 385.54 (ten thousand yuan)."""
    found = point(
        "invention",
        NONE | {"discount": "10%", "life": 10},
        "direct",
        earnings=[f"{100 - 10 * year}万" for year in range(10)],
    )
    assert round(found / 10_000, 2) == 385.54


def test_design_patent_by_added_income() -> None:
    """资产评估师题库 (tihaiku.com/caiwukuaiji/2136932.html): 250 a year for three years at 10%: 250 x 2.4869 = 621.72; exactly 621.71."""
    found = point("design", NONE | {"income": "250万", "discount": "10%", "life": 3}, "direct")
    assert round(found / 10_000, 2) == 621.71
    assert 250 * round(float(annuity(np.array([0.1]), np.array([3.0]))[0]), 4) == pytest.approx(621.725)


def test_profit_share_of_a_patent() -> None:
    """examw.com/pinggu/Finance/moniti/580533/index-3.html: shares 440/(4500+440) of 2000, 2000, 1000, 1000, 600 at 10%: 5277.96 and 470.27."""
    earnings = ["2000万", "2000万", "1000万", "1000万", "600万"]
    whole = point("invention", NONE | {"discount": "10%", "life": 5}, "direct", earnings=earnings)
    part = point(
        "invention", NONE | {"discount": "10%", "life": 5, "income_share": "8.91%"}, "direct", earnings=earnings
    )
    assert round(whole / 10_000, 2) == 5277.96
    assert round(part / 10_000, 2) == 470.27
    assert round(440 / 4940, 4) == 0.0891


def test_royalties_with_a_minimum_in_the_first_year() -> None:
    """A public table of royalties (TableSenseAI/FreeformTableQA, csv/html-0/feta_10022): 60, 36, 48, 64, 88 at 10% are 54.5, 29.8, 36.1, 43.7, 54.6."""
    found = of(valued("invention", NONE | {"discount": "10%", "life": 5}, earnings=[60, 36, 48, 64, 88]), "direct")
    assert [round(year.present / 100, 1) for year in found.schedule] == [54.5, 29.8, 36.1, 43.7, 54.6]


def test_royalty_placed_by_brand_strength() -> None:
    """brandirectory.com/methodology: a range of 0-5% and a strength of 80 give 4%."""
    scores = {
        f"brand_{name}": np.array([80.0])
        for name in ("investment", "awareness", "preference", "reputation", "protection", "performance", "margin")
    }
    assert royalty_of(0.0, 0.05, scores)[0] == pytest.approx(0.04)


def test_build_up_and_capital() -> None:
    """The same wiki, Discount Rate Construction: 4+6+2+1+3 = 16.00%; 700 at 12%, 300 at 6%, tax 25%: 9.75%. Equity Asset Valuation
    (Pinto and others), exercise as solved at askfilo.com: 4.5+5.0+4.2+3.0 = 16.7%."""
    parts = {"risk_free": 4, "market_risk": 6, "size_risk": 2, "technology_risk": 1, "specific_risk": 3}
    assert build_up(parts) == 16
    assert build_up(
        {"risk_free": 4.5, "market_risk": 5.0, "size_risk": 4.2, "technology_risk": 0, "specific_risk": 3.0}
    ) == pytest.approx(16.7)
    assert wacc(0.7, 0.12, 0.06, 0.25) == pytest.approx(0.0975)


def test_amortisation_factor() -> None:
    """opag.io/reference/faq/tax-amortisation-benefit-calculation: tax 25%, 15 years, 12%: about 1.13."""
    factor = amortisation_factor(np.array([0.12]), np.array([0.25]), np.array([15.0]))[0]
    assert round(float(factor), 2) == 1.13
    value = 100 * float(factor)  # the circle closes: the value is the flows plus the tax saved by amortising that value
    assert value == pytest.approx(100 + sum(value / 15 * 0.25 / 1.12**year for year in range(1, 16)))


def test_annuity_of_ten_years() -> None:
    """bizfluent.com/how-6931019-calculate-tax-amortization-benefit.html: ten a year for ten years at 10%: 61.45. (Its benefit of 85.85 does
    not follow from its own formula, which gives 13.89.)"""
    assert round(10 * float(annuity(np.array([0.1]), np.array([10.0]))[0]), 2) == 61.45
    assert round(61.45 * (10 / (10 - 6.1446 * 0.3) - 1), 2) == 13.89


def test_the_library_against_what_others_print() -> None:
    """numpy-financial's documentation (numpy.org/numpy-financial/latest): the IRR of -250,000, 100,000 ... 300,000 is 0.5672303344358536;
    Gitman's flows at 28.1% (numpy.org/doc/1.16, npv): -0.0084785916384548798."""
    assert pyxirr.irr([-250_000, 100_000, 150_000, 200_000, 250_000, 300_000]) == pytest.approx(0.5672303344358536)
    assert pyxirr.npv(0.281, [-100, 39, 59, 55, 20]) == pytest.approx(-0.0084785916384548798)


def test_a_level_royalty_is_an_annuity_and_its_return_is_the_discount_rate() -> None:
    """Identities, where no publication is needed: value = flow x annuity; paid that price, the flows return the discount rate."""
    found = of(
        valued(
            "invention",
            {"revenue": 800_000, "growth": "0%", "royalty": "5%", "discount": "14%", "tax": "25%", "life": 9},
        ),
        "royalty",
    )
    assert found.point / 100 == pytest.approx(30_000 * (1 - 1.14**-9) / 0.14, abs=0.005)
    assert pyxirr.irr([-found.point, *(year.flow for year in found.schedule)]) == pytest.approx(0.14, abs=1e-6)
    assert pyxirr.pmt(0.14, 9, -found.point / 100) == pytest.approx(30_000, abs=0.01)
