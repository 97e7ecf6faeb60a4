"""How people tell facts: the words for rights, events, asking and claiming, read from `telling.yaml`."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.practice.notes import Both
from knowledge.practice.periods import Cue


class Named(BaseModel):
    """A right or an event: its name and the words that show it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: Both
    cue: Cue
    kind_of: str = ""
    rights: list[str] = Field(default_factory=list)  # an event that only these rights know

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as one compiled pattern."""
        return compiled(self.cue.pattern)


class Telling(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rights: list[Named]
    weak: list[Named]
    events: list[Named]
    asks: dict[Literal["term", "deadline"], Cue]
    claims: dict[Literal["term", "deadline"], list[str]]
    unless: Cue
    unless_after: Cue
    more: Cue

    def right(self, name: str) -> Named:
        """The right of this id."""
        return next(right for right in self.rights if right.id == name)

    def event(self, name: str) -> Named:
        """The event of this id."""
        return next(event for event in self.events if event.id == name)

    def kinds(self, right: str) -> tuple[str, ...]:
        """What a right may be: a patent is an invention patent, a utility model or a design patent."""
        return tuple(row.id for row in reversed(self.rights) if row.kind_of == right) or (right,)


@cache
def load_telling() -> Telling:
    """The words. Raises pydantic.ValidationError on a malformed file."""
    source = files("knowledge.practice").joinpath("telling.yaml").read_text("utf-8")
    return Telling.model_validate(yaml.load(source, Loader=yaml.CSafeLoader))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with case ignored; one that never matches for an empty one."""
    return re.compile(pattern or r"(?!)", re.IGNORECASE)
