"""The store as the index sees it."""

from collections.abc import Iterator
from typing import Protocol

from knowledge.patents.record import Patent


class Records(Protocol):
    """What the index reads of a store of patents (knowledge/patents/store.py is one)."""

    def get(self, number: str) -> Patent | None:
        """The record of a canonical number."""
        ...

    def count(self) -> int:
        """How many records there are."""
        ...

    def revision(self) -> int:
        """The highest revision given so far: read before `iterate`, it is where the next build goes on."""
        ...

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """Records with the revision that last changed them, those after a revision only."""
        ...

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """Numbers taken back after a revision, with the revision that did."""
        ...
