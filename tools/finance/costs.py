"""What a loan costs beside its interest, and when: fees at the start, every year or at the end, and a subsidy received."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.finance.loan import Loan
from tools.finance.schedule import Schedule, round_half_even
from tools.money import Money
from tools.refused import Refused

CostKind = Literal["arrangement", "guarantee", "appraisal", "registration", "insurance", "other"]
When = Literal["start", "yearly", "end"]


class Cost(BaseModel):
    """A fee: a fixed `amount`, or `percent` of the loan. `when`: at the start, at the start of each begun year, or at the end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: CostKind
    amount: Money | None = None
    percent: Decimal | None = None
    when: When = "start"


class Subsidy(BaseModel):
    """Interest support as it was promised: a fixed `amount`, or `percent` of all interest, received in a month of the loan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Money | None = None
    percent: Decimal | None = None
    month: int


def cost_of(cost: Cost, loan: Loan) -> Money:
    """What a fee is each time it is due. Raises Refused unless it is stated one way, in the loan's currency, and not below nothing."""
    return _stated(cost.amount, cost.percent, loan.amount, cost.kind)


def subsidy_of(subsidy: Subsidy, schedule: Schedule) -> Money:
    """What a subsidy comes to. Raises Refused as `cost_of`, and for a month outside the loan."""
    months = schedule.loan.months
    if not 1 <= subsidy.month <= months:
        raise Refused(f"补贴到账的月份要在 1 到 {months} 之间。/ The month a subsidy arrives in is between 1 and {months}.", "finance.subsidy")  # fmt: skip
    return _stated(subsidy.amount, subsidy.percent, schedule.interest, "subsidy")


def months_due(cost: Cost, loan: Loan) -> tuple[int, ...]:
    """The months a fee is due in: 0 is the day of the loan."""
    if cost.when == "yearly":
        return tuple(range(0, loan.months, 12))
    return (0,) if cost.when == "start" else (loan.months,)


def _stated(amount: Money | None, percent: Decimal | None, base: Money, name: str) -> Money:
    if (amount is None) == (percent is None):
        raise Refused(f"费用“{name}”请写金额或百分比中的一种。/ State the fee “{name}” either as an amount or as a percentage.", "finance.cost")  # fmt: skip
    if amount is not None:
        if amount.currency != base.currency:
            raise Refused(f"费用“{name}”的货币是 {amount.currency}，贷款是 {base.currency}，不能混算。/ The fee “{name}” is in {amount.currency}, the loan in {base.currency}; currencies do not mix.", "finance.currency")  # fmt: skip
        found = amount
    elif percent is not None and 0 <= percent <= 100:
        found = Money(round_half_even(base.minor * Fraction(percent) / 100), base.currency)
    else:
        raise Refused(f"费用“{name}”的百分比要在 0 到 100 之间。/ The percentage of the fee “{name}” is between 0 and 100.", "finance.cost")  # fmt: skip
    if found.minor < 0:
        raise Refused(f"费用“{name}”不能是负数。/ The fee “{name}” cannot be negative.", "finance.cost")
    return found
