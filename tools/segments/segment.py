"""The five segments as data: cues, packages, questions, thresholds; checked when they are read."""

from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.orders.catalogue import catalogue

Segment = Literal["unaware", "startup", "system", "abroad", "trade"]


class Cue(NamedTuple):
    """Words that speak for a segment, what they weigh, and what they are called."""

    pattern: str
    weight: int
    zh: str
    en: str


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Closed):
    """A service of a package: why, and what is taken for granted of its inputs where nothing was said."""

    sku: str
    zh: str
    en: str
    inputs: dict[str, str | int]


class Kind(_Closed):
    """A segment."""

    zh: str
    en: str
    cues: tuple[Cue, ...] = Field(min_length=3)
    package: tuple[Step, ...] = Field(min_length=2)


class Question(_Closed):
    """What is asked while the segment is not known."""

    id: str
    zh: str
    en: str


class Segments(_Closed):
    """All of it. Raises ValueError for a step whose service or input the catalogue does not have."""

    threshold: int = Field(strict=True, gt=0)
    margin: int = Field(strict=True, gt=0)
    segments: dict[Segment, Kind]
    questions: tuple[Question, ...] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def _sold(self) -> "Segments":
        for kind in self.segments.values():
            for step in kind.package:
                service = catalogue().services.get(step.sku)
                if service is None or set(step.inputs) - {each.name for each in service.inputs}:
                    raise ValueError(f"{step.sku} is not in the catalogue with these inputs")
        return self


@cache
def segments() -> Segments:
    """The segments of this installation."""
    return Segments.model_validate(
        yaml.load(files("tools.segments").joinpath("segments.yaml").read_text("utf-8"), yaml.CSafeLoader)
    )
