"""Offers held beside each other, in the order they were given: what each costs, and what differs besides the price.

No order of preference is made: which offer suits is the borrower's decision, whether one is made the lender's.
"""

from collections.abc import Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from tools.finance.annual_cost import annual_cost
from tools.finance.costs import CostKind, cost_of, months_due, subsidy_of
from tools.finance.offer import CONDITIONS, MOST, Offer
from tools.finance.schedule import Schedule, schedule_of
from tools.money import Money, total
from tools.refused import Refused


class CostShown(BaseModel):
    """A fee with what it comes to over the loan."""

    model_config = ConfigDict(frozen=True)

    kind: CostKind
    each: Money
    times: int
    months: tuple[int, ...]


class OfferCost(BaseModel):
    """What an offer costs. `total`: interest and fees less the subsidy; `effective`: percent a year, rounded to two decimals;
    `flows`: minor units by month from the day of the loan, received above nothing, paid below.
    """

    model_config = ConfigDict(frozen=True)

    offer: Offer
    schedule: Schedule
    costs: tuple[CostShown, ...]
    fees: Money
    subsidy: Money
    total: Money
    highest: Money  # the highest instalment
    effective: Decimal
    flows: tuple[int, ...]


class Comparison(BaseModel):
    """Offers with their costs, and the conditions in which they differ: name -> one text an offer, "" where it says nothing."""

    model_config = ConfigDict(frozen=True)

    offers: tuple[OfferCost, ...]
    differs: dict[str, tuple[str, ...]]


def compare(offers: Sequence[Offer]) -> Comparison:
    """Hold offers beside each other. Raises Refused for none, too many, or several currencies."""
    if not 1 <= len(offers) <= MOST:
        raise Refused(f"请给出 1 到 {MOST} 个方案。/ Give 1 to {MOST} offers.", "finance.offers")
    currencies = sorted({offer.loan.amount.currency for offer in offers})
    if len(currencies) > 1:
        raise Refused(f"方案的货币不同（{'、'.join(currencies)}），不能放在一起比较；请先换算成一种。/ The offers are in several currencies ({', '.join(currencies)}); state them in one to compare them.", "finance.currency")  # fmt: skip
    rows = {name: tuple(offer.conditions.get(name, "") for offer in offers) for name in CONDITIONS}
    return Comparison(offers=tuple(cost(offer) for offer in offers), differs={name: told for name, told in rows.items() if len(set(told)) > 1})  # fmt: skip


def cost(offer: Offer) -> OfferCost:
    """What one offer costs. Raises Refused for a fee or subsidy that is not stated soundly."""
    loan, schedule = offer.loan, schedule_of(offer.loan)
    shown = tuple(CostShown(kind=each.kind, each=cost_of(each, loan), times=len(months_due(each, loan)), months=months_due(each, loan)) for each in offer.costs)  # fmt: skip
    fees = total([each.each.times(each.times) for each in shown], loan.amount.currency)
    subsidy = subsidy_of(offer.subsidy, schedule) if offer.subsidy else Money(0, loan.amount.currency)
    flows = _flows(offer, schedule, shown, subsidy)
    return OfferCost(
        offer=offer, schedule=schedule, costs=shown, fees=fees, subsidy=subsidy, total=schedule.interest + fees - subsidy,
        highest=max((row.payment for row in schedule.instalments), key=lambda paid: paid.minor), effective=annual_cost(flows, offer.drawn), flows=flows,
    )  # fmt: skip


def _flows(offer: Offer, schedule: Schedule, costs: Sequence[CostShown], subsidy: Money) -> tuple[int, ...]:
    flows = [offer.loan.amount.minor, *(-row.payment.minor for row in schedule.instalments)]
    for each in costs:
        for month in each.months:
            flows[month] -= each.each.minor
    if offer.subsidy:
        flows[offer.subsidy.month] += subsidy.minor
    return tuple(flows)
