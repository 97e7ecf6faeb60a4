"""What an importer is: it looks at a file, says whether it is its own, and yields records or what was wrong with one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.patents.record import Patent


@dataclass(frozen=True)
class Found:
    """A record read, at its place in the file ("line 120", "row 7", "x.zip!y.xml"), and how many bytes of the file are behind it."""

    patent: Patent
    place: str
    offset: int = 0


@dataclass(frozen=True)
class Broken:
    """A record that could not be read: where, and in one sentence why. The rest of the file goes on."""

    place: str
    reason: str
    offset: int = 0


@dataclass(frozen=True)
class Deleted:
    """The office took a publication back: the store keeps a tombstone."""

    number: str
    place: str
    offset: int = 0


Outcome = Found | Broken | Deleted


class Importer(Protocol):
    """Reads one family of formats. Streams: memory does not grow with the file."""

    name: str

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the file is of this importer, by its first 64 KiB and nothing else (names lie)."""
        ...

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records of a file, in order. `Patent.sources` is left empty: the ingest run fills it. Never raises for bad content."""
        ...
