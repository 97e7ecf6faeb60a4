"""What an index is made from, and a fingerprint of it that changes when any of it does."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Note, load_notes, note_sources
from knowledge.practice.topics import Topic, load_topics, topic_sources
from retrievers.entries import Entry, entries, topic_entry

SHELVES = ("core", "wide")  # IP law with our notes first; the rest of national law may follow


@dataclass(frozen=True)
class Stock:
    """Everything one shelf is built from: its entries, and our notes and topics by key."""

    entries: list[Entry]
    notes: dict[str, Note]
    topics: dict[str, Topic]


@dataclass(frozen=True)
class Sources:
    """The library and the statute files behind it."""

    library: LawLibrary
    statute_files: tuple[Path, ...]

    def fingerprint(self, shelf: str) -> str:
        """Hash of everything the shelf is built from. The wide shelf holds no notes and ignores changes in them."""
        digest = hashlib.sha256()
        for path in self.statute_files:
            if path.exists():
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        digest.update(files("knowledge.law").joinpath("register.toml").read_bytes())
        if shelf == "core":
            for source in (*note_sources(), *topic_sources()):
                digest.update(source.name.encode() + source.read_bytes())
        return digest.hexdigest()[:32]

    def stock(self, shelf: str) -> Stock:
        """What stands on the shelf: the core holds IP law with our notes and topics, the wide one all other law."""
        notes = notes_by_key(self.library)
        if shelf != "core":
            return Stock(list(entries(self.library, notes, core=False)), {}, {})
        topics = {topic.key: topic for topic in load_topics()}
        rows = [*entries(self.library, notes, core=True), *map(topic_entry, topics.values())]
        return Stock(rows, notes, topics)


def notes_by_key(library: LawLibrary) -> dict[str, Note]:
    """Our notes by the key of the article they are about.

    Raises ValueError when a note file names a law or version the library does not hold.
    """
    slugs = {law.slug: law for law in library.laws()}
    found: dict[str, Note] = {}
    for notes in load_notes():
        law = slugs.get(notes.slug)
        version = (
            next((v for v in library.versions(law) if v.adopted.isoformat() == notes.adopted), None) if law else None
        )
        if version is None:
            raise ValueError(f"notes on {notes.slug} of {notes.adopted}: the library holds no such version")
        found.update((f"{version.key}/art{note.number}", note) for note in notes.notes)
    return found


def unchanged(paths: Iterable[Path]) -> tuple[tuple[str, int], ...]:
    """Cheap state of files, to notice that another process changed them: path and time of change."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in paths if path.exists())
