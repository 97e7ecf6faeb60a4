"""What is asked of the patent index and what comes back."""

from dataclasses import dataclass, field
from datetime import date

from knowledge.patents.record import Patent, Right


@dataclass(frozen=True)
class PatentQuery:
    """A subject and the bounds on it; whatever is empty or None bounds nothing.

    A bound on a date excludes records whose date is unknown: what cannot be shown to be earlier is not prior art.
    """

    text: str = ""  # words or a passage, Chinese or English; a publication number brings its own record first
    classes: tuple[str, ...] = ()  # IPC/CPC prefixes: "F02C", "F02C 7/055"; any of them
    holders: tuple[str, ...] = ()  # resolved entity keys; any of them
    countries: frozenset[str] = frozenset()
    rights: frozenset[Right] = frozenset()
    published_before: date | None = None  # exclusive
    published_from: date | None = None
    filed_before: date | None = None  # exclusive
    numbers: frozenset[str] = frozenset()  # only these (canonical, with or without kind), empty = all
    exclude: frozenset[str] = frozenset()  # canonical, with or without kind


@dataclass(frozen=True)
class PatentHit:
    """One record found: its best passage with the place it stands at, and why it was found.

    `reasons`: "number", "words", "meaning", "class F02C 7/055". `score` is the fused rank score, larger is better;
    it orders the hits of one search and means nothing between two.
    """

    patent: Patent
    score: float
    passage: str
    passage_place: str  # "title", "abstract" ("demo-abstract": the demo's own words), "claim 3", "description"
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PatentsFound:
    """The outcome of a search. `total`: with words, the different records that any list brought; without, all that pass
    the bounds. `databases`: how many records of each office were searched."""

    query: PatentQuery
    hits: list[PatentHit]
    total: int
    databases: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
