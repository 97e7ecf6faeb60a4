"""The search for marks like a word: candidates by key and meaning, compared one by one, the likest first."""

from dataclasses import dataclass
from time import perf_counter

from knowledge.trademarks.record import Mark
from knowledge.trademarks.store import MarkStore
from retrievers.trademarks.comparing import compare
from retrievers.trademarks.forms import Form
from retrievers.trademarks.index import Candidate, MarkIndex
from retrievers.trademarks.likeness import Likeness, Reason, fused

_COMPARED = 500  # candidates compared one by one
_TRANSLATION = 0.78  # the mark's own translation, as its record gives it, is the word


@dataclass(frozen=True)
class MarkQuery:
    """A word and, if wanted, the classes to look in (any when empty)."""

    word: str
    classes: frozenset[int] = frozenset()
    least: float = 0.5  # likeness from which a mark is found


@dataclass(frozen=True)
class MarkHit:
    """A mark found and how it is like the word."""

    mark: Mark
    likeness: Likeness


@dataclass(frozen=True)
class MarksFound:
    """The hits, the likest first; how many were found in all, how many were compared, and the index's revision."""

    query: MarkQuery
    hits: list[MarkHit]
    total: int
    compared: int
    revision: int
    seconds: float


class MarkSearcher:
    """Searches the marks of a store through its index."""

    def __init__(self, store: MarkStore, index: MarkIndex) -> None:
        self.store = store
        self.index = index

    def search(self, query: MarkQuery, k: int = 20) -> MarksFound:
        """The `k` marks likest to the word."""
        started = perf_counter()
        word = Form.of(query.word)
        candidates = self.index.candidates(word, query.word, query.classes, _COMPARED)
        found = [(each, likeness) for each in candidates if (likeness := _likeness(word, each)).score >= query.least]
        found.sort(key=lambda row: (-row[1].score, -len(row[1].reasons), row[0].mark))
        marks = self.store.many([each.mark for each, _ in found[:k]])
        hits = [MarkHit(marks[each.mark], likeness) for each, likeness in found[:k] if each.mark in marks]
        revision = self.index.revision()
        return MarksFound(query, hits, len(found), len(candidates), revision, perf_counter() - started)


def _likeness(word: Form, candidate: Candidate) -> Likeness:
    likeness = compare(word, Form.of(candidate.words), candidate.nearness)
    if candidate.translation and Form.of(candidate.translation).plain == word.plain:
        scores = dict.fromkeys(likeness.reasons, likeness.score) | {Reason.SAME_MEANING: _TRANSLATION}
        likeness = max(fused(scores), likeness, key=lambda each: each.score)
    return likeness
