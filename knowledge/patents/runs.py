"""The register of ingest runs: what was asked, what became of each file, and how far each has got.

It lives in the store's file, so that a checkpoint is saved in the same transaction as the records it stands for.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields, replace
from datetime import datetime

from knowledge.patents.store import PatentStore
from knowledge.patents.tally import Tally

_TALLY = ", ".join(field.name for field in fields(Tally))
_FILE = f"path, raw, bytes, importer, source, state, reason, done, {_TALLY}"


@dataclass(frozen=True)
class RunFile:
    """One file of a run. `state`: "done", "reading" (interrupted) or "refused" with the reason; `done`: records behind us."""

    path: str
    raw: str = ""
    size: int = 0
    importer: str = ""
    source: str = ""
    state: str = "reading"
    reason: str = ""
    done: int = 0
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Run:
    """One ingest run; `ended` is None while it runs, or when it was interrupted and can be resumed."""

    id: int
    started: datetime
    ended: datetime | None
    source: str
    licence: str
    files: tuple[RunFile, ...]

    @property
    def tally(self) -> Tally:
        """The counts of all files."""
        total = Tally()
        for file in self.files:
            total.add(file.tally)
        return total

    @property
    def refused(self) -> tuple[RunFile, ...]:
        """The files of which nothing could be read."""
        return tuple(file for file in self.files if file.state == "refused")


@dataclass(frozen=True)
class Reject:
    """A record, or a whole file (without a place), that did not go in; or a number two records of one file claim."""

    run: int
    path: str
    place: str
    reason: str
    conflict: bool = False


class Runs:
    """The runs of one store. Writes belong into `store.batch()` where they go with records."""

    def __init__(self, store: PatentStore) -> None:
        self._store = store

    def start(self, asked: str, source: str, licence: str, now: datetime) -> int:
        """Open a run and return its number. `asked`: what identifies the same request, for `unfinished`."""
        query = "insert into runs (asked, source, licence, started) values (?, ?, ?, ?)"
        cursor = self._execute(query, asked, source, licence, now.isoformat())
        return cursor.lastrowid or 0

    def unfinished(self, asked: str) -> int | None:
        """The last run of this request when it did not come to its end."""
        query = "select id, ended from runs where asked = ? order by id desc limit 1"
        row = self._execute(query, asked).fetchone()
        return row[0] if row and row[1] is None else None

    def end(self, run: int, now: datetime) -> None:
        """The run came to its end."""
        self._execute("update runs set ended = ? where id = ?", now.isoformat(), run)

    def file(self, run: int, path: str) -> RunFile | None:
        """How far a run got with a file; None when it has not begun."""
        found = self._files("where run = ? and path = ?", run, path)
        return found[0] if found else None

    def save(self, run: int, file: RunFile, now: datetime) -> None:
        """The state of a file of a run, as it is now."""
        counts = astuple(file.tally)
        self._execute(
            f"insert into run_files (run, {_FILE}, started, ended) values (?{', ?' * (10 + len(counts))})"  # noqa: S608
            f" on conflict (run, path) do update set {_updates()}, ended = excluded.ended",
            run, file.path, file.raw, file.size, file.importer, file.source, file.state, file.reason, file.done,
            *counts, now.isoformat(), None if file.state == "reading" else now.isoformat(),
        )  # fmt: skip

    def forget(self, run: int, path: str) -> None:
        """The file is another one now: what the run noted about it goes."""
        self._execute("delete from rejects where run = ? and path = ?", run, path)
        self._execute("delete from run_files where run = ? and path = ?", run, path)

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Note what did not go in."""
        self._store.database().executemany(
            "insert into rejects (run, path, place, reason, conflict) values (?, ?, ?, ?, ?)",
            [(each.run, each.path, each.place, each.reason, each.conflict) for each in rejects],
        )

    def rejects(self, run: int | None = None, limit: int = -1) -> list[Reject]:
        """What did not go in, of one run or of all, the latest run first and in the order of its files."""
        query = (
            "select run, path, place, reason, conflict from rejects where ?1 is null or run = ?1"
            " order by run desc, id limit ?2"
        )
        rows = self._execute(query, run, limit)
        return [Reject(number, path, place, reason, bool(conflict)) for number, path, place, reason, conflict in rows]

    def get(self, run: int) -> Run | None:
        """A run with its files."""
        row = self._execute("select id, started, ended, source, licence from runs where id = ?", run).fetchone()
        if not row:
            return None
        identity, started, ended, source, licence = row
        files = self._files("where run = ? order by path", identity)
        closed = datetime.fromisoformat(ended) if ended else None
        return Run(identity, datetime.fromisoformat(started), closed, source, licence, tuple(files))

    def latest(self, limit: int = 20) -> list[Run]:
        """The latest runs, newest first."""
        rows = self._execute("select id from runs order by id desc limit ?", limit).fetchall()
        return [run for (identity,) in rows if (run := self.get(identity))]

    def _files(self, clause: str, *values: object) -> list[RunFile]:
        rows = self._execute(f"select {_FILE} from run_files {clause}", *values)  # noqa: S608
        return [replace(RunFile(*row[:8]), tally=Tally(*row[8:])) for row in rows]

    def _execute(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._store.database().execute(query, values)


def _updates() -> str:
    columns = [column for column in _FILE.split(", ") if column != "path"]
    return ", ".join(f"{column} = excluded.{column}" for column in columns)
