"""Instalments against published tables, to the cent, and what holds of every loan."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.finance.loan import KINDS, LONGEST, Kind, Loan, loan_of, read_kind, read_rate
from tools.finance.schedule import round_half_even, schedule_of
from tools.money import Money
from tools.refused import Refused

LEVEL: Kind = "level-payment"


def loan(amount: str, rate: str, months: int, kind: Kind = LEVEL, currency: str = "CNY") -> Loan:
    return loan_of(Money.of(amount, currency), read_rate(rate), months, kind)


# Answers on Chinese question-and-answer pages about a mortgage at 4.9 % a year, 等额本息 (found by a search for "等额本息 4.9% 每月"):
# payment, first interest, first principal; 372181.com/wenda/229816, m.789yingshi.cn/wenda/244196, m.wwwbz417.com/baike/93943, m.372181.com/baike/108990.
CHINESE = [
    ("1000000", 240, "6544.44", "4083.33", "2461.11"), ("100000", 120, "1055.77", "408.33", "647.44"), ("400000", 240, "2617.78", "1633.33", "984.45"),
    ("200000", 180, "1571.19", "816.67", "754.52"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "months", "payment", "interest", "principal"), CHINESE)
def test_chinese_mortgages(amount: str, months: int, payment: str, interest: str, principal: str) -> None:
    first = schedule_of(loan(amount, "4.9%", months)).instalments[0]
    assert (first.payment, first.interest, first.principal) == (Money.of(payment), Money.of(interest), Money.of(principal))  # fmt: skip


def test_the_second_month_of_a_chinese_mortgage() -> None:
    """m.789yingshi.cn/wenda/244196: interest 405.69 and principal 650.08 in the second month."""
    second = schedule_of(loan("100000", "4.9", 120)).instalments[1]
    assert (second.interest, second.principal) == (Money.of("405.69"), Money.of("650.08"))


# The table of 176,000 at 2.13 % over 180 months printed by the package "amortization" (github.com/roniemartinez/amortization), as pasted into
# gist jhannah/7961433dcd9195f907d9d8e82ddb9564: interest, principal and balance of the months 1 to 18; every payment is 1,143.14.
PASTED = """312.40 830.74 175169.26|310.93 832.21 174337.05|309.45 833.69 173503.36|307.97 835.17 172668.19|306.49 836.65 171831.54|305.00 838.14 170993.40
303.51 839.63 170153.77|302.02 841.12 169312.65|300.53 842.61 168470.04|299.03 844.11 167625.93|297.54 845.60 166780.33|296.04 847.10 165933.23
294.53 848.61 165084.62|293.03 850.11 164234.51|291.52 851.62 163382.89|290.00 853.14 162529.75|288.49 854.65 161675.10|286.97 856.17 160818.93"""


def test_a_table_of_the_package_amortization_to_the_cent() -> None:
    rows = schedule_of(loan("176000", "2.13%", 180, currency="USD")).instalments[:18]
    printed = [each.split() for line in PASTED.split("\n") for each in line.split("|")]
    assert [[str(row.interest.amount), str(row.principal.amount), str(row.balance.amount)] for row in rows] == printed
    assert {row.payment for row in rows} == {Money.of("1143.14", "USD")}


def test_a_whole_table_of_ten_months() -> None:
    """pastebin.com/BzgdJrUy: 398,483 at 3.12 % over ten months, 40,420.35 a month. Its second balance is a slip of its own
    (359,098.71 less 39,486.69 is 319,612.02), after which its interest agrees to a cent and it ends with one cent owed."""
    rows = schedule_of(loan("398483", "3.12", 10, currency="USD")).instalments
    interest = ["1036.06", "933.66", "830.99", "728.06", "624.86", "521.39", "417.65", "313.65", "209.37", "104.82"]
    assert [str(row.interest.amount) for row in rows] == interest
    assert [str(row.payment.amount) for row in rows] == ["40420.35"] * 9 + ["40420.36"]


def test_the_example_of_a_mathematics_package() -> None:
    """MathWorks, Financial Toolbox, `amortize`: 100,000 at 12 % over 360 months, payment 1028.61, interest above 270,000 in all."""
    found = schedule_of(loan("100000", "12", 360, currency="USD"))
    assert found.instalments[0].payment == Money.of("1028.61", "USD")
    assert found.interest > Money.of("270000", "USD")


def test_level_principal_against_brazilian_tables() -> None:
    """The same principal each month (SAC): exame.com on 100,000 over 120 months at 1 % a month, brasilescola.uol.com.br 312005 on 70,000 at 2 %."""
    one = schedule_of(loan("100000", "12", 120, "level-principal")).instalments
    assert [str(row.interest.amount) for row in one[:2]] == ["1000.00", "991.67"]
    assert (one[0].principal, one[0].payment) == (Money.of("833.33"), Money.of("1833.33"))
    two = schedule_of(loan("70000", "24", 120, "level-principal")).instalments
    assert [str(row.interest.amount) for row in two[:3]] == ["1400.00", "1388.33", "1376.67"]
    assert [str(row.balance.amount) for row in two[:3]] == ["69416.67", "68833.34", "68250.01"]


LOANS = st.builds(
    lambda minor, rate, months, kind: loan_of(Money(minor), Decimal(rate) / 100, months, kind),
    st.integers(1, 10**11), st.integers(0, 10_000), st.integers(1, 90), st.sampled_from(KINDS),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(LOANS)
def test_of_every_loan(each: Loan) -> None:
    found = schedule_of(each)
    assert sum(row.principal.minor for row in found.instalments) == each.amount.minor
    assert found.instalments[-1].balance == Money(0)
    assert found.paid - found.interest == each.amount
    owed = each.amount.minor
    for row in found.instalments:
        assert row.interest.minor == round_half_even(owed * each.monthly)
        assert row.payment == row.interest + row.principal
        assert row.principal.minor >= 0
        owed -= row.principal.minor
        assert row.balance.minor == owed


@settings(max_examples=60, deadline=None)
@given(st.integers(10**6, 10**10), st.integers(1, 3000), st.integers(2, 90), st.sampled_from(KINDS))
def test_more_rate_never_costs_less(minor: int, rate: int, months: int, kind: Kind) -> None:
    lower, higher = (
        schedule_of(loan_of(Money(minor), Decimal(each) / 100, months, kind)) for each in (rate, rate + 50)
    )
    assert lower.interest <= higher.interest


def test_halves_go_to_the_even_number_and_no_rate_means_no_interest() -> None:
    assert [round_half_even(Fraction(each, 2)) for each in (1, 3, 5, 7)] == [0, 2, 2, 4]
    assert schedule_of(loan("100", "0", 3)).interest == Money(0)
    assert [row.principal.minor for row in schedule_of(loan("100", "0", 3)).instalments] == [3333, 3333, 3334]


@pytest.mark.parametrize(
    ("amount", "rate", "months", "name"),
    [(-1, "4", 12, "loan.amount"), (0, "4", 12, "loan.amount"), (100, "101", 12, "loan.rate"), (100, "-1", 12, "loan.rate"), (100, "4", 0, "loan.months"), (100, "4", 10_000, "loan.months"), (100, "4", LONGEST + 1, "loan.months")],
)  # fmt: skip
def test_what_is_no_loan_is_refused_in_both_languages(amount: int, rate: str, months: int, name: str) -> None:
    with pytest.raises(Refused, match="。/ ") as refused:
        loan_of(Money(amount), Decimal(rate), months, LEVEL)
    assert refused.value.name == name


@pytest.mark.parametrize("text", ["", "four", "-2%", "101%", "4.35.1", "1e3", "nan"])
def test_a_rate_is_read_or_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_rate(text)
    assert read_rate(" 4.35％ ") == Decimal("4.35")


@pytest.mark.parametrize(("said", "kind"), [("等额本息", LEVEL), ("equal principal", "level-principal"), ("先息后本", "bullet"), ("interest-only", "bullet")])  # fmt: skip
def test_ways_of_repayment_in_both_languages(said: str, kind: Kind) -> None:
    assert read_kind(said) == kind
    with pytest.raises(Refused):
        read_kind("whenever")
