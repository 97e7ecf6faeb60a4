"""Reciprocal rank fusion: many ranked lists in, one out (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from collections import defaultdict
from collections.abc import Iterable


def fuse(rankings: Iterable[tuple[float, list[str]]], k: int) -> list[tuple[str, float]]:
    """Fuse weighted rankings of keys, best first. Equal scores stand in order of their keys, so results never flicker."""
    scores: dict[str, float] = defaultdict(float)
    for weight, ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] += weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
