"""A loan as its four figures: amount, yearly rate, months, and how it is repaid."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import normalise
from tools.money import Money
from tools.refused import Refused

Kind = Literal["level-payment", "level-principal", "bullet"]
KINDS: tuple[Kind, ...] = ("level-payment", "level-principal", "bullet")
LONGEST = 600  # months: fifty years
_SAID: dict[Kind, str] = {
    "level-payment": r"level[- ]?payment|annuity|equal (?:monthly )?(?:payment|instal)|等额本息",
    "level-principal": r"level[- ]?principal|equal principal|straight[- ]line|等额本金",
    "bullet": r"bullet|interest[- ]only|balloon|按[月期]付息|先息后本|到期(?:一次)?还本",
}
_RATE = re.compile(r"(?P<minus>[-−])?\s*(?P<number>\d+(?:\.\d+)?)\s*(?:%|percent|per cent|个百分点)?")


class Loan(BaseModel):
    """`rate`: percent a year, as it was stated ("4.35"); a month bears a twelfth of it, whatever its days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Money
    rate: Decimal
    months: int
    kind: Kind

    @property
    def monthly(self) -> Fraction:
        """The rate of a month, exact."""
        return Fraction(self.rate) / 1200


def loan_of(amount: Money, rate: Decimal, months: int, kind: Kind) -> Loan:
    """A loan of sound figures. Raises Refused for an amount not above nothing, a rate outside 0 to 100, months outside 1 to 600."""
    if amount.minor <= 0:
        raise Refused("贷款金额必须大于零。/ The amount of a loan is more than nothing.", "loan.amount")
    if not 0 <= rate <= 100:
        raise Refused(f"年利率 {rate}% 不在 0 到 100% 之间。/ A yearly rate of {rate}% is not between 0 and 100%.", "loan.rate")  # fmt: skip
    if not 1 <= months <= LONGEST:
        raise Refused(f"期限 {months} 个月不在 1 到 {LONGEST} 个月之间。/ A term of {months} months is not between 1 and {LONGEST} months.", "loan.months")  # fmt: skip
    return Loan(amount=amount, rate=rate, months=months, kind=kind)


def read_rate(text: str) -> Decimal:
    """A yearly rate as written, "4.35%" or "4.35", in percent. Raises Refused for anything else, and outside 0 to 100."""
    match = _RATE.fullmatch(normalise(text).strip())
    try:
        rate = Decimal(f"{'-' if match['minus'] else ''}{match['number']}") if match else None
    except InvalidOperation:
        rate = None
    if rate is None:
        raise Refused(f"“{text[:40]}”不是年利率，请写成 4.35%。/ “{text[:40]}” is no yearly rate; write it like 4.35%.", "loan.rate")  # fmt: skip
    if not 0 <= rate <= 100:
        raise Refused(f"年利率 {rate}% 不在 0 到 100% 之间。/ A yearly rate of {rate}% is not between 0 and 100%.", "loan.rate")  # fmt: skip
    return rate


def read_kind(text: str) -> Kind:
    """How it is repaid, in the words of either language. Raises Refused, naming the three ways."""
    plain = normalise(text).strip()
    for kind, pattern in _SAID.items():
        if re.search(pattern, plain, re.IGNORECASE):
            return kind
    raise Refused(
        f"没有“{text[:40]}”这种还款方式；可选：等额本息、等额本金、按月付息到期还本。/ There is no way of repayment “{text[:40]}”; choose level-payment, level-principal or bullet.",
        "loan.kind",
    )  # fmt: skip
