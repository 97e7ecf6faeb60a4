"""How far an ingest run is: plain data, from bytes read and records stored. How it is told is the caller's affair."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class IngestProgress:
    """A moment of a run. Rates are of this run alone: what an earlier one did before it was interrupted is not in them."""

    file: str
    files_done: int
    files_total: int
    records: int
    bytes_done: int
    bytes_total: int
    seconds: float
    bytes_skipped: int = 0

    @property
    def records_per_second(self) -> float | None:
        """None until time has passed."""
        return self.records / self.seconds if self.seconds > 0 else None

    @property
    def megabytes_per_second(self) -> float | None:
        """Of the files as they are, compressed ones too. None until time has passed."""
        return (self.bytes_done - self.bytes_skipped) / 1e6 / self.seconds if self.seconds > 0 else None

    @property
    def remaining_seconds(self) -> float | None:
        """By the bytes that are left, at the rate so far; None while there is no rate."""
        rate = self.megabytes_per_second
        return (self.bytes_total - self.bytes_done) / 1e6 / rate if rate else None


Report = Callable[[IngestProgress], None]


class Meter:
    """Counts while a run goes on, and reports. `now` is the caller's clock."""

    def __init__(self, files: int, total: int, now: Callable[[], datetime], report: Report | None) -> None:
        self._now, self._report, self._files, self._total = now, report, files, total
        self._began = now()
        self._files_done = self._records = self._bytes = self._skipped = 0

    def at(self, file: str, offset: int) -> None:
        """Report: so many bytes of a file are behind us."""
        if self._report:
            seconds = (self._now() - self._began).total_seconds()
            done = min(self._bytes + offset, self._total)
            self._report(
                IngestProgress(
                    file, self._files_done, self._files, self._records, done, self._total, seconds, self._skipped
                )
            )

    def count(self, records: int) -> None:
        """So many records more were stored."""
        self._records += records

    def finish(self, file: str, size: int, skipped: bool = False) -> None:
        """A file is behind us; `skipped`: an earlier run had read it."""
        self._files_done += 1
        self._bytes += size
        self._skipped += size if skipped else 0
        self.at(file, 0)
