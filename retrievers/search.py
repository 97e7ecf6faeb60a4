"""The search: identifiers first, then lexical and dense lists fused, all as of a day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

from knowledge.dates import DayMeant, day_meant
from knowledge.jurisdiction import jurisdictions_in, without_places
from knowledge.language import detect, normalise
from knowledge.law.figures import gives, units_asked
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article
from knowledge.law.reference import ReferenceFinder
from knowledge.past_days import day_asked_then
from knowledge.practice.notes import Note
from knowledge.practice.topics import Topic, cited_article
from retrievers.answerability import Evidence, answerability, winner
from retrievers.dense import Ranked
from retrievers.entries import as_int
from retrievers.fusion import fuse
from retrievers.glossary import Glossary
from retrievers.identifiers import IdentifierRouter, Identifiers
from retrievers.index import Index
from retrievers.related import LOOKED_AT, bring_up_related
from retrievers.reranking import CANDIDATES, KNOWN, Features, Lists, features, relevance
from retrievers.scope import log_odds
from retrievers.shelf import Shelf
from retrievers.sources import LAW_SHELVES
from retrievers.tokens import tokens

_JUNK = re.compile(r"[{}%;<>|\\=]")  # signs of code: no question needs them
_SHOUTED = re.compile(r"([^\w\s])\1{2,}")  # !!! says no more than !
_SENTENCE = re.compile(r"(?<=[。！？!?；;])\s*|(?<=[a-z)\d]{2}\.)\s+|\n+")  # where one ends
_LATIN = re.compile(r"[!-~]+")  # every printable sign of ASCII
SAYS_SOMETHING = 3  # terms of a sentence that is searched for beside the whole question
DEPTH = 60  # of each list that is fused
FUSION_K = 8  # of reciprocal rank fusion; measured on the development questions, see docs/retrieval.md
TOPIC_LEAD, TOPICS_LEADING = 0.6, 3  # how much of a practice note's score its articles gain, and how many notes lead
WEIGHTS = {
    ("core", "lexical", "text"): 0.5,
    ("core", "dense", "text"): 0.2,
    ("core", "lexical", "notes"): 1.0,
    ("core", "dense", "notes"): 1.0,
    ("core", "dense", "points"): 0.6,
    ("core", "phrased", "notes"): 1.0,
    ("wide", "lexical", "text"): 0.3,
    ("wide", "dense", "text"): 0.3,
}


@dataclass(frozen=True)
class Hit:
    """One article found: how well (1 for the best, see retrievers/reranking.py), by what, and our note on it."""

    article: Article
    score: float
    by_identifier: bool = False
    note: Note | None = None
    closeness: float = 0.0  # cosine of our note on it that is closest to the question


@dataclass(frozen=True)
class TopicHit:
    """One practice note found, with its fused score on the same scale as the articles'."""

    topic: Topic
    score: float
    closeness: float


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


@dataclass(frozen=True)
class Filters:
    """What may be found, beside the day: kinds of source and laws (by slug); empty means any."""

    kinds: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()

    def allow(self, article: Article) -> bool:
        """Whether an article passes."""
        law = article.version.law
        return (not self.kinds or law.kind.value in self.kinds) and (not self.laws or law.slug in self.laws)


class Searcher:
    """Searches the shelves of one index."""

    def __init__(self, library: LawLibrary, index: Index, finder: ReferenceFinder, glossary: Glossary) -> None:
        self._library = library
        self._index = index
        self._glossary = glossary
        self.router = IdentifierRouter(library, finder)

    def search(self, question: str, as_of: date, k: int = 10, filters: Filters | None = None) -> Found:
        """The `k` best articles for a question in Chinese or English, of the versions in force on the day meant.

        The day is the one the question names itself (a later day, or "as of"), else `as_of`. Where the law of a past day
        is asked for and the law found had another text then, that text is searched.
        """
        started = perf_counter()
        query = self._one_language(normalise(question))
        meant = self._day_meant(query, as_of)
        found = self._search(query, meant, meant.day if meant else as_of, k, filters or Filters(), started)
        then = None if meant else day_asked_then(query, as_of)
        if then and self._had_another_text(found.hits, then.day):
            return self._search(query, then, then.day, k, filters or Filters(), started)
        return found

    def _had_another_text(self, hits: list[Hit], day: date) -> bool:
        """Whether one of the laws found had another text on a day, which is held here."""
        versions = (hit.article.version for hit in hits[:LOOKED_AT])
        return any((held := self._library.version_at(v.law, day)) is not None and held != v for v in versions)

    def _search(self, query: str, meant: DayMeant | None, day: date, k: int, filters: Filters, started: float) -> Found:
        """The search as of one day."""
        named = self.router.read(query, day)
        shelves = self._law_shelves()
        clean = _without_code(query)
        matter = without_places(clean) if jurisdictions_in(clean) - {"CN"} else clean
        vector = self._index.encoder.model.embed_query(matter) if matter.strip() else []
        parts = self._sentences(matter)
        lists = self._lists(shelves, matter, vector, parts, day, filters) if matter.strip() else {}
        reach = jurisdictions_in(query)
        known = ("core", "dense", "notes")
        if known in lists:
            lists[known] = self._answered_by_note(shelves, lists[known], reach, day, filters)
        rankings = [(WEIGHTS[name], [key for key, _ in ranked]) for name, ranked in lists.items()]
        fused = dict(fuse(rankings, FUSION_K))
        near = dict(lists.get(("core", "dense", "notes"), ()))
        topics = self._topics(shelves, fused, near, reach)
        bar = max(fused.values(), default=0.0)
        leads = self._leads(topics, day, filters)
        candidates = self.candidates(query, lists, fused, leads)
        hits = self._hits(shelves, named, candidates, near, k)
        kinds = self._kinds(shelves, vector, matter, clean)
        words = next((shelf.scope.words.log_odds(clean) for shelf in shelves if shelf.scope), 0.0)
        evidence = Evidence.of(lists, winner(hits[:1], topics[:1], bar), log_odds(kinds), words)
        return Found(
            query, day, meant, hits, topics, named, answerability(evidence), evidence, kinds,
            {shelf.manifest.shelf: shelf.manifest.rows for shelf in shelves}, candidates, vector, perf_counter() - started, bar,
        )  # fmt: skip

    def _one_language(self, query: str) -> str:
        """A Chinese question with English words in it (我的patent被infringe了), those words put into the law's Chinese."""
        return self._glossary.put_into_chinese(query) if detect(query) == "zh" else query

    def _kinds(self, shelves: list[Shelf], vector: list[float], matter: str, question: str) -> dict[str, float]:
        """What kind of thing the question is after, with probabilities; empty without a vector. Judged by the whole
        question, countries included, where `vector` is of its matter alone."""
        scope = next((shelf.scope for shelf in shelves if shelf.scope), None)
        if scope is None or not vector:
            return {}
        return scope.kinds(vector if matter == question else self._index.encoder.model.embed_query(question))

    def _law_shelves(self) -> list[Shelf]:
        return [shelf for shelf in self._index.shelves() if shelf.manifest.shelf in LAW_SHELVES]

    def notes_shelf(self) -> Shelf | None:
        """The shelf that holds our notes, None before it is built."""
        return next((shelf for shelf in self._index.shelves() if shelf.manifest.shelf == "core"), None)

    def _day_meant(self, query: str, as_of: date) -> DayMeant | None:
        meant = day_meant(query, as_of)
        other = None if meant else self.router.new_text_meant(query, as_of) or self.router.old_text_meant(query, as_of)
        return DayMeant(other, "", False) if other else meant

    def _sentences(self, matter: str) -> list[list[float]]:
        """The vectors of a question's sentences, when it has several."""
        said = [piece for piece in _SENTENCE.split(matter) if len(tokens(piece)) >= SAYS_SOMETHING]
        return self._index.encoder.model.embed_documents(said) if len(said) > 1 else []

    def _lists(
        self,
        shelves: Iterable[Shelf],
        query: str,
        vector: list[float],
        parts: list[list[float]],
        day: date,
        filters: Filters,
    ) -> dict[tuple[str, str, str], list[tuple[str, float]]]:
        words = f"{query} {self._glossary.expand(query)}"
        lists = {}
        for shelf in shelves:
            name = shelf.manifest.shelf
            allowed = shelf.mask(as_int(day), filters.kinds, filters.laws)
            for view in shelf.lexical_views:
                lists[name, "lexical", view] = _keys(shelf, shelf.lexical(view, words, allowed, DEPTH))
            for view in shelf.dense_views:
                lists[name, "dense", view] = _keys(shelf, shelf.dense(view, vector, allowed, DEPTH, parts))
            for view in shelf.phrased_views:
                lists[name, "phrased", view] = _keys(shelf, shelf.phrased(view, query, allowed, DEPTH))
        return lists

    def _topics(
        self, shelves: list[Shelf], fused: dict[str, float], near: dict[str, float], abroad: frozenset[str]
    ) -> list[TopicHit]:
        """The practice notes among the fused keys, best first, taken out of them: they explain articles and are none.

        A note that compares with foreign law counts only when the question names that jurisdiction, one on a treaty when
        it names any abroad.
        """
        found = []
        for key in [key for key in fused if key.startswith("practice/")]:
            score = fused.pop(key)
            if topic := _note_meant(shelves, key, abroad):
                found.append(TopicHit(topic, round(score, 6), near.get(key, 0.0)))
        return sorted(found, key=lambda hit: (-hit.score, hit.topic.id))

    def _answered_by_note(
        self, shelves: list[Shelf], ranked: list[tuple[str, float]], abroad: frozenset[str], day: date, filters: Filters
    ) -> list[tuple[str, float]]:
        """The list in which the article a practice note rests on stands beside it, where the question is one the note answers."""
        near, placed = dict(ranked), []
        for key, closeness in ranked:
            placed.append(key)
            topic = _note_meant(shelves, key, abroad) if closeness >= KNOWN else None
            articles = (self._in_force(reference, day) for reference in (topic.see if topic else ()))
            if first := next((article for article in articles if article and filters.allow(article)), None):
                placed.append(first.key)
                near[first.key] = max(closeness, near.get(first.key, 0.0))
        return [(key, near[key]) for key in dict.fromkeys(placed)]

    def _leads(self, topics: list[TopicHit], day: date, filters: Filters) -> dict[str, float]:
        """What the articles a practice note rests on gain from its score, the first one most."""
        leads: dict[str, float] = {}
        for hit in topics[:TOPICS_LEADING]:
            articles = [a for ref in hit.topic.see if (a := self._in_force(ref, day)) and filters.allow(a)]
            for place, article in enumerate(articles):
                leads[article.key] = leads.get(article.key, 0.0) + TOPIC_LEAD * hit.score / (1 + place)
        return leads

    def candidates(
        self, query: str, lists: Lists, fused: Mapping[str, float], leads: Mapping[str, float]
    ) -> dict[str, Features]:
        """The articles worth a closer look, by key, with what the lists say of each."""
        total = {key: fused.get(key, 0.0) + leads.get(key, 0.0) for key in {**fused, **leads}}
        keys = sorted(total, key=lambda key: (-total[key], key))[:CANDIDATES]
        units = units_asked(query)
        articles = ((key, self._library.by_key(key)) for key in keys) if units else ()
        giving = frozenset(key for key, article in articles if article and gives(article.text, units))
        return dict(zip(keys, features(keys, lists, total, leads, giving), strict=True))

    def _in_force(self, reference: str, day: date) -> Article | None:
        article = cited_article(self._library, reference)
        return article if article and article.version.in_force(day) else None

    def _hits(
        self, shelves: list[Shelf], named: Identifiers, found: dict[str, Features], near: dict[str, float], k: int
    ) -> list[Hit]:
        scores = dict(zip(found, relevance(list(found.values())), strict=True))
        ordered = sorted(scores, key=lambda key: (-scores[key], key))
        direct = [article.key for article in named.articles]
        hits = []
        for key in list(dict.fromkeys([*direct, *ordered]))[: max(k, LOOKED_AT)]:
            article = self._library.by_key(key)
            if article:
                note = next((note for shelf in shelves if (note := shelf.notes.get(key))), None)
                hits.append(Hit(article, round(scores.get(key, 0.0), 6), key in direct, note, near.get(key, 0.0)))
        return bring_up_related(hits)[:k]


def _note_meant(shelves: list[Shelf], key: str, abroad: frozenset[str]) -> Topic | None:
    """The practice note of a key, if it may be meant: one that compares with foreign law only where that is named."""
    reach = abroad | {"INT"} if abroad - {"CN"} else frozenset[str]()
    topic = next((topic for shelf in shelves if (topic := shelf.notes.topic(key))), None)
    return topic if topic and (not topic.about or reach & set(topic.about)) else None


def _without_code(query: str) -> str:
    """A question without what says nothing of it: repeated signs, and code around a Chinese one."""
    query = _SHOUTED.sub(r"\1", query)
    return " ".join(_LATIN.sub(" ", query).split()) if _JUNK.search(query) and detect(query) == "zh" else query


def _keys(shelf: Shelf, ranked: Ranked) -> list[tuple[str, float]]:
    return [(shelf.keys[row], score) for row, score in ranked]
