"""What an importer of marks is: it looks at a file, says whether it is its own, and yields records or what was wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.trademarks.record import Mark


@dataclass(frozen=True)
class Found:
    """A record read, at its place in the file ("row 7")."""

    mark: Mark
    place: str


@dataclass(frozen=True)
class Broken:
    """A record that could not be read: where, and in one sentence why. The rest of the file goes on."""

    place: str
    reason: str


@dataclass(frozen=True)
class Deleted:
    """The office took a record back: the store keeps a tombstone."""

    id: str
    place: str


Outcome = Found | Broken | Deleted


class Importer(Protocol):
    """Reads one family of formats. Streams: memory does not grow with the file."""

    name: str

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the file is of this importer, by its first 64 KiB (names lie)."""
        ...

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order; `Mark.source` is left empty. Never raises for bad content."""
        ...
