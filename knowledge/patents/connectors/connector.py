"""The one interface of live offices, and what they give: records read by the importers, with the files they came from."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from knowledge.patents.connectors.outbound import OutboundNumber, OutboundQuery
from knowledge.patents.importing import Broken
from knowledge.patents.record import Patent


@dataclass(frozen=True)
class Received:
    """An answer as the office sent it, kept as a file that the raw tier can take and an importer can read."""

    path: Path
    sha256: str
    source: str  # what was asked: the address without keys
    retrieved: datetime
    from_cache: bool


@dataclass(frozen=True)
class Parts:
    """What was got of publications: records that may each hold only some groups, and what could not be read."""

    patents: tuple[Patent, ...]
    broken: tuple[Broken, ...]
    received: tuple[Received, ...]


@dataclass(frozen=True)
class Page:
    """One page of a search: `sent` is the query in the office's own language (for the log), `total` all that it found."""

    sent: str
    first: int  # 1 for the first page
    total: int
    parts: Parts


class Connector(Protocol):
    """An office that can be asked now."""

    name: str
    databases: tuple[str, ...]  # what it covers, for the statement of coverage

    def search(self, query: OutboundQuery, first: int = 1, size: int = 25) -> Page:
        """The publications from place `first` on. Raises Unavailable."""
        ...

    def fetch(self, asked: OutboundNumber) -> Parts:
        """All the office has on a publication. Raises Unavailable."""
        ...
