"""The credit rating of an organisation: a pure function of the log, the day and the weights (I15).

Per capacity a figure from 0 to 100: the weighted mean of its components, each the weighted mean of its marks. An order weighs by
its value and its age; self-deals count nothing and one counterparty not more than its cap. Nothing can be bought into it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from tools.events import Event
from tools.ratings.engagement import Engagement, without_self_deals
from tools.ratings.interval import effective, wilson
from tools.ratings.reading import engagements_of, removed_entries
from tools.ratings.weighing import mean, mean_of, weigh
from tools.ratings.weights import Capacity, Component, weights

SOURCES = ("order", "deal", "rating")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Closed):
    """A component: `points` 0 to 100, None without a mark; `percent`: what it weighs in its capacity; `marks`: how many were given."""

    component: Component
    points: int | None
    percent: int
    marks: int


class Figure(_Closed):
    """The rating in one capacity. `score` is None when there are too few orders or counterparties to tell one; `low`, `high`: its
    bounds (Wilson). `effective_hundredths`: the effective number of orders, times 100.
    """

    capacity: Capacity
    score: int | None
    low: int
    high: int
    orders: int
    counterparties: int
    effective_hundredths: int
    parts: tuple[Part, ...]


class Rating(_Closed):
    """The rating of an organisation on a day. `last_event`: the newest entry of the log it rests on, 0 for none."""

    organisation: str
    day: date
    last_event: int
    figures: tuple[Figure, ...]

    def figure(self, capacity: Capacity) -> Figure:
        """The figure in one capacity."""
        return next(each for each in self.figures if each.capacity == capacity)


def rating_of(events: Iterable[Event], organisation: str, day: date) -> Rating:
    """Compute a rating from the log. `events`: all of it, or at least every record that names the organisation, in any order."""
    log = sorted((event for event in events if event.kind in SOURCES), key=lambda event: event.id)
    mine = _records_of(log, organisation)
    log = [event for event in log if (event.kind, event.record) in mine]
    removed = removed_entries(log)
    found = without_self_deals(engagements_of(log, organisation, day), organisation)
    counted = [left for each in found if (left := _without(each, removed)) and weights().of_age((day - left.day).days)]
    return Rating(
        organisation=organisation, day=day, last_event=log[-1].id if log else 0,
        figures=tuple(_figure(capacity, [each for each in counted if each.capacity == capacity], day) for capacity in weights().capacities),
    )  # fmt: skip


def _records_of(log: list[Event], organisation: str) -> set[tuple[str, str]]:
    """The records an organisation acted in or is named in; the others say nothing of it."""
    return {(event.kind, event.record) for event in log if organisation in (event.organisation, *event.detail.values())}


def _without(engagement: Engagement, removed: frozenset[int]) -> Engagement | None:
    """An engagement without the marks an expert removed, None when nothing is left of it."""
    marks = tuple(mark for mark in engagement.marks if mark.entry not in removed)
    return replace(engagement, marks=marks) if marks else None


def _figure(capacity: Capacity, engagements: list[Engagement], day: date) -> Figure:
    known = weights()
    weight, shares = weigh(engagements, day, known), known.capacities[capacity]
    told = [each for each in engagements if each.told]
    others = len({each.other for each in told})
    enough = len(told) >= known.fewest_orders.value and others >= known.fewest_counterparties.value
    means = {name: mean_of(name, engagements, weight) if enough else None for name in shares}
    count = effective(weight[each.record] for each in told)
    score = mean((value, Fraction(shares[name].percent)) for name, value in means.items() if value is not None)
    low, high = wilson(score, count, known.z_hundredths) if score is not None else (0, 100)
    return Figure(
        capacity=capacity, score=_points(score), low=low, high=high, orders=len(told), counterparties=others,
        effective_hundredths=int(100 * count),
        parts=tuple(Part(component=name, points=_points(means[name]), percent=shares[name].percent, marks=_marks(name, engagements)) for name in shares),
    )  # fmt: skip


def _points(share: Fraction | None) -> int | None:
    """A share as whole points, half to even."""
    return None if share is None else round(100 * share)


def _marks(component: str, engagements: list[Engagement]) -> int:
    return sum(mark.component == component for each in engagements for mark in each.marks)
