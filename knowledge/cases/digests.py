"""Case digests: one decided case each in our own words, with the words of a source that support what is said of it.

An invented or misattributed case is worse than none. So a digest carries its support: where its docket, date and
holding were read, and the verbatim words; tests compare them with the sources at hand. A decision of a foreign court
says so in every answer.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation, Kind
from knowledge.practice.notes import Both, Phrases

Body = Literal["cnipa", "spc", "china-court", "scotus", "cafc", "cjeu", "epo"]
Level = Literal["guiding", "typical", "leading", "decision"]
Jurisdiction = Literal["CN", "US", "EU", "EP"]
Right = Literal[
    "patent", "design", "mark", "copyright", "trade-secret", "competition", "contract", "variety", "layout"
]  # fmt: skip


class Support(BaseModel):
    """Where something in a digest was read: a source, the row in it if it has rows, and its very words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    row: str = ""
    quote: str


class CaseDigest(BaseModel):
    """One decided case. `decided` is as precise as the source: a year, a month or a day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    docket: str
    name: Both
    body: Body
    court: Both
    jurisdiction: Jurisdiction
    decided: str
    level: Level
    right: Right
    facts: Both
    issue: Both
    holding: Both
    lesson: Both
    provisions: list[str]
    foreign: list[str]
    questions: Phrases
    terms: Phrases
    support: list[Support]

    @property
    def key(self) -> str:
        """Stable citation key."""
        return f"case/{self.id}"

    @property
    def abroad(self) -> bool:
        """Whether a court or office outside China decided it."""
        return self.jurisdiction != "CN"

    def cite(self) -> Citation:
        """The decision as a citation: its quote is the longest passage that supports the digest."""
        return Citation(
            key=self.key,
            kind=Kind.CASE,
            title=f"{self.court.zh}：{self.name.zh}",
            title_en=f"{self.court.en}: {self.name.en}",
            locator=f"{self.docket}（{self.decided}）",
            quote=max((support.quote for support in self.support), key=len),
            source=self.support[0].source,
        )


def digest_sources() -> list[Traversable]:
    """The digest files that ship with the product, by name."""
    folder = files("knowledge.cases").joinpath("digests")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)


def load_digests() -> Iterator[CaseDigest]:
    """Read and validate every digest. Raises pydantic.ValidationError on a malformed one."""
    for source in digest_sources():
        for row in yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader) or []:
            yield CaseDigest.model_validate(row)
