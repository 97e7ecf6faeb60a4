"""Official fees as data: what a step costs on a day, for whom, and what is added when it is paid late.

Amounts are exact: whole minor units, shares of them by `Money.share`. A fee that is not in the file is "not held".
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.lengths import Length
from knowledge.practice.notes import Both
from tools.money import Money
from tools.portfolio.tables import ENTITIES, REDUCTIONS

_MONTHS = 6  # of grace: Implementing Regulations of the Patent Law, Article 115; 35 U.S.C. 41(b)(2); Trademark Law


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Late(_Row):
    """What a late payment adds: `percent` of the full fee a month, the first month free, or a `fixed` sum."""

    percent: int = 0
    fixed: tuple[int, ...] = ()


class Fee(_Row):
    """One fee for a time. See fees.yaml."""

    id: str
    jurisdiction: str
    rights: tuple[str, ...]
    rules: tuple[str, ...]
    since: date
    currency: str
    per: Literal["asset", "class"] = "asset"
    amounts: dict[int, tuple[int, ...]]
    reduced: bool = False
    late: Late | None = None
    source: str
    checked: bool
    note: Both | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Fee":
        if any(len(each) not in (1, len(ENTITIES)) for each in self.amounts.values()):
            raise ValueError(f"{self.id}: an amount is one figure or one for each entity")
        return self


class Reduction(Both):
    """A reduction of Chinese fees in percent."""

    percent: int = Field(ge=0, lt=100)


class FeeFile(_Row):
    """The whole file."""

    sources: dict[str, Both]
    fees: tuple[Fee, ...]
    reductions: dict[str, Reduction]
    reduced_years: int
    reduction_source: str


class Payer(_Row):
    """How a member pays: its entity at the USPTO, its reduction at CNIPA, and the classes of the mark."""

    entity: str = "large"
    reduction: str = "none"
    classes: int = 1

    @model_validator(mode="after")
    def _known(self) -> "Payer":
        if self.entity not in ENTITIES or self.reduction not in REDUCTIONS:
            raise ValueError("no such entity or reduction")
        return self


class Surcharge(_Row):
    """What is to be paid until a day of the grace period: what is added, and both together."""

    until: date
    added: Money
    total: Money


class Priced(_Row):
    """A fee reckoned, with everything it was reckoned from: full amount, reduction in percent, classes, entity, source."""

    fee: str
    step: int
    full: Money
    percent_off: int
    classes: int
    entity: str
    amount: Money
    surcharges: tuple[Surcharge, ...] = ()
    source: Both
    checked: bool
    note: Both | None = None


@cache
def fee_file() -> FeeFile:
    """The fees. Raises pydantic.ValidationError on a malformed file."""
    return FeeFile.model_validate(yaml.load(files("tools.portfolio").joinpath("fees.yaml").read_text("utf-8"), yaml.CSafeLoader))  # fmt: skip


def fee_for(rule: str, right: str, day: date) -> Fee | None:
    """The fee of a rule for a right payable on a day, None where none is held."""
    known = [fee for fee in fee_file().fees if rule in fee.rules and right in fee.rights and fee.since <= day]
    return max(known, key=lambda fee: fee.since, default=None)


def priced(
    rule: str, right: str, day: date, step: int, payer: Payer, grant_step: int = 0, grace_end: date | None = None
) -> Priced | None:
    """What a step costs, None where no fee is held. `step`: the patent year or number paid for; `grant_step`: the patent year of the
    grant, from which the years of a reduction count; `grace_end`: the last day of late payment."""
    fee = fee_for(rule, right, day)
    if fee is None:
        return None
    start = max((each for each in fee.amounts if each <= step), default=None)
    if start is None:
        return None
    classes = payer.classes if fee.per == "class" else 1
    full = _money(fee.amounts[start], fee.currency, payer.entity).times(classes)
    percent = _percent_off(fee, step, payer, grant_step)
    amount = full.share(100 - percent, 100)
    return Priced(
        fee=fee.id, step=step, full=full, percent_off=percent, classes=classes, entity=payer.entity if len(fee.amounts[start]) > 1 else "",
        amount=amount, surcharges=_surcharges(fee, full, amount, day, classes, payer.entity, grace_end),
        source=fee_file().sources[fee.source], checked=fee.checked, note=fee.note,
    )  # fmt: skip


def _money(figures: tuple[int, ...], currency: str, entity: str) -> Money:
    figure = figures[ENTITIES.index(entity)] if len(figures) > 1 else figures[0]
    return Money.of(str(figure), currency)


def _percent_off(fee: Fee, step: int, payer: Payer, grant_step: int) -> int:
    within = bool(grant_step) and grant_step <= step < grant_step + fee_file().reduced_years
    return fee_file().reductions[payer.reduction].percent if fee.reduced and within else 0


def _surcharges(
    fee: Fee, full: Money, amount: Money, due: date, classes: int, entity: str, grace_end: date | None
) -> tuple[Surcharge, ...]:
    """The steps of the grace period; a month's share is of the full fee, also where the fee itself is reduced."""
    if fee.late is None or grace_end is None:
        return ()
    if fee.late.fixed:
        added = _money(fee.late.fixed, fee.currency, entity).times(classes)
        return (Surcharge(until=grace_end, added=added, total=amount + added),)
    steps = []
    for month in range(1, _MONTHS + 1):
        until = grace_end if month == _MONTHS else Length(months=month).after(due)
        added = full.share(fee.late.percent * (month - 1), 100)
        steps.append(Surcharge(until=until, added=added, total=amount + added))
    return tuple(steps)
