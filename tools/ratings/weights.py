"""The data a rating is computed with: `weights.yaml`, checked when it is read."""

from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.money import PLACES, Money

Capacity = Literal["provider", "counterparty"]
Component = Literal["in_time", "accepted_first", "undisputed", "took_on", "kept", "stars"]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Why(_Closed):
    """The reason for a figure, in both languages."""

    zh: str = Field(min_length=4)
    en: str = Field(min_length=4)


class Share(_Closed):
    """What a component weighs in its capacity."""

    percent: int = Field(strict=True, gt=0, le=100)
    why: Why


class Figure(_Closed):
    """A whole number with its reason."""

    value: int = Field(strict=True, gt=0)
    why: Why


class Weights(_Closed):
    """Everything a rating depends on but the log and the day. Raises ValueError for percents that do not add up to 100."""

    capacities: dict[Capacity, dict[Component, Share]]
    half_life_days: Figure
    oldest_days: Figure
    most_of_one: Figure
    fewest_orders: Figure
    fewest_counterparties: Figure
    dispute_days: Figure
    value_steps: tuple[int, ...]
    taken_for: dict[str, str]
    z_hundredths: int = Field(strict=True, gt=0)

    @model_validator(mode="after")
    def _adds_up(self) -> "Weights":
        for capacity, shares in self.capacities.items():
            if sum(share.percent for share in shares.values()) != 100:
                raise ValueError(f"the percents of {capacity} do not add up to 100")
        if any(low >= high for low, high in pairwise(self.value_steps)):
            raise ValueError("the steps of value do not rise")
        if set(self.taken_for) != set(PLACES):
            raise ValueError("every currency of the desk needs a place among the steps of value")
        return self

    def of_value(self, value: Money | None) -> int:
        """The weight of an order by its value: 1 for a small or unknown one, 1 more for each step it reaches."""
        if value is None:
            return 1
        yuan = Fraction(value.amount) * Fraction(self.taken_for[value.currency])
        return 1 + sum(yuan >= step for step in self.value_steps)

    def of_age(self, days: int) -> Fraction:
        """The weight of something `days` old: 1 today, halved with every half-life, on a straight line between; 0 past the oldest.

        The straight line instead of the power of two keeps it a fraction, so that every machine computes the same.
        """
        if days > self.oldest_days.value:
            return Fraction(0)
        halvings, rest = divmod(max(days, 0), self.half_life_days.value)
        return Fraction(1, 1 << halvings) * (1 - Fraction(rest, 2 * self.half_life_days.value))


@cache
def weights() -> Weights:
    """The weights of this installation."""
    source = files("tools.ratings").joinpath("weights.yaml").read_text("utf-8")
    return Weights.model_validate(yaml.load(source, yaml.CSafeLoader))
