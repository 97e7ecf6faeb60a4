"""Amounts as people say them, read exactly; and that none is taken which the user did not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tools.money import Money
from tools.money_said import amounts_said, read_amount, require_said
from tools.refused import Refused

CNY = [
    ("80万元", 80_000_000), ("¥1,200", 120_000), ("CNY 5000", 500_000), ("一百二十万元", 120_000_000), ("1.2 million yuan", 120_000_000), ("80万", 80_000_000),
    ("两万五千元", 2_500_000), ("12万5千元", 12_500_000), ("人民币 3,000.50 元", 300_050), ("5000", 500_000), ("我出80万买它", 80_000_000), ("1.5亿元", 15_000_000_000),
    ("RMB 0.01", 1), ("offer 800000 for LST-12AB", 80_000_000), ("充值 20000", 2_000_000), ("ＣＮＹ　５００", 50_000), ("三百块", 30_000), ("2k yuan", 200_000),
]  # fmt: skip
NONE = [
    "三件",
    "第35类",
    "2026年3月",
    "出价 3 件",
    "给五星",
    "ZL201220249767.4",
    "专利法第四十二条",
    "百分之五",
    "LST-800000AB",
    "便宜点",
    "",
    "50-80万",
    "3m long",
    "1.2.3",
]


@pytest.mark.parametrize(("text", "minor"), CNY)
def test_an_amount_is_read_exactly(text: str, minor: int) -> None:
    assert read_amount(text) == Money(minor)


@pytest.mark.parametrize(("text", "money"), [("US$3,000", Money(300_000, "USD")), ("HK$ 200", Money(20_000, "HKD")), ("JPY 3000", Money(3000, "JPY")), ("100 dollars", Money(10_000, "USD")), ("3万美元", Money(3_000_000, "USD")), ("EUR 5", Money(500, "EUR"))])  # fmt: skip
def test_the_currency_said_wins_over_the_one_expected(text: str, money: Money) -> None:
    assert read_amount(text, "CNY") == money


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amounts_said(text) == []
    with pytest.raises(Refused, match="not understood"):
        read_amount(text)


@pytest.mark.parametrize("text", ["3万元和5万元", "CNY 5 or USD 5"])
def test_two_amounts_are_not_one(text: str) -> None:
    with pytest.raises(Refused, match="not understood"):
        read_amount(text)


@pytest.mark.parametrize("text", ["1.2345元", "JPY 0.5"])
def test_an_amount_finer_than_its_currency_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="decimals"):
        read_amount(text)


def test_a_minus_is_heard() -> None:
    assert read_amount("-5000元") == Money(-500_000)
    assert read_amount("负三百元") == Money(-30_000)


@pytest.mark.parametrize(("said", "amount", "held"), [("我出80万", Money(80_000_000), True), ("我出80万", Money(80_000_001), False), ("80", Money(8_000), True), ("US$80", Money(8_000), False), ("第80类", Money(8_000), False), ("随便", Money(0), False)])  # fmt: skip
def test_only_what_was_said_is_taken(said: str, amount: Money, held: bool) -> None:
    if held:
        assert require_said(amount, ["你好", said]) == amount
    else:
        with pytest.raises(Refused) as refused:
            require_said(amount, ["你好", said])
        assert refused.value.name == "amount.not_said"


@given(some.integers(min_value=1, max_value=10**12), some.sampled_from(["元", "yuan", "CNY"]))
def test_what_is_written_is_read_back(minor: int, mark: str) -> None:
    money = Money(minor)
    assert read_amount(f"{money.amount:,f} {mark}") == money


@given(some.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for said in amounts_said(text):
        assert said.amount == said.amount
