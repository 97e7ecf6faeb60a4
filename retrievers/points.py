"""Notes inside a shelf: compiled at build time with a vector for each point, so that an answer picks its points at once."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from knowledge.cases.digests import CaseDigest
from knowledge.language import Language
from knowledge.practice.notes import Both, Note, Point
from knowledge.practice.topics import Topic
from retrievers.sources import Stock
from retrievers.vectors import Matrix, VectorStore

_NOTES, _TOPICS, _CASES, _VECTORS = "notes.json", "topics.json", "cases.json", "points-{}.npy"
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def write_notes(folder: Path, stock: Stock, vectors: VectorStore) -> None:
    """Write notes, topics, case digests and the vectors of the notes' points; where there are none, nothing."""
    for name, records in ((_TOPICS, stock.topics), (_CASES, stock.cases), (_NOTES, stock.notes)):
        if records:
            rows = {key: record.model_dump(mode="json") for key, record in records.items()}
            (folder / name).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    if not stock.notes:
        return
    for language in _LANGUAGES:
        pointed: list[Sequence[Both]] = [
            *(note.points for note in stock.notes.values()),
            *(topic.points for topic in stock.topics.values()),
        ]
        texts = [point.of(language) for points in pointed for point in points]
        np.save(folder / _VECTORS.format(language), vectors.matrix(texts))


class ShelvedNotes:
    """The notes, topics and case digests of one shelf."""

    def __init__(self, folder: Path) -> None:
        self._first: dict[str, int] = {}
        self._matrix: dict[str, Matrix] = {}
        self._topics, self._cases = _read(folder / _TOPICS), _read(folder / _CASES)
        self._rows = _read(folder / _NOTES)
        self._note = cache(lambda key: Note.model_validate(self._rows[key]))
        self._topic = cache(lambda key: Topic.model_validate(self._topics[key]))
        if self._rows:
            self._matrix = {lang: np.load(folder / _VECTORS.format(lang), mmap_mode="r") for lang in _LANGUAGES}
        place = 0
        for key, row in (*self._rows.items(), *self._topics.items()):
            self._first[key] = place
            place += len(row["points"])  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: str) -> Note | None:
        """Our note on the article of this key."""
        return self._note(key) if key in self._rows else None

    def topic(self, key: str) -> Topic | None:
        """The practice note of this key."""
        return self._topic(key) if key in self._topics else None

    def case(self, key: str) -> CaseDigest | None:
        """The case digest of this key."""
        return CaseDigest.model_validate(self._cases[key]) if key in self._cases else None

    def closeness(self, key: str, vector: list[float], language: Language) -> list[float]:
        """How close a question's vector is to each point of a note or topic, in their order; empty without a vector."""
        record = self.get(key) or self.topic(key)
        if record is None or not vector or not self._matrix:
            return []
        first = self._first[key]
        rows = self._matrix[language][first : first + len(record.points)]
        return [float(value) for value in rows @ np.asarray(vector, dtype=np.float32)]

    def ranked_points(self, key: str, vector: list[float], language: Language) -> list[tuple[Point, float]]:
        """The points of an article with their closeness to a question's vector, closest first."""
        note = self.get(key)
        if note is None:
            return []
        return sorted(zip(note.points, self.closeness(key, vector, language), strict=False), key=lambda pair: -pair[1])


def _read(path: Path) -> dict[str, dict[str, object]]:
    rows: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return rows
