"""An engagement: one order or deal as it stands to the credit of one of its parties, with a mark for each thing it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from tools.money import Money
from tools.ratings.weights import Capacity, Component

PLATFORM_DAY = timezone(timedelta(hours=8))  # terms of delivery are counted in Beijing days


@dataclass(frozen=True)
class Mark:
    """What one event shows of one component: 0 (not done) to 1 (done). `entry`: the id of the event, which a party can dispute."""

    entry: int
    component: Component
    value: Fraction
    day: date


@dataclass(frozen=True)
class Engagement:
    """An order or deal between the organisation rated and `other`. `users`: the accounts that acted for each of the two."""

    record: str
    capacity: Capacity
    other: str
    value: Money | None
    marks: tuple[Mark, ...]
    users: frozenset[str]
    users_of_other: frozenset[str]

    @property
    def day(self) -> date:
        """The day it counts from: that of its last fact. What was said of it later makes it no younger."""
        facts = [mark.day for mark in self.marks if mark.component != "stars"]
        return max(facts or [mark.day for mark in self.marks])

    @property
    def told(self) -> bool:
        """Whether it shows more than that an assignment was taken or declined: what is counted as an order."""
        return any(mark.component != "took_on" for mark in self.marks)


def without_self_deals(engagements: Iterable[Engagement], organisation: str) -> list[Engagement]:
    """Those between two different parties: not the same organisation, and no account that ever acted for both sides (S17)."""
    every = list(engagements)
    ours = frozenset[str]().union(*(each.users for each in every))
    theirs: dict[str, frozenset[str]] = {}
    for each in every:
        theirs[each.other] = theirs.get(each.other, frozenset()) | each.users_of_other
    return [each for each in every if each.other not in ("", organisation) and not ours & theirs[each.other]]


def day_of(moment: datetime) -> date:
    """The platform's day at a moment."""
    return moment.astimezone(PLATFORM_DAY).date()
