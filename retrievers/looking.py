"""One look at the shelves as of a day: the ranked lists, the practice notes among them, and the candidates they name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.jurisdiction import jurisdictions_in
from knowledge.law.figures import gives, units_asked
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article
from knowledge.practice.topics import Topic, cited_article
from retrievers.dense import Ranked
from retrievers.entries import as_int
from retrievers.fusion import fuse
from retrievers.glossary import Glossary
from retrievers.matter import Matter
from retrievers.reranking import CANDIDATES, KNOWN, Features, Lists, features, relevance
from retrievers.shelf import Shelf
from retrievers.subjects import Named

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
class TopicHit:
    """One practice note found, with its fused score on the same scale as the articles'."""

    topic: Topic
    score: float
    closeness: float


@dataclass(frozen=True)
class Filters:
    """What may be found, beside the day: kinds of source and laws (by slug); empty means any."""

    kinds: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()

    def allow(self, article: Article) -> bool:
        """Whether an article passes."""
        law = article.version.law
        return (not self.kinds or law.kind.value in self.kinds) and (not self.laws or law.slug in self.laws)


@dataclass(frozen=True)
class Look:
    """What the shelves held on one day: the lists, the practice notes, the best fused score, and the candidates."""

    lists: Lists
    topics: list[TopicHit]
    bar: float
    candidates: dict[str, Features]

    @property
    def near(self) -> dict[str, float]:
        """The closeness of our texts on each row."""
        return dict(self.lists.get(("core", "dense", "notes"), ()))

    def relevance(self) -> dict[str, float]:
        """How well each candidate answers, 1 for the best."""
        return dict(zip(self.candidates, relevance(list(self.candidates.values())), strict=True))


class Looker:
    """Looks at shelves."""

    def __init__(self, library: LawLibrary, glossary: Glossary) -> None:
        self._library = library
        self._glossary = glossary

    def look(self, shelves: Sequence[Shelf], matter: Matter, day: date, filters: Filters) -> Look:
        """The lists of some shelves as of a day, fused, with the candidates worth a closer look."""
        lists = self._lists(shelves, matter, day, filters) if matter.text.strip() else {}
        asked = _Asked(jurisdictions_in(matter.query), Named.of(matter.query), matter.laws)
        known = ("core", "dense", "notes")
        if known in lists:
            lists[known] = self._answered_by_note(shelves, lists[known], asked, day, filters)
        fused = dict(fuse([(WEIGHTS[name], [key for key, _ in ranked]) for name, ranked in lists.items()], FUSION_K))
        topics = _topics(shelves, fused, dict(lists.get(known, ())), asked)
        leads = self._leads(topics, day, filters)
        bar = max(fused.values(), default=0.0)
        return Look(lists, topics, bar, self._candidates(matter.query, asked.named, lists, fused, leads))

    def _lists(
        self, shelves: Iterable[Shelf], matter: Matter, day: date, filters: Filters
    ) -> dict[tuple[str, str, str], list[tuple[str, float]]]:
        words = f"{matter.text} {self._glossary.expand(matter.text)}"
        lists = {}
        for shelf in shelves:
            name = shelf.manifest.shelf
            allowed = shelf.mask(as_int(day), filters.kinds, filters.laws)
            for view in shelf.lexical_views:
                lists[name, "lexical", view] = _keys(shelf, shelf.lexical(view, words, allowed, DEPTH))
            for view in shelf.dense_views:
                ranked = shelf.dense(view, matter.vector, allowed, DEPTH, matter.sentences)
                lists[name, "dense", view] = _keys(shelf, ranked)
            for view in shelf.phrased_views:
                lists[name, "phrased", view] = _keys(shelf, shelf.phrased(view, matter.text, allowed, DEPTH))
        return lists

    def _answered_by_note(
        self, shelves: Sequence[Shelf], ranked: list[tuple[str, float]], asked: "_Asked", day: date, filters: Filters
    ) -> list[tuple[str, float]]:  # fmt: skip
        """The list in which the article a practice note rests on stands beside it, where the question is one the note answers."""
        near, placed = dict(ranked), []
        for key, closeness in ranked:
            placed.append(key)
            topic = _note_meant(shelves, key, asked) if closeness >= KNOWN else None
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

    def _candidates(
        self, query: str, named: Named, lists: Lists, fused: Mapping[str, float], leads: Mapping[str, float]
    ) -> dict[str, Features]:
        """The articles worth a closer look, by key, with what the lists say of each."""
        total = {key: fused.get(key, 0.0) + leads.get(key, 0.0) for key in {**fused, **leads}}
        keys = sorted(total, key=lambda key: (-total[key], key))[:CANDIDATES]
        units = units_asked(query)
        articles = {key: article for key in keys if (article := self._library.by_key(key))}
        giving = frozenset(key for key, article in articles.items() if units and gives(article.text, units))
        laws = {key: article.version.law.slug for key, article in articles.items()}
        return dict(zip(laws, features(laws, lists, total, leads, giving, named), strict=True))

    def _in_force(self, reference: str, day: date) -> Article | None:
        article = cited_article(self._library, reference)
        return article if article and article.version.in_force(day) else None


@dataclass(frozen=True)
class _Asked:
    """What a question names: jurisdictions, rights and settings, laws to look in (slugs)."""

    abroad: frozenset[str]
    named: Named
    laws: frozenset[str]

    def may_mean(self, topic: Topic) -> bool:
        """Whether a practice note may be meant: one that compares with foreign law only where that is named, one that
        rests on the law of a right only where no other right alone is named, one that rests on a law asked for if any is."""
        if self.laws and not any(
            reference.startswith(tuple(f"cn/{law}" for law in self.laws)) for reference in topic.see
        ):
            return False
        reach = self.abroad | {"INT"} if self.abroad - {"CN"} else frozenset[str]()
        compared = not topic.about or bool(reach & set(topic.about))
        return compared and (not topic.laws or any(map(self.named.right_fits, topic.laws)))


def _topics(
    shelves: Sequence[Shelf], fused: dict[str, float], near: Mapping[str, float], asked: _Asked
) -> list[TopicHit]:
    """The practice notes among the fused keys, best first, taken out of them: they explain articles and are none.

    A note that compares with foreign law counts only when the question names that jurisdiction, one on a treaty when
    it names any abroad; a note on one right does not count when the question names others.
    """
    found = []
    for key in [key for key in fused if key.startswith("practice/")]:
        score = fused.pop(key)
        if topic := _note_meant(shelves, key, asked):
            found.append(TopicHit(topic, round(score, 6), near.get(key, 0.0)))
    return sorted(found, key=lambda hit: (-hit.score, hit.topic.id))


def _note_meant(shelves: Sequence[Shelf], key: str, asked: _Asked) -> Topic | None:
    """The practice note of a key, if it may be meant."""
    topic = next((topic for shelf in shelves if (topic := shelf.notes.topic(key))), None)
    return topic if topic and asked.may_mean(topic) else None


def _keys(shelf: Shelf, ranked: Ranked) -> list[tuple[str, float]]:
    return [(shelf.keys[row], score) for row, score in ranked]
