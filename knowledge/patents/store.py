"""The processed tier: one row a publication, in one SQLite file (knowledge/patents/store_schema.py).

Every change of content gets the next revision, a counter that only grows, by which a search index learns what is new.
A deletion leaves a tombstone: the publication comes back only by a record that was retrieved later.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.patents.merging import merge, retrieved_last
from knowledge.patents.packing import COLUMNS, Packed, entities, pack, unpack
from knowledge.patents.provenance import decode_sources, encode_sources
from knowledge.patents.record import Patent
from knowledge.patents.store_reading import PatentReader
from knowledge.patents.tombstones import Tombstones

_INSERT = f"insert into publications ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_UPDATE = f"update publications set {', '.join(f'{column} = ?' for column in COLUMNS)} where id = ?"  # noqa: S608


@dataclass(frozen=True)
class Put:
    """What became of a record: the outcome of `upsert`, and whether another of the same file claims its number."""

    outcome: str
    conflict: bool = False


class PatentStore(PatentReader):
    """The records, read and written: any number of readers, one writer at a time, in threads and processes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._writing = threading.RLock()
        self._revision = 0

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction: all that is written in it is there, or nothing. Inside another it is part of that one."""
        database = self.database()
        if database.in_transaction:
            yield
            return
        with self._writing:
            database.execute("begin immediate")
            try:
                before = self._revision = self.revision()
                yield
                if self._revision != before:
                    database.execute("update counters set value = ? where name = 'revision'", (self._revision,))
                database.execute("commit")
            except BaseException:
                if database.in_transaction:  # a full disk has rolled back already
                    database.execute("rollback")
                raise

    def upsert(self, patent: Patent, source: str = "") -> str:
        """Take in a record: "added", "replaced", "unchanged" (it says what is held) or "older" (superseded or deleted).

        `source`: the register name of where it came from. Raises ValueError for text that is not Unicode.
        """
        return self.put(patent, source).outcome

    def put(self, patent: Patent, source: str = "") -> Put:
        """As `upsert`, saying also whether two records of one file clash (knowledge/patents/merging.py)."""
        packed, number = pack(patent), patent.number
        with self.batch():
            found = self.database().execute(
                "select id, content, sources from publications where number = ?", (str(number),)
            ).fetchone()  # fmt: skip
            if found and found[1] == packed.content and found[2] == packed.sources:
                return Put("unchanged")
            tombstones = Tombstones(self.database())
            deleted = tombstones.deleted(number)
            if deleted and retrieved_last(patent.sources.values()) <= deleted:
                return Put("older")
            if deleted:
                tombstones.lift(str(number))
            if not found:
                return self._add(packed, source)
            if found[1] == packed.content and self._confirm(found[0], found[2], packed):
                return Put("unchanged")
            return self._merge(found[0], packed, source)

    def delete(self, number: str, when: datetime) -> bool:
        """Take a publication away and leave a tombstone; a number without a kind takes every kind of it.

        Records retrieved later than `when` stay, and one that comes later brings the publication back. Returns whether
        something was taken away.
        """
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        query = "select id, number, sources from publications where number = ?1 or base = ?1"
        with self.batch():
            tombstones, taken = Tombstones(self.database()), False
            tombstones.put(number, aware, self._revision, gone=False)
            for identity, held, sources in self.database().execute(query, (number,)).fetchall():
                gone = retrieved_last(decode_sources(sources).values()) <= aware
                if gone:
                    self.database().execute("delete from holders where publication = ?", (identity,))
                    self.database().execute("delete from publications where id = ?", (identity,))
                tombstones.put(held, aware, self._next() if gone else self._revision, gone)
                taken = taken or gone
            return taken

    def _add(self, packed: Packed, source: str) -> Put:
        cursor = self.database().execute(_INSERT, packed.row(self._next(), source))
        self._name_holders(cursor.lastrowid or 0, packed.patent)
        return Put("added")

    def _confirm(self, identity: int, held: str, packed: Packed) -> bool:
        """The same content from elsewhere or later: the later source is kept. False when that needs a look at the cells."""
        one, other = set(decode_sources(held).values()), set(packed.patent.sources.values())
        if len(one) != 1 or len(other) != 1:
            return False
        if retrieved_last(other) > retrieved_last(one):
            self._write_sources(identity, packed.sources)
        return True

    def _merge(self, identity: int, packed: Packed, source: str) -> Put:
        query = "select number, record, sources from publications where id = ?"
        old = unpack(*self.database().execute(query, (identity,)).fetchone())
        merged = merge(old, packed.patent)
        if merged.outcome != "replaced":
            if merged.patent is not old:
                self._write_sources(identity, encode_sources(merged.patent.sources))
            return Put(merged.outcome, merged.conflict)
        result = packed if merged.patent is packed.patent else pack(merged.patent)
        self.database().execute(_UPDATE, (*result.row(self._next(), source), identity))
        self.database().execute("delete from holders where publication = ?", (identity,))
        self._name_holders(identity, result.patent)
        return Put("replaced", merged.conflict)

    def _write_sources(self, identity: int, sources: str) -> None:
        self.database().execute("update publications set sources = ? where id = ?", (sources, identity))

    def _name_holders(self, identity: int, patent: Patent) -> None:
        rows = [(entity, identity) for entity in sorted(entities(patent))]
        self.database().executemany("insert into holders values (?, ?)", rows)

    def _next(self) -> int:
        self._revision += 1
        return self._revision
