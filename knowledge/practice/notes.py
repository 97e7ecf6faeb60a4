"""Article notes: what one article of one version means in plain words, and the questions people ask about it.

A note's statements ("points") each carry the verbatim words of the article that support them, so that an answer made
of points is an answer made of citations. The files under `notes/` are data, one a law and version, and are tested
like code: every quotation and every figure must stand in the text of that version.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.law.records import ArticleNumber

PointKind = Literal["rule", "condition", "exception", "deadline", "amount", "consequence", "procedure", "definition"]


class Both(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in "zh" or "en"."""
        return self.zh if language == "zh" else self.en


class Point(Both):
    """One statement of law, and the words of the article that support it."""

    kind: PointKind
    quote: str


class Figure(BaseModel):
    """A number in the article: its value and unit, what it measures, and the words it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float | date | str
    unit: str
    of: str
    words: str


class Phrases(BaseModel):
    """Lists of phrases by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: list[str] = Field(default_factory=list)
    en: list[str] = Field(default_factory=list)


class Note(BaseModel):
    """What one article says, in our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    gist: Both
    points: list[Point]
    figures: list[Figure] = Field(default_factory=list)
    questions: Phrases
    terms: Phrases
    related: list[str] = Field(default_factory=list)
    replaces: list[str] = Field(default_factory=list)
    replaced_by: list[str] = Field(default_factory=list)
    change: Both | None = None
    next: Both | None = None

    @property
    def number(self) -> ArticleNumber:
        """The article the note is about."""
        return ArticleNumber.parse(self.article)


@dataclass(frozen=True)
class NoteFile:
    """The notes on one version of a law, named by the law's slug and the version's date of adoption."""

    slug: str
    adopted: str
    notes: tuple[Note, ...]


def note_sources() -> list[Traversable]:
    """The note files that ship with the product, by name: `<slug>@<adopted>.yaml`."""
    folder = files("knowledge.practice").joinpath("notes")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)


def load_notes() -> Iterator[NoteFile]:
    """Read and validate every note file. Raises pydantic.ValidationError on a malformed one."""
    for source in note_sources():
        slug, _, adopted = source.name.removesuffix(".yaml").partition("@")
        rows = yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader) or []
        yield NoteFile(
            slug, adopted, tuple(Note.model_validate({**row, "article": str(row["article"])}) for row in rows)
        )
