"""A store of patents in memory, for measuring and for tests: the revisions of the real one, nothing on disk."""

from collections.abc import Iterable, Iterator

from knowledge.patents.record import Patent


class MemoryRecords:
    """Records by number, with a revision for every change."""

    def __init__(self, patents: Iterable[Patent] = ()) -> None:
        self._records: dict[str, tuple[int, Patent]] = {}
        self._deleted: dict[str, int] = {}
        self._revision = 0
        for patent in patents:
            self.upsert(patent)

    def upsert(self, patent: Patent) -> None:
        """Add a record or replace it."""
        self._revision += 1
        self._deleted.pop(str(patent.number), None)
        self._records[str(patent.number)] = (self._revision, patent)

    def delete(self, number: str) -> None:
        """Take a record back."""
        self._revision += 1
        del self._records[number]
        self._deleted[number] = self._revision

    def get(self, number: str) -> Patent | None:
        """The record of a canonical number."""
        found = self._records.get(number)
        return found[1] if found else None

    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    def revision(self) -> int:
        """The highest revision given so far."""
        return self._revision

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """Records changed after a revision, in order of change."""
        changed = [pair for pair in self._records.values() if pair[0] > changed_since and str(pair[1].number) > after]
        yield from sorted(changed, key=lambda pair: pair[0])

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """Numbers taken back after a revision and not come again."""
        return [(at, number) for number, at in self._deleted.items() if at > revision]
