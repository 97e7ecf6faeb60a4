"""Exact nearest-neighbour search over the vectors of one view of a shelf.

A shelf of law has some ten thousand vectors: one product with all of them takes no longer than a walk through an
approximate graph (docs/retrieval.md) and finds every neighbour, so the same question has the same answer on every
machine and after every build.
"""

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrievers.vectors import Matrix

Mask = npt.NDArray[np.bool_]
Ranked = list[tuple[int, float]]  # (row, score), best first
_POOLED, _SHARPNESS = 400, 20  # nearest vectors that are pooled, and how close pooling is to the plain maximum
_VECTORS, _OWNERS = "vectors-{}.npy", "owners-{}.npy"


class DenseView:
    """The vectors of one view (texts, notes, points), read from the disk as they are needed."""

    def __init__(self, folder: Path, view: str) -> None:
        self._vectors: Matrix = np.load(folder / _VECTORS.format(view), mmap_mode="r")
        self._owners: npt.NDArray[np.int32] = np.load(folder / _OWNERS.format(view))

    def nearest(self, vector: list[float], allowed: Mask, k: int) -> Ranked:
        """The `k` nearest allowed rows by cosine; a row with several near vectors counts a little closer.

        The vectors of one row are pooled by a soft maximum over the nearest: many questions of an article near the one
        asked say more than one. More vectors are pooled until they belong to `k` rows.
        """
        places = np.flatnonzero(allowed[self._owners])
        closeness = (self._vectors @ np.asarray(vector, dtype=np.float32))[places]
        owners = self._owners[places]
        wanted = max(4 * k, _POOLED)
        while True:
            best = _largest(closeness, wanted)
            odds = np.bincount(owners[best], np.exp(_SHARPNESS * closeness[best].astype(np.float64)))
            rows = np.flatnonzero(odds)
            if len(rows) >= k or wanted >= len(places):
                pooled = [(int(row), math.log(odds[row]) / _SHARPNESS) for row in rows]
                return sorted(pooled, key=lambda pair: (-pair[1], pair[0]))[:k]
            wanted *= 4


def _largest(values: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.intp]:
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
