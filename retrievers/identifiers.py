"""Identifiers in a question: provisions, patent numbers, docket numbers. What is named is looked up, not searched for."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.cases.dockets import find_dockets
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, Law
from knowledge.law.reference import Holder, Reference, ReferenceFinder

_PATENT_NUMBER = re.compile(
    r"\b(?:CN|ZL|US|EP|JP|KR|WO|DE|GB|FR)\s?\d{4,5}[\s/]?\d{3,9}(?:\.\d)?\s?[A-Z]?\d?\b|\bZL\s?\d{8,12}\.?[\dX]?\b|\bUS\s?\d{1,2},?\d{3},?\d{3}\s?[A-Z]\d\b"
)
_NEW_TEXT = re.compile(
    r"新(?:的|版|修订的|修改的)?{short}|(?:修订|修改|新修订|新修改)后?的?{short}|新法|(?:商标)?法?(?:修订|修改)(?:生效|施行|实施)(?:之?后|以后)?|新(?:规|规定|条例|版本|文本)(?:生效|施行|实施|出来|落地)?(?:之?后|以后)|(?:new|revised|amended|2026|upcoming|coming|next)\s+(?:PRC\s+|Chinese\s+)?(?:{english}|trademark\s+(?:statute|act|rules|text|regime))|(?:new|revised|amended)\s+(?:law|text|rules|statute|act|regime)\b"
    .replace("{short}", "商标法").replace("{english}", "trademark law"),
    re.IGNORECASE,
)  # fmt: skip

_OLD_TEXT = re.compile(
    r"旧(?:的|版)?(?:的)?(?:商标)?法|老(?:商标)?法|(?:修订|修改)(?:之?前|以前)的?|原(?:商标法|规定)|\b(?:old|former|previous|earlier|repealed)\s+(?:PRC\s+|Chinese\s+)?(?:trademark\s+)?(?:law|text|rules?|act|version)\b|\bbefore the (?:amendment|revision|new (?:law|text|rules))",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Identifiers:
    """What a question names: articles found as of the day, references that could not be, numbers of other records."""

    articles: tuple[Article, ...]
    unresolved: tuple[Reference, ...]
    laws: tuple[Law, ...]
    patents: tuple[str, ...]
    dockets: tuple[str, ...]
    outside: tuple[str, ...]  # PRC instruments the library does not hold
    foreign: bool


class IdentifierRouter:
    """Reads identifiers with the names of one library."""

    def __init__(self, library: LawLibrary, finder: ReferenceFinder) -> None:
        self._library = library
        self._finder = finder

    def read(self, query: str, day: date) -> Identifiers:
        """All identifiers of a normalised question, resolved as of `day`."""
        mentions = self._finder.laws_named(query)
        articles: dict[str, Article] = {}
        unresolved: list[Reference] = []
        for reference in self._finder.find(query):
            article = self._article(reference, day)
            if article:
                articles[article.key] = article
            else:
                unresolved.append(reference)
        return Identifiers(
            articles=tuple(articles.values()),
            unresolved=tuple(unresolved),
            laws=tuple(dict.fromkeys(m.law for m in mentions if m.law)),
            patents=tuple(found[0].strip() for found in _PATENT_NUMBER.finditer(query)),
            dockets=tuple(docket.raw for docket in find_dockets(query)),
            outside=tuple(m.name for m in mentions if m.holder is Holder.OUTSIDE),
            foreign=any(m.holder is Holder.FOREIGN for m in mentions),
        )

    def _article(self, reference: Reference, day: date) -> Article | None:
        if not reference.law or not reference.number:
            return None
        version = self._library.version_at(reference.law, day)
        return self._library.article(version, reference.number) if version else None

    def new_text_meant(self, query: str, day: date) -> date | None:
        """First day of an adopted text that the question means by "the new law", None when it means none."""
        if not _NEW_TEXT.search(query):
            return None
        laws = [m.law for m in self._finder.laws_named(query) if m.law]
        candidates = laws or [law for law in self._library.laws() if law.core]
        pending = [version for law in candidates if (version := self._library.pending(law, day))]
        return min((version.in_force_from for version in pending), default=None)

    def old_text_meant(self, query: str, day: date) -> date | None:
        """Last day of the text before the present one, when the question means "the old law"; None when it means none."""
        if not _OLD_TEXT.search(query) or _NEW_TEXT.search(query):
            return None
        for law in [m.law for m in self._finder.laws_named(query) if m.law]:
            ended = [v.in_force_to for v in self._library.versions(law) if v.in_force_to and v.in_force_to < day]
            if ended:
                return max(ended)
        return None
