"""Reading the processed tier: by number, by application, by holder, in order, and in figures."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.patents.packing import unpack
from knowledge.patents.record import Patent
from knowledge.patents.store_schema import connect
from knowledge.patents.tombstones import Tombstones

_PAGE = 500  # records taken at once: no read stays open while the reader works on them
_SELECT = "select number, record, sources from publications "
_LATEST_FIRST = " order by published is null, published desc, kind desc"


class PatentReader:
    """The records of one SQLite file, made when missing, by one connection a thread. Raises StoreError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.database()

    def database(self) -> sqlite3.Connection:
        """This thread's connection: what else lives in the file (runs, rejects) takes part in the same transactions."""
        held: sqlite3.Connection | None = getattr(self._local, "database", None)
        if held is None:
            held = self._local.database = connect(self.path)
        return held

    def close(self) -> None:
        """Close this thread's connection; the next use opens another."""
        if held := getattr(self._local, "database", None):
            held.close()
            self._local.database = None

    def get(self, number: str) -> Patent | None:
        """The record of a canonical number; without a kind the latest publication of that number. None: not held."""
        found = self._read("where number = ?", number) or self._read(f"where base = ? {_LATEST_FIRST} limit 1", number)
        return found[0] if found else None

    def publications(self, number: str) -> list[Patent]:
        """Every publication of an application, by day: asked by one of their numbers or by the application's."""
        meant = self._columns("where number = ?1 or base = ?1 or (application = ?1 and application <> '')", number)
        applications = sorted({application for _, application in meant} - {""})
        same = f"where application in ({_marks(applications)}) and application <> ''"
        bases = sorted({base for base, _ in [*meant, *self._columns(same, *applications)]})
        return self._read(f"where base in ({_marks(bases)}) order by published is null, published, number", *bases)

    def of_holder(self, entity: str) -> list[Patent]:
        """The publications of a resolved holder, the latest first."""
        held = "where id in (select publication from holders where entity = ?)"
        return self._read(held + _LATEST_FIRST + ", number", entity)

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """Every record with its revision, by number. For an index: read `revision()` first, and keep it for next time.

        `after`: only numbers behind this one. `changed_since`: only records changed after this revision.
        """
        query = (
            "select number, record, sources, revision from publications"
            " where number > ? and revision > ? order by number limit ?"
        )
        while rows := self.database().execute(query, (after, changed_since, _PAGE)).fetchall():
            for number, record, sources, revision in rows:
                yield revision, unpack(number, record, sources)
            after = rows[-1][0]

    def numbers(self) -> Iterator[str]:
        """The numbers held, in order."""
        after = ""
        query = "select number from publications where number > ? order by number limit ?"
        while rows := self.database().execute(query, (after, _PAGE * 20)).fetchall():
            yield from (number for (number,) in rows)
            after = rows[-1][0]

    def revision(self) -> int:
        """The highest revision given so far."""
        return int(self._one("select value from counters where name = 'revision'"))

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """The numbers of publications that were held and went after a revision, each with its own revision."""
        return Tombstones(self.database()).since(revision)

    def count(self) -> int:
        """How many publications are held."""
        return int(self._one("select count(*) from publications"))

    def by_country(self) -> dict[str, int]:
        """How many publications are held of each office, most first."""
        query = "select country, count(*) from publications group by country order by count(*) desc, country"
        return dict(self.database().execute(query).fetchall())

    def newest_published(self) -> date | None:
        """The day of the newest publication held; None when no record has a day."""
        newest = self._one("select max(published) from publications")
        return date.fromisoformat(str(newest)) if newest else None

    def _read(self, clause: str, *values: str) -> list[Patent]:
        return [unpack(*row) for row in self.database().execute(_SELECT + clause, values).fetchall()]

    def _columns(self, clause: str, *values: str) -> list[tuple[str, str]]:
        return self.database().execute(f"select base, application from publications {clause}", values).fetchall()  # noqa: S608

    def _one(self, query: str) -> int | str:
        value: int | str = self.database().execute(query).fetchone()[0]
        return value


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
