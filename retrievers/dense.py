"""Exact nearest-neighbour search over the vectors of one view of a shelf.

A shelf of law has some ten thousand vectors: one product with all of them takes no longer than a walk through an
approximate graph (docs/retrieval.md) and finds every neighbour, so the same question has the same answer on every
machine and after every build.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrievers.vectors import Matrix

Mask = npt.NDArray[np.bool_]
Ranked = list[tuple[int, float]]  # (row, closeness), best first
# How close pooling is to the plain maximum: for the order of rows, where many questions somewhat near say a lot, and
# for the closeness that is told, which is of the nearest alone. All measured on the development questions.
_ORDER, _CLOSENESS, _NEAREST = 14, 20, 400
_CROWD = 0.3  # power of the number of a row's texts: with 0 an article is found the more, the more we wrote about it
_REMEMBERED = 16  # questions: one that concerns two texts of a law is looked up twice, at once
_PART = 0.4  # what the closest sentence of a question counts beside the whole of it
_VECTORS, _OWNERS = "vectors-{}.npy", "owners-{}.npy"


class DenseView:
    """The vectors of one view (texts, notes, points), read from the disk as they are needed."""

    def __init__(self, folder: Path, view: str) -> None:
        self._vectors: Matrix = np.load(folder / _VECTORS.format(view), mmap_mode="r")
        self._owners: npt.NDArray[np.int32] = np.load(folder / _OWNERS.format(view))
        self._crowds = crowds(self._owners)
        self._remembered = lru_cache(_REMEMBERED)(self._product)

    def nearest(self, vector: list[float], allowed: Mask, k: int, parts: Sequence[list[float]] = ()) -> Ranked:
        """The `k` rows that fit a question best, with their closeness to it.

        `vector`: of the whole question; `parts`: of its sentences, when there are several: a long story is found by what
        one of them says, too. The vectors of one row are pooled by a soft maximum: many questions of an article near the
        one asked say more than one. Closeness is cosine, a little more for a row with several near vectors.
        """
        places = np.flatnonzero(allowed[self._owners])
        owners = self._owners[places]
        cosines = self._cosines(vector, *parts)[:, places].astype(np.float64)
        closeness = fits = cosines[0]
        if parts:
            closest = np.max(cosines[1:], axis=0)
            fits = (closeness + _PART * closest) / (1 + _PART)
        gathered = np.bincount(owners, np.exp(_ORDER * fits))
        strength = gathered / self._crowds[: len(gathered)]
        rows = [int(row) for row in np.lexsort((np.arange(len(strength)), -strength))[:k] if strength[row]]
        nearest = _largest(closeness, _NEAREST)
        pooled = np.bincount(owners[nearest], np.exp(_CLOSENESS * closeness[nearest]), len(strength))
        plain = np.full(len(strength), -1.0)
        np.maximum.at(plain, owners, closeness)
        return [(row, math.log(pooled[row]) / _CLOSENESS if pooled[row] else float(plain[row])) for row in rows]

    def _cosines(self, *vectors: list[float]) -> Matrix:
        """The cosine of each of some vectors with every vector of the view."""
        return self._remembered(np.asarray(vectors, dtype=np.float32).tobytes())

    def _product(self, vectors: bytes) -> Matrix:
        product: Matrix = np.frombuffer(vectors, dtype=np.float32).reshape(-1, self._vectors.shape[1]) @ self._vectors.T
        return product


def crowds(owners: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """What the pooled strength of every row is divided by: a row with many texts is not better for having them."""
    shared: npt.NDArray[np.float64] = np.maximum(np.bincount(owners), 1) ** _CROWD
    return shared


def _largest(values: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.intp]:
    """Places of the `count` largest values, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(-values, count)[:count]


def write_dense(folder: Path, view: str, owners: list[int], vectors: Matrix) -> None:
    """Store the vectors of a view; `owners`: the row of each."""
    np.save(folder / _VECTORS.format(view), vectors)
    np.save(folder / _OWNERS.format(view), np.asarray(owners, dtype=np.int32))


def dense_views(folder: Path) -> tuple[str, ...]:
    """The views a build holds vectors of."""
    head, tail = _VECTORS.split("{}")
    return tuple(sorted(path.name[len(head) : -len(tail)] for path in folder.glob(_VECTORS.format("*"))))
