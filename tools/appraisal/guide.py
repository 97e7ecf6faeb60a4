"""What an appraisal looks at, as data: dimensions, groups, indicators with their scoring and weights, facts asked, vetoes.

All of it stands in indicators.yaml, with what is the national guide's (GB/T 42748-2023) and what is our own reading.
"""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.patents.record import Right
from knowledge.patents.status import State
from knowledge.practice.notes import Both
from tools.refused import Refused

WHOLE = 1000  # what the weights of a scenario add up to
By = Literal["guide", "ours"]
Held = Literal["pledged", "co_owned", "granted", "not_granted"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Guide(Both):
    """The national guide, what is known of it, and from where. `read`: whether its own text was at hand."""

    standard: str
    in_force_from: date
    read: bool
    known: Both
    unknown: Both
    sources: tuple[str, ...]


class Scenario(Both):
    """What an appraisal is for; `why`: why its weights are what they are."""

    aliases: tuple[str, ...]
    why: Both


class Group(Both):
    """A second-level indicator, of one dimension."""

    dimension: str


class Choice(Both):
    """A value of a fact; `said`: how it is said in a conversation (a regular expression), "" when only by its name."""

    said: str = ""


class Fact(Both):
    """What only the user can tell: a choice, or a whole or decimal number within bounds."""

    kind: Literal["choice", "number"]
    ask: Both
    choices: dict[str, Choice] = Field(default_factory=dict)
    least: int = 0
    most: int = 0


class Indicator(_Row):
    """A third-level indicator. `steps`: (at least, score), rising; `scores`: by value. `weights`: thousandths by scenario.

    `fact`: what the user states, before what `measure` reads in the record; `asks`: a fact the measure itself falls back on.
    """

    id: str
    group: str
    name: Both
    means: Both
    rests_on: Both
    by: By
    fact: str = ""
    measure: str = ""
    asks: str = ""
    steps: tuple[tuple[float, int], ...] = ()
    scores: dict[str, int] = Field(default_factory=dict)
    weights: dict[str, int]

    @model_validator(mode="after")
    def _scored(self) -> "Indicator":
        if bool(self.steps) == bool(self.scores) or not (self.fact or self.measure):
            raise ValueError(f"{self.id}: one of steps and scores, and a fact or a measure")
        given = [score for _, score in self.steps] or list(self.scores.values())
        if not all(0 <= score <= 100 for score in given) or list(self.steps) != sorted(self.steps):
            raise ValueError(f"{self.id}: scores from 0 to 100, steps rising")
        return self

    @property
    def wanted(self) -> str:
        """The fact that would tell it where the record does not, "" when none would."""
        return self.fact or self.asks

    def score(self, value: float | str) -> int:
        """The score of a value. Raises KeyError for one the scale does not know."""
        if isinstance(value, str):
            return self.scores[value]
        return next(score for least, score in reversed(self.steps) if value >= least)


class When(_Row):
    """When a veto holds: everything given holds."""

    state: tuple[State, ...] = ()
    right: tuple[Right, ...] = ()
    held: tuple[Held, ...] = ()
    said: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_said: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Veto(_Row):
    """A fact that comes before any score; `stops`: the scenarios in which no total is told."""

    id: str
    when: When
    stops: tuple[str, ...]
    text: Both
    provisions: tuple[str, ...]


class Book(_Row):
    """The whole file."""

    guide: Guide
    scenarios: dict[str, Scenario]
    weights_by: By
    facts: dict[str, Fact]
    dimensions: dict[str, Both]
    groups: dict[str, Group]
    indicators: tuple[Indicator, ...]
    vetoes: tuple[Veto, ...]

    @model_validator(mode="after")
    def _whole(self) -> "Book":
        for scenario in self.scenarios:
            if sum(each.weights[scenario] for each in self.indicators) != WHOLE:
                raise ValueError(f"the weights of {scenario} do not add up to {WHOLE}")
        named = {each.wanted for each in self.indicators if each.wanted}
        named |= {name for veto in self.vetoes for name in (*veto.when.said, *veto.when.not_said)}
        if unknown := named - self.facts.keys() | {each.group for each in self.indicators} - self.groups.keys():
            raise ValueError(f"named and not there: {', '.join(sorted(unknown))}")
        return self


@cache
def book() -> Book:
    """The file. Raises pydantic.ValidationError for one that does not fit together."""
    source = files("tools.appraisal").joinpath("indicators.yaml").read_text("utf-8")
    return Book.model_validate(yaml.load(source, Loader=yaml.CSafeLoader))


def read_scenario(text: str) -> str:
    """The scenario a text names, by id, alias or name; "" is management, the plainest. Raises Refused."""
    named = _folded(text)
    if not named:
        return "management"
    for name, scenario in book().scenarios.items():
        if named in map(_folded, (name, scenario.zh, scenario.en, *scenario.aliases)):
            return name
    known = "、".join(f"{name}（{each.zh}）" for name, each in book().scenarios.items())
    raise Refused(f"没有“{text.strip()[:30]}”这个场景；可选：{known}。/ There is no scenario “{text.strip()[:30]}”; choose one of {', '.join(book().scenarios)}.", "appraisal.scenario")  # fmt: skip


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", "-", name.strip().lower())
