"""The instalments of a loan in minor units: nothing is a float, and the principal parts add up to the loan exactly.

Interest of a month is the balance times a twelfth of the yearly rate, rounded half to even. A level payment is the annuity
P·r / (1 - (1 + r)^-n), computed as a fraction and rounded half to even once; the last instalment pays what is left and so
takes up the rounding, at most one minor unit a month.
"""

from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from tools.finance.loan import Loan
from tools.money import Money


class Instalment(BaseModel):
    """One month: what is paid, of it interest and principal, and what is still owed after it."""

    model_config = ConfigDict(frozen=True)

    month: int
    payment: Money
    interest: Money
    principal: Money
    balance: Money


class Schedule(BaseModel):
    """All instalments of a loan with their sums."""

    model_config = ConfigDict(frozen=True)

    loan: Loan
    instalments: tuple[Instalment, ...]
    interest: Money
    paid: Money


def schedule_of(loan: Loan) -> Schedule:
    """The instalments of a loan."""
    currency, balance, rows = loan.amount.currency, loan.amount.minor, []
    level = _level(loan)
    for month in range(1, loan.months + 1):
        interest = round_half_even(balance * loan.monthly)
        principal = balance if month == loan.months else _principal(loan, level, interest, balance)
        balance -= principal
        figures = {"payment": interest + principal, "interest": interest, "principal": principal, "balance": balance}
        rows.append(Instalment(month=month, **{name: Money(minor, currency) for name, minor in figures.items()}))
    interest = sum(row.interest.minor for row in rows)
    return Schedule(
        loan=loan, instalments=tuple(rows), interest=Money(interest, currency), paid=Money(interest + loan.amount.minor, currency)
    )  # fmt: skip


def round_half_even(value: Fraction) -> int:
    """To the nearest whole number, a half to the even one."""
    return round(value)  # Fraction rounds half to even


def _level(loan: Loan) -> int:
    """What stays the same from month to month: the payment, or the principal in it; 0 for a bullet loan."""
    amount, rate = loan.amount.minor, loan.monthly
    if loan.kind == "bullet":
        return 0
    if loan.kind == "level-principal" or not rate:
        return round_half_even(Fraction(amount, loan.months))
    return round_half_even(amount * rate / (1 - (1 + rate) ** -loan.months))


def _principal(loan: Loan, level: int, interest: int, balance: int) -> int:
    """The principal in an instalment before the last: never more than is owed, never less than nothing."""
    part = level - interest if loan.kind == "level-payment" else level
    return max(0, min(part, balance))
