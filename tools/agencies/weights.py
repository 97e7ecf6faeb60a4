"""The data matching is done with: `weights.yaml`, checked when it is read."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.orders.rules import licences as order_licences

Criterion = Literal["field", "region", "language", "budget", "urgency", "rating", "load"]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Why(_Closed):
    """The reason for a figure, in both languages."""

    zh: str = Field(min_length=4)
    en: str = Field(min_length=4)


class Weight(_Closed):
    """What a criterion weighs."""

    percent: int = Field(strict=True, gt=0, le=100)
    why: Why


class LicenceName(_Closed):
    """A licence that the rules of orders do not know. `read`: whether its rule was read in the text of the provision."""

    zh: str
    en: str
    read: bool


class Since(_Closed):
    """A citation key with the days it holds."""

    key: str
    first: date = Field(alias="from")
    until: date | Literal[""]

    def holds(self, day: date) -> bool:
        """Whether the provision is in force on a day."""
        return self.first <= day and (not self.until or day <= self.until)


class Weights(_Closed):
    """Everything a match depends on but the directory, the request and the day. Raises ValueError for percents that are not 100."""

    weights: dict[Criterion, Weight]
    unknown: int = Field(strict=True, ge=0, le=100)
    month: int = Field(strict=True, gt=0)
    most_shown: int = Field(strict=True, gt=0)
    answer_days: int = Field(strict=True, gt=0)
    few: int = Field(strict=True, gt=0)
    most_counterparties_a_day: int = Field(strict=True, gt=0)
    practices: dict[str, tuple[str, ...]]
    licences: dict[str, LicenceName]
    provisions: dict[str, str]
    conflicts: dict[str, tuple[Since, ...]]

    @model_validator(mode="after")
    def _adds_up(self) -> "Weights":
        if sum(weight.percent for weight in self.weights.values()) != 100:
            raise ValueError("the percents do not add up to 100")
        return self

    def conflict_provisions(self, licence: str, day: date) -> tuple[str, ...]:
        """The provisions on conflicts of interest for work under a licence, in force on a day."""
        return tuple(each.key for each in self.conflicts.get(licence, ()) if each.holds(day))


@cache
def weights() -> Weights:
    """The weights of this installation."""
    return Weights.model_validate(
        yaml.load(files("tools.agencies").joinpath("weights.yaml").read_text("utf-8"), yaml.CSafeLoader)
    )


def licence_name(kind: str) -> tuple[str, str]:
    """A kind of licence in both languages."""
    rule = order_licences().get(kind) or weights().licences.get(kind)
    return (rule.zh, rule.en) if rule else (kind, kind)
