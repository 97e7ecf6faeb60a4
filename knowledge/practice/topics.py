"""Practice notes: one procedure, concept or recurring situation each, every sentence of law anchored in a source.

A point rests either on a statute (`law`: slug and article, the version's year behind the slug where a law has several)
or, where only a regulation or an interpretation has the rule, on a `digest`: the instrument, its date and article, and
the words relied on. A digest is marked as one in every answer until the operator ingests the instrument.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, ArticleNumber
from knowledge.practice.notes import Both, Phrases, PointKind

_LAW = re.compile(r"cn/(?P<slug>[a-z0-9-]+?)(?:-(?P<year>20\d\d))?/art(?P<number>\d+(?:-\d+)?)")


class Digest(BaseModel):
    """An instrument the statute package does not hold: full title, date of the text, article, where it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    adopted: str
    article: str
    source: str = ""

    @property
    def locator(self) -> str:
        """The article as its own country writes it: 第四十七条, § 271, Art. 54."""
        if not self.article[:1].isdigit():
            return self.article
        if self.title.startswith(("United States Code", "Manual of")):
            return f"§ {self.article}"
        if self.title.isascii():
            return f"Art. {self.article}"
        try:
            return ArticleNumber.parse(self.article).chinese
        except ValueError:
            return f"第{self.article}条"


class TopicPoint(Both):
    """One statement and its source."""

    kind: PointKind
    quote: str
    law: str = ""
    digest: Digest | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "TopicPoint":
        if bool(self.law) == bool(self.digest):
            raise ValueError("a point needs exactly one of law and digest")
        return self


class Topic(BaseModel):
    """A practice note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: Both
    answer: Both
    points: list[TopicPoint]
    questions: Phrases
    terms: Phrases
    next: Both
    see: list[str]
    about: list[str] = Field(default_factory=list)  # jurisdictions it compares with: US, EP, EU, JP, INT

    @property
    def key(self) -> str:
        """Stable citation key of the note itself."""
        return f"practice/{self.id}"

    @cached_property
    def laws(self) -> frozenset[str]:
        """The laws (slugs) it rests on."""
        return frozenset(found["slug"] for reference in self.see if (found := _LAW.fullmatch(reference)))


def topic_sources() -> list[Traversable]:
    """The practice-note files that ship with the product, by name."""
    folder = files("knowledge.practice").joinpath("topics")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)


def load_topics() -> Iterator[Topic]:
    """Read and validate every practice note. Raises pydantic.ValidationError on a malformed one."""
    for source in topic_sources():
        for row in yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader) or []:
            for point in row["points"]:
                if "digest" in point:
                    point["digest"] = {name: str(value) for name, value in point["digest"].items()}
            yield Topic.model_validate(row)


def cited_article(library: LawLibrary, reference: str) -> Article | None:
    """The article a topic's `law` or `see` names: of the year given, else of the law's newest version at hand."""
    found = _LAW.fullmatch(reference)
    law = library.law(found["slug"]) if found else None
    if found is None or law is None:
        return None
    versions = [v for v in library.versions(law) if found["year"] in (None, str(v.adopted.year))]
    return library.article(versions[-1], ArticleNumber.parse(found["number"])) if versions else None
