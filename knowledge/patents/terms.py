"""The rules of patent terms and fees as data: which rule is for which right and filing date, and where it is written."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.lengths import Length
from knowledge.patents.record import Right
from knowledge.practice.notes import Both
from knowledge.practice.topics import Digest

Start = Literal["filing", "grant", "earliest"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Provision(_Row):
    """Words of a provision: of a statute held here, or of an instrument known by a digest."""

    law: str = ""
    digest: Digest | None = None
    place: Both
    quote: str

    @model_validator(mode="after")
    def _one_source(self) -> "Provision":
        if bool(self.law) == bool(self.digest):
            raise ValueError("a provision needs exactly one of law and digest")
        return self


class TermPart(_Row):
    """A length from an event; with several the greatest counts."""

    start: Start
    years: int


class TermRule(_Row):
    """How long a right lasts. `period` is the same rule in knowledge/practice/periods.yaml."""

    id: str
    office: str
    rights: tuple[Right, ...]
    since: date = date.min
    until: date = date.max
    period: str = ""
    provision: str
    through: Literal["eve", "same"]
    parts: tuple[TermPart, ...] = Field(min_length=1)
    may: tuple[str, ...] = ()


class Extension(Both):
    """Something that may change a computed term and that a record does not tell."""

    provision: str


class FeeRule(_Row):
    """When fees for keeping a right are due; `lapses`: from the day a missed one was due, or the end of grace."""

    office: str
    rights: tuple[Right, ...]
    since: date = date.min
    start: Literal["filing", "grant"]
    every: Length | None = None
    at: tuple[Length, ...] = ()
    from_grant: bool = False  # only those due after grant
    none: bool = False
    grace: Length = Length()
    lapses: Literal["due", "grace"] = "due"
    provision: str
    grace_provision: str


class TermFile(_Row):
    """The whole file."""

    provisions: dict[str, Provision]
    terms: tuple[TermRule, ...]
    extensions: dict[str, Extension]
    fees: tuple[FeeRule, ...]
    checks: dict[str, Both]


@cache
def term_file() -> TermFile:
    """The rules. Raises pydantic.ValidationError on a malformed file."""
    source = files("knowledge.patents").joinpath("terms.yaml").read_text("utf-8")
    return TermFile.model_validate(yaml.load(source, Loader=yaml.CSafeLoader))


def provision(name: str) -> Provision:
    """A provision by its name in the file."""
    return term_file().provisions[name]


def term_rule(office: str, right: Right, filed: date) -> TermRule | None:
    """The rule for a right filed on a day, None when no text at hand gives one."""
    rules = (rule for rule in term_file().terms if rule.office == office and right in rule.rights)
    return next((rule for rule in rules if rule.since <= filed <= rule.until), None)


def fee_rule(office: str, right: Right, filed: date | None) -> FeeRule | None:
    """The rule of the fees, None when no text at hand gives one, or the application is older than any."""
    rules = (rule for rule in term_file().fees if rule.office == office and right in rule.rights)
    return next((rule for rule in rules if (filed or date.max) >= rule.since), None)


def where_to_check(office: str) -> Both:
    """The register that knows what a record cannot tell."""
    checks = term_file().checks
    return checks.get(office, checks["*"])
