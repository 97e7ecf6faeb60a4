"""What the columns of one export mean: the shape of a mapping file, checked when it is read.

A mapping is a YAML file. `headers` (and `values`) say which table it is for; every field names the columns it is read
from, as one name, a list of names or readings with a pattern, a condition or a separator of their own. Fields with one
value take the first reading that gives any; fields with many (parties, symbols, claims, citations) take all in order.
"""

import re
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from knowledge.patents.importers.tables.header import plain


class MappingError(ValueError):
    """The mapping file cannot be used. The message is one sentence with the place in the file."""


class Part(BaseModel):
    """Base of the parts of a mapping: nothing unknown accepted, so that a misspelt field is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(Part):
    """One way to read a field."""

    column: str
    pattern: str = ""  # searched in the cell: its first group is the value; a cell it is not found in gives none
    when: dict[str, str] = Field(default_factory=dict)  # column -> pattern its whole text has to match
    separator: str = ""  # of this list; the mapping's separators otherwise
    parts: str = ""  # pattern whose first group finds each part of the list, where no separator tells them apart
    drop: str = ""  # pattern taken out of each value: " et al\.$"
    prefix: str = ""  # put before the value: "docdb:"
    shift: int = 0  # days to add, for an export known to be off
    first: bool = False  # the first symbol of the list is the main one

    @field_validator("pattern", "parts", "drop")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _compiled(value)

    @field_validator("when")
    @classmethod
    def _conditions(cls, value: dict[str, str]) -> dict[str, str]:
        return {plain(column): _compiled(pattern) for column, pattern in value.items()}

    @property
    def key(self) -> str:
        """The column in plain form, as rows have it."""
        return plain(self.column)


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error})") from error
    return pattern


def _readings(value: Any) -> Any:
    parts = value if isinstance(value, list) else [value]
    return [{"column": part} if isinstance(part, str) else part for part in parts]


Readings = Annotated[tuple[Reading, ...], BeforeValidator(_readings)]
ByLanguage = dict[str, Readings]  # ISO 639-1 code, or "auto": told from the script, the words and the country


class Fields(Part):
    """The fields of a record that a table can give; what is not mapped is not read."""

    number: Readings
    country: Readings = ()
    kind: Readings = ()
    published: Readings = ()
    filed: Readings = ()
    granted: Readings = ()
    application: Readings = ()
    pct_application: Readings = ()
    pct_filed: Readings = ()
    title: ByLanguage = Field(default_factory=dict)
    abstract: ByLanguage = Field(default_factory=dict)
    claims: ByLanguage = Field(default_factory=dict)
    description: ByLanguage = Field(default_factory=dict)
    claims_count: Readings = ()
    holders: Readings = ()
    holder_countries: Readings = ()
    holder_address: Readings = ()
    inventors: Readings = ()
    agents: Readings = ()
    ipc: Readings = ()
    cpc: Readings = ()
    uspc: Readings = ()
    locarno: Readings = ()
    priorities: Readings = ()
    priority_numbers: Readings = ()  # where numbers, countries and days are columns of their own, side by side
    priority_countries: Readings = ()
    priority_days: Readings = ()
    earliest_priority: Readings = ()
    family: Readings = ()
    members: Readings = ()
    cites: Readings = ()
    literature: Readings = ()
    cited_by: Readings = ()
    cites_count: Readings = ()
    cited_by_count: Readings = ()
    laid_open: Readings = ()  # the number under which the application was published before this grant
    laid_open_day: Readings = ()
    owners: Readings = ()  # recorded owners, "NAME (2007-09-26)"


class Mapping(Part):
    """One export: how it is recognised, and where each field stands in it."""

    name: str
    describes: str
    headers: tuple[str | tuple[str, ...], ...] = Field(min_length=1)  # all needed; a list in the list: one of them
    values: dict[str, str] = Field(default_factory=dict)  # column -> pattern its cells have to match
    country: str = ""  # office of all rows, where no column says it
    languages: dict[str, str] = Field(default_factory=dict)  # country -> language of the original text
    separators: tuple[str, ...] = (";;", " | ", "|", ";", "；")
    dates: tuple[str, ...] = ()  # strptime forms beside those that need no telling
    nothing: tuple[str, ...] = ()  # what this export writes in empty cells, beside the usual
    fields: Fields

    @model_validator(mode="after")
    def _conditions_compile(self) -> Self:
        for pattern in self.values.values():
            _compiled(pattern)
        return self

    def needed(self) -> list[frozenset[str]]:
        """The columns that have to be there, in plain form: one of each set."""
        return [frozenset(plain(name) for name in ((each,) if isinstance(each, str) else each)) for each in self.headers]  # fmt: skip

    def columns(self) -> frozenset[str]:
        """Every column the mapping reads or asks for, in plain form."""
        named = {plain(name) for name in self.values}
        for value in self.fields.__dict__.values():
            groups = value.values() if isinstance(value, dict) else [value]
            named |= {reading.key for group in groups for reading in group}
        return frozenset(named.union(*self.needed()))

    def fits(self, headers: frozenset[str], samples: Sequence[MappingType[str, object]]) -> bool:
        """Whether a table with these columns is of this export; `samples`: its first rows, all of which must fit."""
        if not all(names & headers for names in self.needed()):
            return False
        return all(
            re.fullmatch(pattern, str(row.get(plain(column)) or ""))
            for column, pattern in self.values.items()
            for row in samples
        )


def load_mapping(path: Path) -> Mapping:
    """The mapping of a file. Raises MappingError with one sentence that names the line."""
    try:
        return parse_mapping(path.read_text("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"映射文件读不了：{path.name}。/ The mapping file {path.name} cannot be read.") from error


def parse_mapping(text: str, name: str) -> Mapping:
    """The mapping of a YAML text; `name` is said in errors. Raises MappingError."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise MappingError(f"{name} 第 {line} 行不是有效的 YAML。/ Line {line} of {name} is no valid YAML.") from error
    try:
        return Mapping.model_validate(data)
    except ValidationError as error:
        errors = error.errors()  # a misspelt name says more than that the right one is wanting
        first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
        line, what = _line(node, first["loc"]), ".".join(str(part) for part in first["loc"]) or "the file"
        detail = first["msg"].removeprefix("Value error, ")
        raise MappingError(
            f"{name} 第 {line} 行“{what}”有误：{detail}。/ Line {line} of {name}, “{what}”, is wrong: {detail}."
        ) from error


def _line(node: Any, place: tuple[int | str, ...]) -> int:
    """The line of the deepest part of a place that the file has."""
    line = node.start_mark.line + 1 if node else 1
    for step in place:
        children = getattr(node, "value", None)
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(children or ()):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
