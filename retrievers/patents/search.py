"""What a patent search is asked and what it answers."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.patents.record import Patent, Right


@dataclass(frozen=True)
class PatentQuery:
    """A search: every part narrows it, empty parts do not."""

    text: str = ""  # words or a passage, Chinese or English
    classes: tuple[str, ...] = ()  # IPC/CPC prefixes: "F02C", "F02C 7/055"
    holders: tuple[str, ...] = ()  # resolved entity keys
    countries: frozenset[str] = frozenset()
    rights: frozenset[Right] = frozenset()
    published_before: date | None = None  # exclusive
    published_from: date | None = None
    filed_before: date | None = None
    numbers: frozenset[str] = frozenset()  # only these (canonical), empty = all
    exclude: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PatentHit:
    """One publication found, and why: reasons are "words", "meaning", "class F02C 7/055"."""

    patent: Patent
    score: float
    passage: str
    passage_place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PatentsFound:
    """What a search found: the best hits, how many there are in all, and how many records each database has."""

    query: PatentQuery
    hits: list[PatentHit]
    total: int
    databases: dict[str, int]
    seconds: float


class PatentSearcher(Protocol):
    """Searches the local records."""

    def search(self, query: PatentQuery, k: int = 20) -> PatentsFound:
        """The k best publications."""
        ...
