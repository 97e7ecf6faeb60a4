"""Periods: rules that compute a day from an event, each wording with the words of the text it rests on.

The file `periods.yaml` is data and tested like code: every quotation stands in the named article of the named text,
and every length stands in its quotation.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.lengths import Length
from knowledge.practice.notes import Both

Result = Literal["ends", "last_day", "window", "until", "from"]
ANY = "any"  # the rule does not depend on which right it is


class Cue(BaseModel):
    """Words by which a text shows what it speaks of: patterns, case ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = ""
    en: str = ""

    @property
    def pattern(self) -> str:
        """Both languages in one pattern: people mix them."""
        return "|".join(part for part in (self.zh, rf"\b(?:{self.en})" if self.en else "") if part)


class Source(BaseModel):
    """An article and the words relied on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    law: str
    quote: str


class Counting(BaseModel):
    """How a last day is found, in words, and the provisions that say so (a practice note's digest by its key)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    end: Literal["corresponding", "eve", "year_end"]
    shift: bool = False  # a last day that is a holiday moves
    sources: list[Source | str]
    text: Both


class PeriodText(BaseModel):
    """One wording of a rule, for events from `since` to `until`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: date | None = None
    until: date | None = None
    length: Length
    law: str
    quote: str
    unheld: Both | None = None  # the text that gave this length is not held: what is known of it

    def covers(self, day: date) -> bool:
        """Whether the wording is for this day."""
        return (self.since or date.min) <= day <= (self.until or date.max)


class Period(BaseModel):
    """One rule: right, starting event, length, and what the computed day is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    rights: tuple[str, ...]
    start: str
    derived: str = ""  # the period whose last day starts this one, where that day is not told
    result: Result
    asks: Literal["term", "deadline"]
    about: Cue = Cue()
    claimed: Cue | None = None  # words beside which a figure is a claim about the rule, where `about` is too wide
    abroad: bool = False  # its event may have happened abroad
    renewed: tuple[PeriodText, ...] = ()  # the term runs again for as long, each time it is renewed
    by: Literal["event", "today"] = "event"
    counting: str
    name: Both
    across: Both | None = None  # what to say when the period runs across a change of the text
    texts: tuple[PeriodText, ...] = Field(min_length=1)


class PeriodFile(BaseModel):
    """The whole file: ways of counting by name, and the rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    countings: dict[str, Counting]
    periods: tuple[Period, ...]


@cache
def _file() -> PeriodFile:
    source = files("knowledge.practice").joinpath("periods.yaml").read_text("utf-8")
    return PeriodFile.model_validate(yaml.load(source, Loader=yaml.CSafeLoader))


def load_periods() -> tuple[Period, ...]:
    """Every rule, in the order of the file. Raises pydantic.ValidationError on a malformed one."""
    return _file().periods


def load_countings() -> dict[str, Counting]:
    """The ways of counting, by name."""
    return _file().countings
