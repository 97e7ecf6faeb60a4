"""What each order weighs in a rating: its value and its age, and no counterparty more than its share."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from tools.ratings.engagement import Engagement
from tools.ratings.weights import Weights


def weigh(engagements: Iterable[Engagement], day: date, known: Weights) -> dict[str, Fraction]:
    """The weight of each engagement by its record."""
    every = list(engagements)
    raw = {each.record: known.of_value(each.value) * known.of_age((day - each.day).days) for each in every}
    totals: dict[str, Fraction] = {}
    for each in every:
        totals[each.other] = totals.get(each.other, Fraction(0)) + raw[each.record]
    most = ceiling(list(totals.values()), Fraction(known.most_of_one.value, 100))
    return {each.record: raw[each.record] * _cut(totals[each.other], most) for each in every}


def ceiling(totals: list[Fraction], share: Fraction) -> Fraction:
    """The most one counterparty may weigh, so that none has more than `share` of what all weigh after the cut.

    With k of them cut to T and R left to the others, T = share·(k·T + R). Where so few cannot all stay below it, all weigh the same.
    """
    falling = sorted(totals, reverse=True)
    for cut, total in enumerate(falling):
        room = 1 - cut * share
        if room <= 0:
            break
        most = Fraction(share * sum(falling[cut:], Fraction(0)), room)
        if total <= most:
            return most
    return falling[-1] if falling else Fraction(0)


def mean(weighted: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The mean of (value, weight); None without weight."""
    pairs = list(weighted)
    total = sum((weight for _, weight in pairs), Fraction(0))
    return Fraction(sum((value * weight for value, weight in pairs), Fraction(0)), total) if total else None


def mean_of(component: str, engagements: Iterable[Engagement], weight: Mapping[str, Fraction]) -> Fraction | None:
    """The mean of a component's marks, each by the weight of its engagement."""
    return mean((mark.value, weight[each.record]) for each in engagements for mark in each.marks if mark.component == component)  # fmt: skip


def _cut(total: Fraction, most: Fraction) -> Fraction:
    return Fraction(most, total) if total > most else Fraction(1)
