"""Deciding facts: what has to be known before an article says the last word, and how to ask for it."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.practice.notes import Both
from knowledge.practice.periods import Cue


class Deciding(BaseModel):
    """One fact: the articles and notes it decides, how to see that it was told, and the question for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    about: list[str]
    rights: list[str] = Field(default_factory=list)
    events: list[str] = Field(default_factory=list)
    given: Cue = Cue()
    when: Cue = Cue()
    question: Both


@cache
def load_deciding() -> tuple[Deciding, ...]:
    """Every deciding fact, in the order of the file. Raises pydantic.ValidationError on a malformed one."""
    source = files("knowledge.practice").joinpath("deciding.yaml").read_text("utf-8")
    return tuple(Deciding.model_validate(row) for row in yaml.load(source, Loader=yaml.CSafeLoader))
