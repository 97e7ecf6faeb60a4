"""What clearing costs, and the provisions its cards rest on: in force, and saying what is relied on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from tools.clearing.cards import PERFORMED
from tools.clearing.fees import fee_of, tariff, tax_provisions, taxes_of
from tools.clearing.proof_kinds import KINDS, NEW_TRADEMARK_LAW, proof_kind
from tools.money import Money

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("purpose", "price", "fee"),
    [
        ("order", Money(1_000_000), Money(50_000)),  # 5 %
        ("order", Money(15_000), Money(1000)),  # the least there is
        ("order", Money(5000), Money(500)),  # but not more than a tenth
        ("order", Money(1), Money(0)),
        ("order", Money(1_000_010), Money(50_000)),  # 50,000.5 is rounded half to even
        ("order", Money(1_000_030), Money(50_002)),
        ("deal", Money(50_000_000), Money(1_000_000)),  # 2 %
        ("deal", Money(500_000, "USD"), Money(10_000, "USD")),
        ("deal", Money(50_000, "JPY"), Money(1000, "JPY")),
    ],
)
def test_the_commission_is_a_share_with_a_least_and_a_most(purpose: str, price: Money, fee: Money) -> None:
    assert fee_of(purpose, price) == fee
    assert tariff()["demo"] is True


@given(st.sampled_from(["order", "deal"]), st.integers(1, 10**15), st.sampled_from(["CNY", "USD", "JPY", "KWD"]))
def test_the_commission_is_never_more_than_a_tenth_nor_less_than_nothing(
    purpose: str, minor: int, currency: str
) -> None:
    fee = fee_of(purpose, Money(minor, currency))
    assert 0 <= fee.minor <= minor
    assert fee <= Money(minor, currency).share(1, 10)


@pytest.mark.parametrize(
    ("kind", "duty"),
    [("transfer", 300), ("licence", 300), ("technology", 300), ("other_licence", None), ("service", None)],
)
def test_stamp_duty_is_three_ten_thousandths_of_what_the_schedule_names(kind: str, duty: int | None) -> None:
    taxes = taxes_of(kind, Money(1_000_000))
    assert [each.money for each in taxes] == ([Money(duty)] if duty else [])
    assert all(each.estimate and each.key == "stamp_duty" for each in taxes)


@pytest.mark.parametrize(("purpose", "kind"), [("auction", "gift")])
def test_what_the_tariff_does_not_know_is_an_error(purpose: str, kind: str) -> None:
    with pytest.raises(KeyError):
        fee_of(purpose, Money(1))
    with pytest.raises(KeyError):
        taxes_of(kind, Money(1))


RELIED_ON = {
    "cn/stamp-tax-law@2022-07-01/art4": "税率表",
    "cn/stamp-tax-law@2022-07-01/art8": "计税依据乘以适用税率",
    "cn/stamp-tax-law@2022-07-01/art10": "按照各自涉及的金额分别计算",
    "cn/patent-law@2021-06-01/art10": "自登记之日起生效",
    "cn/patent-law@2021-06-01/art47": "已经履行的专利实施许可合同和专利权转让合同，不具有追溯力",
    "cn/trademark-law@2019-11-01/art42": "受让人自公告之日起享有商标专用权",
    "cn/copyright-law@2021-06-01/art27": "应当订立书面合同",
}


@pytest.mark.parametrize(("key", "words"), RELIED_ON.items())
def test_each_provision_is_in_force_and_says_it(library: LawLibrary, key: str, words: str) -> None:
    article = library.by_key(key)
    assert article is not None
    assert words in article.text
    assert library.version_at(article.version.law, TODAY) == article.version


def test_all_provisions_used_are_among_those_checked() -> None:
    used = {key for kind in KINDS.values() for key in kind.provisions} | set(tax_provisions()) | {PERFORMED.provision}
    assert used == set(RELIED_ON)


def test_the_schedule_names_both_heads_with_their_rate(library: LawLibrary) -> None:
    last = library.by_key("cn/stamp-tax-law@2022-07-01/art20")
    assert last is not None
    assert "商标专用权、著作权、专利权、专有技术使用权转让书据 | 价款的万分之三" in last.text
    assert "技术合同 | 价款、报酬或者使用费的万分之三 | 不包括专利权、专有技术使用权转让书据" in last.text


def test_the_new_trademark_law_is_named_from_its_first_day(library: LawLibrary) -> None:
    kind = proof_kind("trademark_recordal")
    assert kind.provisions_on(date(2026, 12, 31)) == ("cn/trademark-law@2019-11-01/art42",)
    (later,) = kind.provisions_on(NEW_TRADEMARK_LAW)
    article = library.by_key(later)
    assert article is not None
    assert "受让人自公告之日起享有注册商标专用权" in article.text
    assert article.version.in_force_from == NEW_TRADEMARK_LAW
