"""What an index is made from, and a fingerprint of it that changes when any of it does."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.cases.digests import CaseDigest, digest_sources, load_digests
from knowledge.cases.store import CaseStore
from knowledge.law.library import LawLibrary
from knowledge.law.records import Version
from knowledge.practice.asked import asked_sources, load_asked
from knowledge.practice.notes import Note, Phrases, load_notes, note_sources
from knowledge.practice.plain import joined, plain_by_key, plain_sources
from knowledge.practice.topics import Topic, load_topics, topic_sources
from retrievers.entries import Entry, case_entry, entries, passage_entry, topic_entry
from retrievers.scope import scope_source

# IP law with our notes first, then our case digests; the rest of national law and ingested full texts may follow
SHELVES = ("core", "cases", "wide", "opinions")
FIRST_SHELVES = ("core", "cases")  # what a desk cannot open without
LAW_SHELVES = ("core", "wide")


@dataclass(frozen=True)
class Stock:
    """Everything one shelf is built from: its entries; our notes, topics and case digests, and what is asked, by key."""

    entries: list[Entry]
    notes: dict[str, Note] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    cases: dict[str, CaseDigest] = field(default_factory=dict)
    asked: dict[str, Phrases] = field(default_factory=dict)

    def questions(self) -> list[str]:
        """Every question the shelf answers, in both languages."""
        asked = [
            *(note.questions for note in self.notes.values()),
            *(topic.questions for topic in self.topics.values()),
        ]
        asked += self.asked.values()
        return [question for phrases in asked for question in (*phrases.zh, *phrases.en)]


@dataclass(frozen=True)
class Sources:
    """The library with the statute files behind it, and the decisions ingested."""

    library: LawLibrary
    statute_files: tuple[Path, ...]
    opinions: CaseStore

    def shelves(self) -> tuple[str, ...]:
        """The shelves there is something for, in order of urgency."""
        return SHELVES if self.opinions.file.exists() else tuple(shelf for shelf in SHELVES if shelf != "opinions")

    def fingerprint(self, shelf: str) -> str:
        """Hash of everything the shelf is built from. The wide shelf holds no notes and ignores changes in them."""
        digest = hashlib.sha256()
        for path in self._files(shelf):
            if path.exists():
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        for source in self._data(shelf):
            digest.update(source.name.encode() + source.read_bytes())
        return digest.hexdigest()[:32]

    def _files(self, shelf: str) -> tuple[Path, ...]:
        return {"cases": (), "opinions": (self.opinions.file,)}.get(shelf, self.statute_files)

    @staticmethod
    def _data(shelf: str) -> Iterator[Traversable]:
        """The files of ours that a shelf is built from."""
        if shelf in LAW_SHELVES:
            yield files("knowledge.law").joinpath("register.toml")
        if shelf == "core":
            yield from (*note_sources(), *topic_sources(), *asked_sources(), *plain_sources(), scope_source())
        if shelf == "cases":
            yield from digest_sources()

    def stock(self, shelf: str) -> Stock:
        """What stands on the shelf: the core holds IP law with our notes and topics, the wide one all other law."""
        if shelf == "cases":
            digests = {digest.key: digest for digest in load_digests()}
            return Stock([case_entry(digest) for digest in digests.values()], cases=digests)
        if shelf == "opinions":
            return Stock([passage_entry(passage) for passage in self.opinions.passages()])
        notes, asked, plain = notes_by_key(self.library), asked_by_key(self.library), plain_by_key(self.library)
        asked |= {key: joined(asked.get(key), more) for key, more in plain.items() if not key.startswith("practice/")}
        if shelf != "core":
            return Stock(list(entries(self.library, notes, asked, core=False)))
        topics = {topic.key: _with_more(topic, plain.get(topic.key)) for topic in load_topics()}
        rows = [*entries(self.library, notes, asked, core=True), *map(topic_entry, topics.values())]
        return Stock(rows, notes, topics, asked=asked)


def _with_more(topic: Topic, plain: Phrases | None) -> Topic:
    """A practice note with the plain questions it answers beside its own."""
    return topic.model_copy(update={"questions": joined(topic.questions, plain)})


def notes_by_key(library: LawLibrary) -> dict[str, Note]:
    """Our notes by the key of the article they are about.

    Raises ValueError when a note file names a law or version the library does not hold.
    """
    return {
        f"{_version(library, f.slug, f.adopted).key}/art{note.number}": note for f in load_notes() for note in f.notes
    }


def asked_by_key(library: LawLibrary) -> dict[str, Phrases]:
    """The questions people ask, by the key of the article that answers them. Raises ValueError like `notes_by_key`."""
    return {
        f"{_version(library, f.slug, f.adopted).key}/art{number}": phrases
        for f in load_asked()
        for number, phrases in f.questions.items()
    }


def _version(library: LawLibrary, slug: str, adopted: str) -> Version:
    law = library.law(slug)
    version = next((v for v in library.versions(law) if v.adopted.isoformat() == adopted), None) if law else None
    if version is None:
        raise ValueError(f"notes on {slug} of {adopted}: the library holds no such version")
    return version


def state_of(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Cheap state of files, to notice that one was changed or is gone: path, time of change, size."""
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
