"""The dense index: vectors of the records in embedded Chroma, in parts that are written once and then only read.

A part is a folder of its own with one collection for each script, so a reader never has a file open that a builder
writes to, and a question in one language gets its own list of the nearest records in each. Identifiers are
"number@revision#place": the vector of an older state of a record is recognised by its key and not counted.
"""

import shutil
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrievers.chroma import open_client
from retrievers.vectors import Matrix

PLACES = ("title", "abstract")  # what the vectors of a record are of
SCRIPTS = ("zh", "en", "other")
_PREFIX = "patents-"  # Chroma wants names of at least three characters
_BATCH = 2_000  # Chroma takes at most 5,461 at once
_HNSW = {"hnsw": {"space": "cosine", "ef_search": 200}}
EXACT = 400  # up to so many allowed records their vectors are compared one by one
FARTHEST = 2_000  # more neighbours are not asked for: it takes Chroma longer than a user waits


@dataclass(frozen=True)
class Near:
    """One record near a vector: its key, the part of its text that is nearest, and the cosine."""

    key: str
    place: str
    similarity: float


class Part:
    """One folder of vectors, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self._client = open_client(folder)
        weakref.finalize(self, self._client.close)  # when the last search that uses it is over
        self.collections: dict[str, Any] = {
            item.name.removeprefix(_PREFIX): self._client.get_collection(item.name, embedding_function=None)
            for item in self._client.list_collections()
        }
        self.counts = {script: int(collection.count()) for script, collection in self.collections.items()}

    def pages(self, script: str) -> Iterator[tuple[list[str], Matrix]]:
        """All vectors of a script, some thousand at a time."""
        for offset in range(0, self.counts.get(script, 0), _BATCH):
            page = self.collections[script].get(limit=_BATCH, offset=offset, include=["embeddings"])
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32)


class PartWriter:
    """Writes one part. Nothing is to be read from its folder before `close`."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._client = open_client(folder)
        self._collections: dict[str, Any] = {}
        self._waiting: dict[str, tuple[list[str], list[Any]]] = {}
        self.count = 0

    def add(self, script: str, identifiers: Sequence[str], vectors: Iterable[Any]) -> None:
        """Take vectors; they go to the disk in large batches."""
        ids, rows = self._waiting.setdefault(script, ([], []))
        ids += identifiers
        rows += list(vectors)
        self.count += len(identifiers)
        while len(ids) >= _BATCH:
            self._write(script, ids[:_BATCH], rows[:_BATCH])
            del ids[:_BATCH], rows[:_BATCH]

    def _write(self, script: str, ids: list[str], rows: list[Any]) -> None:
        if script not in self._collections:
            self._collections[script] = self._client.create_collection(
                _PREFIX + script, embedding_function=None, configuration=_HNSW
            )
        self._collections[script].add(ids=ids, embeddings=rows)

    def close(self) -> None:
        """Write what waits and release the files."""
        for script, (ids, rows) in self._waiting.items():
            if ids:
                self._write(script, ids, rows)
        self._waiting, self._collections = {}, {}
        self._client.close()


class DenseIndex:
    """Searches the parts that the last commit lists."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[str, Part] = {}
        self._lock = threading.Lock()

    def show(self, names: Sequence[str]) -> None:
        """Open the parts of a commit and let go of those it no longer lists."""
        with self._lock:
            for name in [name for name in self._parts if name not in names]:
                del self._parts[name]
            for name in names:
                if name not in self._parts:
                    self._parts[name] = Part(self._folder / name)

    def near(
        self, script: str, vector: Sequence[float], k: int, allowed: Callable[[list[str]], set[str]], share: float
    ) -> list[Near]:
        """The `k` nearest records of a script among those `allowed` lets through (keys in, passing keys out).

        `share`: which part of all records is expected to pass, so that enough neighbours are asked for at once.
        """
        found: list[Near] = []
        for part in list(self._parts.values()):
            total = part.counts.get(script, 0)
            wanted = min(total, max(3 * k, min(FARTHEST, int(2 * k / max(share, 1e-6)))))
            if wanted:
                answer = part.collections[script].query(
                    query_embeddings=[list(vector)], n_results=wanted, include=["distances"]
                )
                found += [
                    _near(identifier, 1 - float(distance))
                    for identifier, distance in zip(answer["ids"][0], answer["distances"][0], strict=True)
                ]
        passing = allowed(list(dict.fromkeys(near.key for near in found)))
        return nearest((near for near in found if near.key in passing), k)

    def among(self, script: str, vector: Sequence[float], k: int, keys: Sequence[str]) -> list[Near]:
        """The `k` nearest of a few records, by comparing each."""
        wanted = [f"{key}#{place}" for key in keys for place in PLACES]
        found: list[Near] = []
        for part in list(self._parts.values()) if wanted else ():
            if part.counts.get(script):
                page = part.collections[script].get(ids=wanted, include=["embeddings"])
                if page["ids"]:
                    similar = _cosines(np.asarray(page["embeddings"], dtype=np.float32), vector)
                    found += [_near(name, one) for name, one in zip(page["ids"], similar, strict=True)]
        return nearest(found, k)


def _cosines(rows: Matrix, vector: Sequence[float]) -> list[float]:
    asked = np.asarray(vector, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(asked)
    cosines: list[float] = (rows @ asked / np.maximum(lengths, 1e-12)).tolist()
    return cosines


def _near(identifier: str, similarity: float) -> Near:
    key, _, place = identifier.rpartition("#")
    return Near(key, place, similarity)


def nearest(found: Iterable[Near], k: int) -> list[Near]:
    """The `k` nearest records, each by the nearest of its vectors."""
    best: dict[str, Near] = {}
    for near in found:
        if near.key not in best or best[near.key].similarity < near.similarity:
            best[near.key] = near
    return sorted(best.values(), key=lambda near: (-near.similarity, near.key))[:k]
