"""Figures: the means of grades and of retrieval, by set, by language and by each layer."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from evals.layers import LAYERS
from evals.retrieval import means
from evals.run import Row

LANGUAGES = ("zh", "en")
Share = dict[str, float | int]  # share, and of how many
Shares = dict[str, Share]


def figures(rows: Sequence[Row], pairs: Sequence[Row]) -> dict[str, Any]:
    """All means of a run, by set."""
    return {name: _of_set([r for r in rows if r.set == name], [p for p in pairs if p.set == name]) for name in _sets(rows)}  # fmt: skip


def _sets(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.set for row in rows))


def _of_set(rows: list[Row], pairs: list[Row]) -> dict[str, Any]:
    groups = {"all": rows} | {language: [row for row in rows if row.language == language] for language in LANGUAGES}
    found: dict[str, Any] = {
        language: {"questions": len(group), "grades": shares(group), "retrieval": _retrieval(group)}
        for language, group in groups.items()
    }
    found["layers"] = {layer: _by(rows, layer) for layer in LAYERS}
    if pairs:
        by_language = {language: shares([p for p in pairs if p.language == language]) for language in LANGUAGES}
        found["pairs"] = {"all": shares(pairs)} | {key: value for key, value in by_language.items() if value}
    return found


def _by(rows: list[Row], layer: str) -> dict[str, Any]:
    """Each value of a layer that occurs, in the order the layer lists them."""
    groups = {value: [row for row in rows if row.labels.of(layer) == value] for value in LAYERS[layer]}
    return {
        value: {"questions": len(group), "grades": shares(group), "retrieval": _retrieval(group)}
        for value, group in groups.items()
        if group
    }


def _retrieval(rows: list[Row]) -> dict[str, Any]:
    return asdict(means([row.ranked for row in rows if row.ranked]))


def shares(rows: Iterable[Row]) -> Shares:
    """The share of passes of each grade among the rows it applies to."""
    passed: dict[str, list[bool]] = {}
    for row in rows:
        for name, value in row.grades.items():
            passed.setdefault(name, []).append(value)
    return {name: {"share": round(fmean(values), 3), "of": len(values)} for name, values in passed.items()}
