"""What a question is after: something law answers, or one of the kinds that no law here answers, however close its words.

Fees, statistics, predictions, records of a register, drafting and the like read like questions of law. What tells them
apart is meaning, so a multinomial logistic regression over sentence vectors is fitted when the shelf is built: on
examples of ours for each kind (`scope.yaml`), and on the questions of our notes as examples of what is answered. It is
remade with every encoder and needs nothing but the vectors that the index holds anyway.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import yaml

from knowledge.language import normalise
from retrievers.scope_words import ScopeWords, fit_words
from retrievers.vectors import Matrix, VectorStore

ANSWERABLE = "answerable"
_FILE = "scope.npz"
_NOTES_COUNT = 0.4  # of an example: there are many more questions of notes than examples
_INVERSE_REGULARISATION = 10.0  # chosen on the development questions (docs/retrieval.md)


def scope_source() -> Traversable:
    """The file of examples that ships with the product."""
    return files("retrievers").joinpath("scope.yaml")


@cache
def scope_examples() -> dict[str, tuple[str, ...]]:
    """Example questions of each kind in both languages, `ANSWERABLE` among the kinds."""
    rows = yaml.load(scope_source().read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {row["kind"]: (*row["zh"], *row["en"]) for row in rows}


def fit_scope(folder: Path, answered: Sequence[str], vectors: VectorStore) -> None:
    """Fit the classifiers, by meaning and by words, and store their weights beside the shelf. `answered`: questions our
    notes answer."""
    from sklearn.linear_model import LogisticRegression

    rows = [(kind, text) for kind, texts in scope_examples().items() for text in texts]
    rows += [(ANSWERABLE, text) for text in answered]
    weights = [1.0] * (len(rows) - len(answered)) + [_NOTES_COUNT] * len(answered)
    matrix = vectors.matrix([normalise(text) for _, text in rows])
    model = LogisticRegression(C=_INVERSE_REGULARISATION, max_iter=1000, tol=1e-5)  # the same on every machine
    model.fit(matrix, [kind for kind, _ in rows], sample_weight=weights)
    fit_words(folder, [text for _, text in rows], [kind == ANSWERABLE for kind, _ in rows], weights)
    np.savez(folder / _FILE, kinds=model.classes_, weights=model.coef_.astype(np.float32), bias=model.intercept_)


class Scope:
    """The fitted classifier of one shelf."""

    def __init__(self, folder: Path) -> None:
        stored = np.load(folder / _FILE)
        self._kinds: list[str] = stored["kinds"].tolist()
        self._weights: Matrix = stored["weights"]
        self._bias = stored["bias"]
        self.words = ScopeWords(folder)

    def kinds(self, vector: Sequence[float]) -> dict[str, float]:
        """The probability of each kind for a question's vector; they sum to 1."""
        scores = self._weights @ np.asarray(vector, dtype=np.float32) + self._bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self._kinds, (odds / odds.sum()).tolist(), strict=True))


def log_odds(kinds: dict[str, float]) -> float:
    """How much speaks for a question that law answers: the log odds of that kind, 0 when nothing is known."""
    share = min(max(kinds.get(ANSWERABLE, 0.5), 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def likeliest_gap(kinds: dict[str, float]) -> str:
    """The likeliest kind that law does not answer; empty when nothing is known."""
    rest = {kind: share for kind, share in kinds.items() if kind != ANSWERABLE}
    return max(rest, key=lambda kind: rest[kind]) if rest else ""
