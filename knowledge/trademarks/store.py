"""The marks held: one SQLite file, the newest record of each mark, tombstones for those taken back."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from knowledge.trademarks.record import Mark

_SCHEMA = """
create table if not exists marks (
    id text primary key, office text not null, revision integer not null unique, as_of text not null,
    content text not null, record text, filed text not null, published text not null, retrieved text not null);
create index if not exists marks_office on marks (office);
"""
_RECORD = "select record from marks where record is not null and "


@dataclass(frozen=True)
class Holdings:
    """What is held of one office: how many marks, the span of filing dates, the newest publication and the last ingest."""

    office: str
    marks: int
    filed_from: date | None
    filed_to: date | None
    published_to: date | None
    retrieved: datetime | None


class MarkStore:
    """Marks by office and number. The file is made when the first mark goes in; reading needs none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def upsert(self, mark: Mark) -> str:
        """Put a mark in: "added", "replaced", "unchanged" (the same content), or "older" (a newer record is held)."""
        return self.upsert_all([mark])[0]

    def upsert_all(self, marks: list[Mark]) -> list[str]:
        """Put marks in as one transaction, and say what became of each."""
        with closing(self._open()) as database, database:
            return [_put(database, mark) for mark in marks]

    def delete(self, key: str, when: datetime) -> bool:
        """Leave a tombstone for a mark the office took back; False when it is not held (or is one already)."""
        if not self.path.exists():
            return False
        with closing(self._open()) as database, database:
            found = database.execute(
                "update marks set record = null, content = '', as_of = ?, retrieved = ?, revision = ? where id = ? and record is not null",
                (when.date().isoformat(), when.isoformat(), _next(database), key),
            )
            return found.rowcount == 1

    def get(self, key: str) -> Mark | None:
        """The mark of an office and number ("CN1234567"), None when it is not held."""
        return next((mark for mark in self._read("id = ?", key)), None)

    def many(self, ids: list[str]) -> dict[str, Mark]:
        """The marks of these ids that are held."""
        return {mark.id: mark for start in range(0, len(ids), 500) for mark in self._few(ids[start : start + 500])}

    def _few(self, ids: list[str]) -> Iterator[Mark]:
        return self._read(f"id in ({','.join('?' * len(ids))})", *ids)

    def iterate(self, changed_since: int = 0) -> Iterator[tuple[int, Mark]]:
        """Every mark changed after a revision, with its revision, oldest change first."""
        with closing(self._reading()) as database:
            rows = database.execute(
                "select revision, record from marks where record is not null and revision > ? order by revision",
                (changed_since,),
            )
            for revision, record in rows:
                yield int(revision), Mark.model_validate_json(record)

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """Tombstones set after a revision: their revision and the mark's id."""
        rows = self._query(
            "select revision, id from marks where record is null and revision > ? order by revision", revision
        )
        return [(int(number), str(key)) for number, key in rows]

    def revision(self) -> int:
        """The number of the last change; 0 for an empty store."""
        return int(self._query("select coalesce(max(revision), 0) from marks")[0][0])

    def count(self) -> int:
        """How many marks are held."""
        return int(self._query("select count(*) from marks where record is not null")[0][0])

    def holdings(self) -> list[Holdings]:
        """What is held of each office, so that an answer can say what it searched."""
        rows = self._query(
            "select office, count(*), min(nullif(filed, '')), max(nullif(filed, '')), max(nullif(published, '')),"
            " max(nullif(retrieved, '')) from marks where record is not null group by office order by office"
        )
        return [
            Holdings(
                str(office), int(n), _day(first), _day(last), _day(seen), datetime.fromisoformat(at) if at else None
            )
            for office, n, first, last, seen, at in rows
        ]

    def _read(self, where: str, *values: str) -> Iterator[Mark]:
        for (record,) in self._query(_RECORD + where, *values):
            yield Mark.model_validate_json(record)

    def _query(self, query: str, *values: str | int) -> list[tuple[str, ...]]:
        with closing(self._reading()) as database:
            return database.execute(query, values).fetchall()

    def _reading(self) -> sqlite3.Connection:
        """The file opened for reading; an empty one in memory when there is none yet."""
        if not self.path.exists():
            database = sqlite3.connect(":memory:")
            database.executescript(_SCHEMA)
            return database
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=30)
        database.execute("pragma journal_mode=wal")
        database.executescript(_SCHEMA)
        return database


def _put(database: sqlite3.Connection, mark: Mark) -> str:
    content = hashlib.sha256(mark.model_dump_json(exclude={"source"}).encode()).hexdigest()
    known = database.execute("select content, as_of, record is null from marks where id = ?", (mark.id,)).fetchone()
    age = _age(mark)
    if known and known[0] == content:
        return "unchanged"
    if known and age < known[1]:
        return "older"
    row = (
        mark.id, mark.office, _next(database), age, content, mark.model_dump_json(), _text(mark.filed),
        _text(mark.published), mark.source.retrieved.isoformat() if mark.source else "",
    )  # fmt: skip
    database.execute("insert or replace into marks values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    return "replaced" if known and not known[2] else "added"


def _age(mark: Mark) -> str:
    """The day up to which a record knows the mark: what the source says, else its latest date. ISO text sorts as days do."""
    days = [mark.as_of] if mark.as_of else [mark.registered, mark.published, mark.filed, *(e.day for e in mark.events)]
    return max((day.isoformat() for day in days if day), default="")


def _next(database: sqlite3.Connection) -> int:
    return int(database.execute("select coalesce(max(revision), 0) + 1 from marks").fetchone()[0])


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
