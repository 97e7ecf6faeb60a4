"""The index of marks: blocking keys and vectors in one SQLite file, kept up with the store change by change."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from knowledge.trademarks.record import Mark
from knowledge.trademarks.store import MarkStore
from retrievers.embeddings import Encoder
from retrievers.trademarks.comparing import means_something
from retrievers.trademarks.forms import Form
from retrievers.trademarks.keys import keys_of

FORMAT = "1"  # of the keys and tables: another one means the index is made anew
_BATCH = 1000
_NEAREST = 200  # marks whose meaning is compared exactly, of those with the nearest signs
_SCHEMA = """
create table if not exists about (name text primary key, value text not null);
create table if not exists forms (
    form integer primary key, mark text not null unique, words text not null, translation text not null, classes integer not null);
create table if not exists keys (key text not null, form integer not null, primary key (key, form)) without rowid;
create index if not exists keys_form on keys (form);
create table if not exists vectors (form integer primary key, signs blob not null, vector blob not null);
"""
T = TypeVar("T")
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Candidate:
    """A mark that may be alike: its id, words and translation, and the cosine of its meaning where it was measured."""

    mark: str
    words: str
    translation: str
    nearness: float = 0.0


class MarkIndex:
    """Finds the marks that share a key with a word or stand near it in meaning. Building is the caller's decision."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path = path
        self._encoder = encoder
        self._signs: tuple[int, npt.NDArray[np.int64], npt.NDArray[np.uint64]] | None = None

    def revision(self) -> int:
        """The store's revision this index knows; 0 when there is none yet, or it was made by other rules or vectors."""
        if not self._path.exists():
            return 0
        with closing(self._reading()) as database:
            about = dict(database.execute("select name, value from about"))
        same = about.get("format") == FORMAT and about.get("encoder") == self._encoder.name
        return int(about.get("revision", "0")) if same else 0

    def update(self, store: MarkStore, report: Report = lambda done, total: None) -> int:
        """Take in what changed in the store since; the number of changes. One batch is one transaction: a stop loses one."""
        known = self.revision()
        if not known:
            for end in ("", "-wal", "-shm"):  # a journal left behind would be played into the new file
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        target, done = store.revision(), 0
        if known >= target:
            return 0
        with closing(self._open()) as database:
            gone = store.deleted_since(known)
            with database:
                _forget(database, [mark for _, mark in gone])
            changes = store.iterate(known)
            while batch := list(islice(changes, _BATCH)):
                with database:
                    self._put(database, [mark for _, mark in batch])
                    _note(database, self._encoder.name, batch[-1][0])
                done += len(batch)
                report(known + done, target)
            with database:
                _note(database, self._encoder.name, target)
        self._signs = None
        return done + len(gone)

    def candidates(self, word: Form, text: str, classes: Iterable[int], most: int) -> list[Candidate]:
        """The marks likeliest to be like a word, those sharing most first; of these classes only, of any when empty."""
        if not self._path.exists():
            return []
        mask = class_mask(classes)
        with closing(self._reading()) as database:
            near = self._near(database, word, text, mask)
            shared = _sharing(database, keys_of(word), mask, most)
            rows = list(_rows(database, [*dict.fromkeys((*shared, *near))]))
        return [Candidate(mark, words, translation, near.get(form, 0.0)) for form, mark, words, translation in rows]

    def _put(self, database: sqlite3.Connection, marks: list[Mark]) -> None:
        _forget(database, [mark.id for mark in marks])
        forms = [(mark, Form.of(mark.words)) for mark in marks]
        meant: list[tuple[int, str]] = []
        for mark, form in forms:
            row = (mark.id, mark.words, mark.translation, class_mask(mark.classes))
            added = database.execute("insert into forms (mark, words, translation, classes) values (?, ?, ?, ?)", row)
            number = int(added.lastrowid or 0)
            keys = keys_of(form) | ({f"n:{Form.of(mark.translation).plain}": 1.0} if mark.translation else {})
            database.executemany("insert into keys values (?, ?)", [(key, number) for key in keys])
            if means_something(form):
                meant.append((number, mark.words.lower()))
        vectors = np.asarray(self._encoder.model.embed_documents([words for _, words in meant]), np.float32)
        signs = np.packbits(vectors > 0, axis=1) if meant else np.empty((0, 0), np.uint8)
        database.executemany(
            "insert into vectors values (?, ?, ?)",
            [
                (n, s.tobytes(), v.astype(np.float16).tobytes())
                for (n, _), s, v in zip(meant, signs, vectors, strict=True)
            ],
        )

    def _near(self, database: sqlite3.Connection, word: Form, text: str, mask: int) -> dict[int, float]:
        """The cosine to the marks nearest in meaning: chosen by the signs of their vectors, then measured exactly."""
        if not means_something(word):
            return {}
        forms, signs = self._all_signs(database)
        if not len(forms):
            return {}
        vector = np.asarray(self._encoder.model.embed_query(text.lower()), np.float32)
        ours = np.packbits(vector > 0).view(np.uint64)
        apart = np.bitwise_count(signs ^ ours).sum(axis=1, dtype=np.int32)
        first = min(_NEAREST, len(forms))
        chosen = forms[np.argpartition(apart, first - 1)[:first]]
        found: dict[int, float] = {}
        for some in _batches(chosen.tolist(), 400):
            asked = f"select v.form, v.vector from vectors v join forms f using (form) where v.form in ({_marks(some)}) and (? = 0 or f.classes & ?)"  # noqa: S608
            for form, blob in database.execute(asked, (*some, mask, mask)):
                found[int(form)] = float(np.frombuffer(blob, np.float16).astype(np.float32) @ vector)
        return found

    def _all_signs(self, database: sqlite3.Connection) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
        """The signs of all vectors, read once for a revision: 64 bytes a mark."""
        revision = int(dict(database.execute("select name, value from about")).get("revision", "0"))
        if self._signs is None or self._signs[0] != revision:
            rows = database.execute("select form, signs from vectors order by form").fetchall()
            forms = np.asarray([row[0] for row in rows], np.int64)
            signs = np.frombuffer(b"".join(row[1] for row in rows), np.uint64)
            self._signs = (revision, forms, signs.reshape(len(rows), -1) if rows else signs)
        return self._signs[1], self._signs[2]

    def _reading(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=30)
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=normal")
        database.executescript(_SCHEMA)
        return database


def class_mask(classes: Iterable[int]) -> int:
    """Nice classes as the bits of one number."""
    return sum(1 << number for number in set(classes))


def _sharing(database: sqlite3.Connection, keys: dict[str, float], mask: int, most: int) -> list[int]:
    """The marks that share most keys, by the weight of what is shared."""
    if not keys:
        return []
    wanted = ",".join(["(?, ?)"] * len(keys))
    held = "join forms f on f.form = k.form where f.classes & ? " if mask else ""
    asked = (
        f"with wanted (key, weight) as (values {wanted})"  # noqa: S608 - only question marks are put in
        f" select k.form from wanted w join keys k on k.key = w.key {held}"
        " group by k.form order by sum(w.weight) desc, k.form limit ?"
    )
    values = [value for pair in keys.items() for value in pair]
    return [int(row[0]) for row in database.execute(asked, (*values, *([mask] if mask else []), most))]


def _rows(database: sqlite3.Connection, forms: list[int]) -> Iterator[tuple[int, str, str, str]]:
    for some in _batches(forms, 900):
        asked = f"select form, mark, words, translation from forms where form in ({_marks(some)})"  # noqa: S608
        yield from database.execute(asked, some)


def _forget(database: sqlite3.Connection, marks: list[str]) -> None:
    for some in _batches(marks, 900):
        held = [row[0] for row in database.execute(f"select form from forms where mark in ({_marks(some)})", some)]  # noqa: S608
        for table in ("keys", "vectors", "forms"):
            database.executemany(f"delete from {table} where form = ?", [(form,) for form in held])  # noqa: S608


def _note(database: sqlite3.Connection, encoder: str, revision: int) -> None:
    rows = {"format": FORMAT, "encoder": encoder, "revision": str(revision)}
    database.executemany("insert or replace into about values (?, ?)", rows.items())


def _batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of a length SQLite takes in one question."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
