"""What is indexed: an article, the dates it is in force, and the texts people may find it by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.cases.digests import CaseDigest
from knowledge.cases.store import Passage
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, Version
from knowledge.law.register import is_core
from knowledge.practice.notes import Note, Phrases
from knowledge.practice.topics import Topic

OPEN_END = 99991231


@dataclass(frozen=True)
class Entry:
    """One article, note or case as the index knows it. Days are YYYYMMDD; `notes` are our own texts about it, `points` its
    statements in both languages."""

    key: str
    kind: str
    law: str
    first_day: int
    last_day: int
    text: str
    notes: tuple[str, ...] = field(default=())
    points: tuple[str, ...] = field(default=())


def as_int(day: date) -> int:
    """A day as the index stores it."""
    return day.year * 10_000 + day.month * 100 + day.day


def indexed_text(article: Article) -> str:
    """The article with its law, number and chapter in front: an article rarely repeats what its chapter is about."""
    return f"{article.version.law.short} {article.number.chinese} {article.heading} {article.text}"


def note_texts(note: Note | None, asked: Phrases | None) -> tuple[str, ...]:
    """The texts of ours that people's words may meet: what is asked, and a note's questions, gist and terms."""
    questions = (*asked.zh, *asked.en) if asked else ()
    if note is None:
        return questions
    terms = (" ".join(note.terms.zh), ", ".join(note.terms.en))
    return (*note.questions.zh, *note.questions.en, note.gist.zh, note.gist.en, *terms, *questions)


def topic_entry(topic: Topic) -> Entry:
    """The entry of a practice note: valid on any day, its points carry the days."""
    text = " ".join((topic.title.zh, topic.answer.zh, *(point.zh for point in topic.points)))
    terms = (" ".join(topic.terms.zh), ", ".join(topic.terms.en))
    notes = (*topic.questions.zh, *topic.questions.en, f"{topic.title.en}. {topic.answer.en}", topic.title.zh, *terms)
    points = tuple(text for point in topic.points for text in (point.zh, point.en))
    return Entry(topic.key, "practice", "practice", 0, OPEN_END, text, notes, points)


def case_entry(digest: CaseDigest) -> Entry:
    """The entry of a case digest; what a court held is found on any day."""
    text = " ".join((digest.name.zh, digest.issue.zh, digest.facts.zh, digest.holding.zh, *digest.foreign))
    terms = (" ".join(digest.terms.zh), ", ".join(digest.terms.en))
    notes = (*digest.questions.zh, *digest.questions.en, digest.issue.zh, digest.issue.en, *terms)
    points = (digest.holding.zh, digest.holding.en, f"{digest.name.en}. {digest.facts.en}")
    return Entry(digest.key, digest.jurisdiction, digest.right, 0, OPEN_END, text, notes, points)


def passage_entry(passage: Passage) -> Entry:
    """The entry of one paragraph of an ingested decision."""
    text = f"{passage.name} {passage.docket} {passage.paragraph.section} {passage.paragraph.text}"
    return Entry(passage.key, "opinion", "", 0, OPEN_END, text)


def entries(library: LawLibrary, notes: dict[str, Note], asked: dict[str, Phrases], core: bool) -> Iterator[Entry]:
    """The entries of one shelf: the articles an IP desk searches first (registered, noted or asked about), or all others."""
    for law in library.laws():
        for version in library.versions(law):
            if _searched(library, version):
                for article in library.articles(version):
                    if (is_core(law, article.number) or article.key in notes or article.key in asked) is core:
                        yield _entry(article, notes.get(article.key), asked.get(article.key))


def _searched(library: LawLibrary, version: Version) -> bool:
    return not version.repealed_undated and library.states_rules(version)


def _entry(article: Article, note: Note | None, asked: Phrases | None) -> Entry:
    version = article.version
    return Entry(
        key=article.key,
        kind=version.law.kind.value,
        law=version.law.slug,
        first_day=as_int(version.in_force_from),
        last_day=as_int(version.in_force_to) if version.in_force_to else OPEN_END,
        text=indexed_text(article),
        notes=note_texts(note, asked),
        points=tuple(text for point in note.points for text in (point.zh, point.en)) if note else (),
    )
