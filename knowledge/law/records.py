"""The records of law: a law, a version of it, an article of a version."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.citation import Citation, Kind
from knowledge.numerals import to_chinese

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,29})(?:-([1-9][0-9]?))?")


class DateSource(StrEnum):
    """Where a version's first day in force was read: how far it can be trusted."""

    TEXT = "text"  # the commencement article of that very text
    PACKAGE = "package"  # another instrument in the same data file
    DECISION = "decision"  # the commencement clause of the amending decision, which the data file does not hold
    DATA = "data"  # the data file's own field, not checked by us
    ADOPTION = "adoption"  # not given anywhere: the day of adoption stands in for it


@dataclass(frozen=True, order=True)
class ArticleNumber:
    """第二百一十九条之一 is number 219, branch 1; ordinary articles have branch 0."""

    number: int
    branch: int = 0

    def __str__(self) -> str:
        return f"{self.number}-{self.branch}" if self.branch else str(self.number)

    @property
    def chinese(self) -> str:
        """The number as the text prints it; an unnumbered decision has only its whole text (全文)."""
        if not self.number:
            return "全文"
        suffix = f"之{to_chinese(self.branch)}" if self.branch else ""
        return f"第{to_chinese(self.number)}条{suffix}"

    @classmethod
    def parse(cls, text: str) -> "ArticleNumber":
        """Read "42" or "219-1". Raises ValueError for anything else, so that an article has one key only."""
        found = _NUMBER.fullmatch(str(text))
        if found is None:
            raise ValueError(f"{text!r} is not the number of an article")
        return cls(int(found[1]), int(found[2] or 0))


@dataclass(frozen=True)
class Law:
    """A law through all its versions, with every name it goes by."""

    slug: str
    title: str
    short: str
    english: str
    nicknames: tuple[str, ...] = ()
    english_nicknames: tuple[str, ...] = ()
    kind: Kind = Kind.STATUTE
    core: str = ""  # the articles an IP desk searches first: "all", "843-887,1185" or ""

    def name(self, language: str) -> str:
        """The name to show: the full Chinese title, or the English name (the Chinese title where there is none)."""
        return self.title if language == "zh" or not self.english else f"{self.english} of the PRC"


@dataclass(frozen=True)
class Version:
    """One text of a law. `in_force_to` is its last day in force, None while no successor is known."""

    law: Law
    adopted: date
    in_force_from: date
    in_force_to: date | None
    source: DateSource
    where: str
    record: str = field(compare=False)  # id of the text in the file that holds it
    shelf: str = field(default="package", compare=False)  # "package" or "ingested"
    repealed_undated: bool = False  # the data calls it repealed, and nothing at hand says since when

    def in_force(self, day: date) -> bool:
        """True when this text governs on that day."""
        started = self.in_force_from <= day
        return started and not self.repealed_undated and (self.in_force_to is None or day <= self.in_force_to)

    @property
    def key(self) -> str:
        """Stable name of the version, by its first day in force."""
        return f"cn/{self.law.slug}@{self.in_force_from.isoformat()}"


@dataclass(frozen=True)
class Article:
    """One article of one version, verbatim."""

    version: Version
    number: ArticleNumber
    heading: str  # chapter and section, as printed
    text: str

    @property
    def key(self) -> str:
        """Stable citation key: cn/patent-law@2021-06-01/art42."""
        return f"{self.version.key}/art{self.number}"

    def cite(self, quote: str | None = None) -> Citation:
        """The citation of this article, quoting all of it or a verbatim part."""
        if quote is not None and quote not in self.text:
            raise ValueError(f"not a quotation from {self.key}: {quote!r}")
        return Citation(
            key=self.key,
            kind=self.version.law.kind,
            title=self.version.law.title,
            title_en=self.version.law.name("en"),
            locator=self.number.chinese,
            quote=self.text if quote is None else quote,
            in_force_from=self.version.in_force_from,
            in_force_to=self.version.in_force_to,
            source=f"{self.version.law.title}（{self.version.adopted.isoformat()}）",
        )
