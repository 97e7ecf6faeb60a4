"""Offers beside each other: annual cost against published figures, fees and subsidies, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from tools.finance.annual_cost import annual_cost
from tools.finance.comparing import compare
from tools.finance.offer import read_offers
from tools.finance.telling import comparison_text
from tools.money import Money
from tools.refused import Refused

TWO = """
- {name: 甲, amount: 3000000, rate: 4.35%, months: 36, kind: 等额本息, fees: [{kind: appraisal, amount: 30000}, {kind: guarantee, percent: 1, when: yearly}],
   subsidy: {percent: 40, month: 36}, conditions: {security: 专利质押}}
- {name: B, amount: 3000000, rate: "4.9", months: 36, kind: bullet, conditions: {security: 专利质押, personal_guarantee: director}}
"""


def flows(*rows: tuple[int, int]) -> list[int]:
    """Amounts by month."""
    found = [0] * (max(month for month, _ in rows) + 1)
    for month, amount in rows:
        found[month] += amount
    return found


# The four examples of Annex III of Directive 87/102/EEC as amended by 90/88/EEC (calculated on years and months): from memory of the annex,
# checked by the equation itself, not against the text.
@pytest.mark.parametrize(
    ("rows", "percent"),
    [([(0, 1000), (18, -1200)], "12.92"), ([(0, 950), (18, -1200)], "16.85"), ([(0, 1000), (12, -600), (24, -600)], "13.07"), ([(0, 1000), (3, -272), (6, -272), (12, -544)], "13.19")],
)  # fmt: skip
def test_annual_cost_of_the_directive_s_examples(rows: list[tuple[int, int]], percent: str) -> None:
    assert annual_cost(flows(*rows)) == Decimal(percent)


def test_a_loan_without_fees_costs_its_rate_compounded() -> None:
    found = compare(
        read_offers("[{name: a, amount: 100000, rate: 12, months: 360, kind: annuity, currency: USD}]")
    ).offers[0]
    assert found.effective == Decimal("12.68")  # (1.01^12 - 1), the effective rate of 12 % compounded monthly
    assert found.total == found.schedule.interest


def test_the_rate_makes_the_flows_worth_nothing() -> None:
    for each in compare(read_offers(TWO)).offers:
        rate = float(each.effective) / 100
        left = sum(flow / (1 + rate) ** (month / 12) for month, flow in enumerate(each.flows))
        assert abs(left) < 0.0003 * each.offer.loan.amount.minor


def test_fees_and_subsidy_are_exact_and_stand_in_their_months() -> None:
    one, two = compare(read_offers(TWO)).offers
    assert one.fees == Money.of("120000")  # 30,000, and one per cent of three million in each of three years
    assert one.subsidy == Money(round(one.schedule.interest.minor * Decimal("0.4")))
    assert one.total == one.schedule.interest + one.fees - one.subsidy
    assert one.flows[0] == 300_000_000 - 3_000_000 - 3_000_000
    assert one.flows[12] == -one.schedule.instalments[11].payment.minor - 3_000_000
    assert sum(one.flows) == -one.total.minor
    assert two.schedule.instalments[0].principal == Money(0)
    assert two.highest == Money.of("3012250")


def test_what_differs_is_told_and_nobody_is_ranked() -> None:
    found = compare(read_offers(TWO))
    assert found.differs == {"personal_guarantee": ("", "director")}
    assert [each.offer.name for each in found.offers] == ["甲", "B"]
    assert [each.offer.name for each in compare(list(reversed(read_offers(TWO)))).offers] == ["B", "甲"]
    for language, words in (
        ("zh", ("不作排名", "银行决定", "未写明")),
        ("en", ("not ranked", "bank's decision", "not stated")),
    ):
        text = comparison_text(found, language)  # type: ignore[arg-type]
        assert all(word in text for word in words)


def test_with_a_day_of_drawing_calendar_days_count() -> None:
    plain = annual_cost([100_000, *[0] * 11, -112_000])
    days = annual_cost([100_000, *[0] * 11, -112_000], date(2027, 3, 1))  # 366 days: the year holds 2028-02-29
    assert plain == Decimal("12.00")
    assert days == Decimal("11.97")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[{name: a, amount: 1, rate: 4, months: 12, kind: bullet}, {name: b, amount: 1, currency: USD, rate: 4, months: 12, kind: bullet}]", "finance.currency"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, fees: [{kind: other, amount: 1, currency: USD}]}]", "finance.currency"),
        ("[{name: a, amount: -9, rate: 4, months: 12, kind: bullet}]", "loan.amount"),
        ("[{name: a, amount: 9, rate: 400, months: 12, kind: bullet}]", "loan.rate"),
        ("[{name: a, amount: 9, rate: 4, months: 0, kind: bullet}]", "loan.months"),
        ("[{name: a, amount: 9, rate: 4, months: soon, kind: bullet}]", "loan.months"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, fees: [{kind: other, amount: -1}]}]", "finance.cost"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, fees: [{kind: other}]}]", "finance.cost"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, fees: [{kind: bribe, amount: 1}]}]", "finance.offer"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, subsidy: {percent: 10, month: 13}}]", "finance.subsidy"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, discount: 3}]", "finance.offer"),
        ("[{name: a, amount: 9, rate: 4, months: 12, kind: bullet, fees: [{kind: other, amount: 9}]}]", "finance.no_rate"),
        ("{a: [", "finance.file"), ("hello", "finance.offers"), ("[]", "finance.offers"),
    ],
)  # fmt: skip
def test_what_is_no_offer_is_refused(text: str, name: str) -> None:
    with pytest.raises(Refused, match="/ ") as refused:
        compare(read_offers(text))
    assert refused.value.name == name
