"""All questions quizzes can ask: figures of the law's own articles with a gap, the key bound to the provision.

A question belongs to one version of a law. On a day on which that version is not in force, the question does not exist.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, ArticleNumber, Version
from knowledge.practice.notes import Note, NoteFile, Point, load_notes
from tools.training.cloze import Cloze, cloze_of, unit_of

# Topic -> the slugs of its laws.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "patent": ("patent-law",),
    "mark": ("trademark-law",),
    "copyright": ("copyright-law", "intangible-heritage-law"),
    "competition": ("anti-unfair-competition-law", "anti-monopoly-law", "advertising-law", "e-commerce-law", "product-quality-law"),
    "procedure": ("arbitration-law", "civil-procedure-law", "criminal-law", "civil-code", "lawyers-law"),
    "trade": ("foreign-trade-law", "export-control-law", "data-security-law", "personal-information-law", "customs-law"),
    "all": (),
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A gap to fill. `key`: citation key of the provision; `others`: figures of the same unit that are wrong, the nearest first.

    `explained_zh`, `explained_en`: the statement without its gap; `quote`: the article's own words for it.
    """

    id: str
    key: str
    slug: str
    law_zh: str
    law_en: str
    article: ArticleNumber
    cloze: Cloze
    others: tuple[int, ...]
    explained_zh: str
    explained_en: str
    quote: str
    version: Version


class Questions:
    """The questions of a library of law, made once."""

    def __init__(self, library: LawLibrary) -> None:
        self._library = library
        self._slugs = {law.slug: law for law in library.laws()}
        self._all: tuple[Question, ...] | None = None

    def on(self, day: date, topic: str = "all") -> list[Question]:
        """The questions of a topic whose provision is in force on a day, in order of law and article."""
        laws = TOPICS[topic]
        return [each for each in self._made() if (not laws or each.slug in laws) and self.stands(each, day)]

    def stands(self, question: Question, day: date) -> bool:
        """Whether the version a question rests on is the one in force on a day."""
        return self._library.version_at(question.version.law, day) == question.version

    def by_id(self, identity: str) -> Question | None:
        """A question by its id, of whatever version."""
        return next((each for each in self._made() if each.id == identity), None)

    def _made(self) -> tuple[Question, ...]:
        if self._all is None:
            self._all = tuple(question for file in _notes() for question in self._of_file(file))
        return self._all

    def _of_file(self, file: NoteFile) -> Iterable[Question]:
        law = self._slugs.get(file.slug)
        version = next((each for each in self._library.versions(law) if each.adopted.isoformat() == file.adopted), None) if law else None  # fmt: skip
        if version is None:
            return
        near = _figures(file.notes)
        seen: set[str] = set()
        for note in file.notes:
            article = self._library.article(version, note.number)
            for question in _of_note(note, article, near) if article else ():
                if question.cloze.zh not in seen:
                    seen.add(question.cloze.zh)
                    yield question


@lru_cache(maxsize=4)
def questions_of(library: LawLibrary) -> Questions:
    """The questions of a library, made when first asked for and kept: it takes two seconds."""
    return Questions(library)


@cache
def _notes() -> tuple[NoteFile, ...]:
    return tuple(load_notes())


def _figures(notes: Iterable[Note]) -> dict[str, set[int]]:
    """The figures of a law by unit: where distractors come from."""
    found: dict[str, set[int]] = {}
    for note in notes:
        for figure in note.figures:
            if (unit := unit_of(figure)) and isinstance(figure.value, float):
                found.setdefault(unit, set()).add(int(figure.value))
    return found


def _of_note(note: Note, article: Article, near: Mapping[str, set[int]]) -> Iterable[Question]:
    for point in note.points:
        for figure in note.figures:
            if made := cloze_of(point, figure, article.text):
                yield _question(article, point, made, near)


def _question(article: Article, point: Point, made: Cloze, near: Mapping[str, set[int]]) -> Question:
    law = article.version.law
    identity = hashlib.sha256(f"{article.key}|{made.zh}|{made.value}".encode()).hexdigest()[:10]
    return Question(
        identity, article.key, law.slug, law.name("zh"), law.name("en"), article.number, made, _distractors(made, near),
        point.zh, point.en, point.quote, article.version,
    )  # fmt: skip


_COMMON = {"year": (1, 2, 3, 5, 10, 15, 20, 50), "month": (1, 2, 3, 6, 9, 12, 18), "day": (7, 10, 15, 30, 45, 60),
           "yuan": (10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000), "times": (1, 2, 3, 5, 10), "percent": (10, 20, 30, 50)}  # fmt: skip


def _distractors(made: Cloze, near: Mapping[str, set[int]]) -> tuple[int, ...]:
    """Wrong figures of the same unit, those of the same law before common ones, the nearest in size first."""
    own = near.get(made.unit, set()) - {made.value}
    common = set(_COMMON[made.unit]) - own - {made.value}

    def distance(value: int) -> int:
        return max(value, made.value) * 1000 // min(value, made.value)

    return (*sorted(own, key=lambda value: (distance(value), value)), *sorted(common, key=lambda value: (distance(value), value)))  # fmt: skip
