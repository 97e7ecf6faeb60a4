"""The search: identifiers first, then lexical and dense lists fused, all as of a day."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from time import perf_counter

from knowledge.dates import DayMeant, day_meant
from knowledge.language import detect, normalise
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article
from knowledge.law.reference import ReferenceFinder
from knowledge.past_days import day_asked_then
from knowledge.practice.notes import Note
from retrievers.answerability import Evidence, answerability, winner
from retrievers.glossary import Glossary
from retrievers.identifiers import IdentifierRouter, Identifiers
from retrievers.index import Index
from retrievers.law_names import LawNames
from retrievers.looking import Filters, Look, Looker, TopicHit
from retrievers.matter import Matter
from retrievers.other_text import by_both_texts, day_of, other_text
from retrievers.related import LOOKED_AT, bring_up_related
from retrievers.reranking import Features
from retrievers.scope import log_odds
from retrievers.shelf import Shelf
from retrievers.sources import LAW_SHELVES

NAMED_LAW_NEAR = 0.2  # share of the best one's odds from which an article of the law that is asked for leads


@dataclass(frozen=True)
class Hit:
    """One article found: how well (1 for the best, see retrievers/reranking.py), by what, and our note on it."""

    article: Article
    score: float
    by_identifier: bool = False
    note: Note | None = None
    closeness: float = 0.0  # cosine of our note on it that is closest to the question


@dataclass(frozen=True)
class Found:
    """The outcome of a search: hits as of `day`, and what the question itself named."""

    query: str
    day: date
    meant: DayMeant | None
    hits: list[Hit]
    topics: list[TopicHit]
    identifiers: Identifiers
    answerability: float
    evidence: Evidence
    kinds: dict[str, float]  # of what the question may be after, see retrievers/scope.py
    looked_in: dict[str, int]
    candidates: dict[str, Features] = field(repr=False, default_factory=dict)
    vector: list[float] = field(repr=False, default_factory=list)
    seconds: float = 0.0
    topic_bar: float = 0.0  # what the best practice note has to score to lead the answer


class Searcher:
    """Searches the shelves of one index."""

    def __init__(self, library: LawLibrary, index: Index, finder: ReferenceFinder, glossary: Glossary) -> None:
        self._library = library
        self._index = index
        self._glossary = glossary
        self._looker = Looker(library, glossary)
        self._names = LawNames(finder)
        self.router = IdentifierRouter(library, finder)

    def search(self, question: str, as_of: date, k: int = 10, filters: Filters | None = None) -> Found:
        """The `k` best articles for a question in Chinese or English, of the versions in force on the day meant.

        The day is the one the question names itself (a later day, or "as of"), else `as_of`. Where the law of a past day
        is asked for and the law found had another text then, that text is searched; where no text of that day is held
        of the law the question leads to today, the law of today is found, not another law that happens to be held.
        """
        started = perf_counter()
        query = self._one_language(normalise(question))
        meant = self._day_meant(query, as_of)
        found = self._search(query, meant, meant.day if meant else as_of, k, filters or Filters(), started)
        if meant and meant.day < as_of and not any(hit.by_identifier for hit in found.hits):
            today = self._search(query, None, as_of, k, filters or Filters(), started)
            return found if self._held_on(today.hits[:1], meant.day) else today
        then = None if meant else day_asked_then(query, as_of)
        if then and self._held_on(found.hits[:1], then.day) and self._had_another_text(found.hits, then.day):
            return self._search(query, then, then.day, k, filters or Filters(), started)
        return found

    def _held_on(self, hits: list[Hit], day: date) -> bool:
        """Whether the laws found have a text held here that was in force on a day."""
        return all(self._library.version_at(hit.article.version.law, day) for hit in hits)

    def _had_another_text(self, hits: list[Hit], day: date) -> bool:
        """Whether one of the laws found had another text on a day, which is held here."""
        versions = (hit.article.version for hit in hits[:LOOKED_AT])
        return any((held := self._library.version_at(v.law, day)) is not None and held != v for v in versions)

    def _search(self, query: str, meant: DayMeant | None, day: date, k: int, filters: Filters, started: float) -> Found:
        """The search as of one day."""
        named = self.router.read(query, day)
        shelves = self._law_shelves()
        matter = Matter.of(query, self._index.encoder, self._names)
        look = self._looker.look(shelves, matter, day, filters)
        hits = self._hits(shelves, named, look, self._scores(shelves, matter, look, filters), matter.laws, k)
        kinds = self._kinds(shelves, matter)
        words = next((shelf.scope.words.log_odds(matter.clean) for shelf in shelves if shelf.scope), 0.0)
        evidence = Evidence.of(look.lists, winner(hits[:1], look.topics[:1], look.bar), log_odds(kinds), words)
        return Found(
            query, day, meant, hits, look.topics, named, answerability(evidence), evidence, kinds,
            {shelf.manifest.shelf: shelf.manifest.rows for shelf in shelves}, look.candidates, matter.vector,
            perf_counter() - started, look.bar,
        )  # fmt: skip

    def _scores(self, shelves: list[Shelf], matter: Matter, look: Look, filters: Filters) -> dict[str, float]:
        """How well each candidate answers, its other text considered where its law is one that changes."""
        scores = look.relevance()
        ranked = sorted(scores, key=lambda key: (-scores[key], key))[:LOOKED_AT]
        seen, noted = set(), [shelf for shelf in shelves if len(shelf.notes)]  # the rest of the law has no notes
        for key in ranked:
            article, other = self._library.by_key(key), other_text(self._library, key, _note_of(shelves, key))
            if article and other and article.version not in seen:
                seen.add(article.version)
                elsewhere = self._looker.look(noted, matter, day_of(other, article.version), filters).relevance()
                note_of = partial(_note_of, shelves)
                scores = by_both_texts(scores, elsewhere, article.version, other, note_of)
        return scores

    def _one_language(self, query: str) -> str:
        """A Chinese question with English words in it (我的patent被infringe了), those words put into the law's Chinese."""
        return self._glossary.put_into_chinese(query) if detect(query) == "zh" else query

    def _kinds(self, shelves: list[Shelf], matter: Matter) -> dict[str, float]:
        """What kind of thing the question is after, with probabilities; empty without a vector. Judged by the whole
        question, countries included, where the vector is of its matter alone."""
        scope = next((shelf.scope for shelf in shelves if shelf.scope), None)
        if scope is None or not matter.vector:
            return {}
        whole = matter.text == matter.clean
        return scope.kinds(matter.vector if whole else self._index.encoder.model.embed_query(matter.clean))

    def _law_shelves(self) -> list[Shelf]:
        return [shelf for shelf in self._index.shelves() if shelf.manifest.shelf in LAW_SHELVES]

    def notes_shelf(self) -> Shelf | None:
        """The shelf that holds our notes, None before it is built."""
        return next((shelf for shelf in self._index.shelves() if shelf.manifest.shelf == "core"), None)

    def _day_meant(self, query: str, as_of: date) -> DayMeant | None:
        meant = day_meant(query, as_of)
        other = None if meant else self.router.new_text_meant(query, as_of) or self.router.old_text_meant(query, as_of)
        return DayMeant(other, "", False) if other else meant

    def _hits(
        self, shelves: list[Shelf], named: Identifiers, look: Look, scores: dict[str, float], laws: frozenset[str], k: int
    ) -> list[Hit]:  # fmt: skip
        """The articles named, then the best; those of a law (slug) that is asked for first, unless much worse."""
        near = look.near
        ordered = sorted(scores, key=lambda key: (-scores[key], key))
        enough = NAMED_LAW_NEAR * max(scores.values(), default=0.0)
        asked = [k for k in ordered if scores[k] >= enough and (a := self._library.by_key(k)) and a.version.law.slug in laws]  # fmt: skip
        ordered = [*asked[:1], *(key for key in ordered if key not in asked[:1])]
        direct = [article.key for article in named.articles]
        hits = []
        for key in list(dict.fromkeys([*direct, *ordered]))[: max(k, LOOKED_AT)]:
            article = self._library.by_key(key)
            if article:
                note = _note_of(shelves, key)
                hits.append(Hit(article, round(scores.get(key, 0.0), 6), key in direct, note, near.get(key, 0.0)))
        return bring_up_related(hits)[:k]


def _note_of(shelves: list[Shelf], key: str) -> Note | None:
    """Our note on an article."""
    return next((note for shelf in shelves if (note := shelf.notes.get(key))), None)
