"""The classifier: cues and n-grams weighed by a linear model that is trained on examples, in seconds and always alike.

It is linear so that it can say why: each label comes with the words of the text that weighed most for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tools.triage.examples import LABELS, Example, written_examples
from tools.triage.features import features_of

_STRENGTH = 4.0  # inverse of the regularisation; chosen by five-fold cross-validation on the training part
_FEWEST = 2  # texts a feature has to stand in
_SHOWN = 6
_CORRECTED = (
    2.0  # how much more a correction of this house weighs than a written example; chosen within the training part
)


@dataclass(frozen=True)
class Label:
    """A label with how sure it is, from 0 to 1, and the words of the text that weighed most for it."""

    value: str
    confidence: float
    words: tuple[str, ...]


class Classifier:
    """Trained once; `classify` is a pure function of the text."""

    def __init__(self, examples: Sequence[Example], corrections: Sequence[Example] = ()) -> None:
        found = [features_of(each.text) for each in (*examples, *corrections)]
        counts: dict[str, int] = {}
        for features in found:
            for name in features:
                counts[name] = counts.get(name, 0) + 1
        self._place = {name: n for n, name in enumerate(sorted(n for n, count in counts.items() if count >= _FEWEST))}
        self._weight = np.array([np.log((1 + len(found)) / (1 + counts[name])) + 1 for name in self._place])
        matrix = self._matrix(found)
        weights = np.array([1.0] * len(examples) + [_CORRECTED] * len(corrections))
        self._models = {label: _fitted(label, matrix, weights, (*examples, *corrections)) for label in LABELS}

    def classify(self, text: str) -> dict[str, Label]:
        """Each learnt label of a text."""
        features = features_of(text)
        row = self._matrix([features])
        return {label: self._label(model, row, features) for label, model in self._models.items()}

    def _matrix(self, found: Sequence[dict[str, tuple[float, str]]]) -> csr_matrix:
        """The texts as rows of length one."""
        ends, places, values = [0], [], []
        for features in found:
            held = sorted((self._place[name], value) for name, (value, _) in features.items() if name in self._place)
            row = np.array([value * self._weight[place] for place, value in held])
            length = float(np.sqrt((row**2).sum())) or 1.0
            places += [place for place, _ in held]
            values += list(row / length)
            ends.append(len(places))
        return csr_matrix((values, places, ends), shape=(len(found), len(self._place)))

    def _label(self, model: Any, row: csr_matrix, features: dict[str, tuple[float, str]]) -> Label:
        chances = model.predict_proba(row)[0]
        best = int(chances.argmax())
        coefficients = model.coef_[best] if len(model.classes_) > 2 else model.coef_[0] * (1 if best else -1)
        said = {self._place[name]: words for name, (_, words) in features.items() if name in self._place}
        weighed = [
            (value * coefficients[place], said[place]) for place, value in zip(row.indices, row.data, strict=True)
        ]
        return Label(str(model.classes_[best]), float(chances[best]), _telling_words(weighed))


def _telling_words(weighed: list[tuple[float, str]]) -> tuple[str, ...]:
    """The words that weighed most for a label; a piece of words already told is left out."""
    words: list[str] = []
    for weight, word in sorted(weighed, key=lambda each: (-each[0], each[1])):
        if weight <= 0 or len(words) == _SHOWN:
            break
        if not any(word in told for told in words):
            words = [told for told in words if told not in word] + [word]
    return tuple(words)


def _fitted(label: str, matrix: csr_matrix, weights: Any, examples: Sequence[Example]) -> Any:
    rows = [n for n, example in enumerate(examples) if label in example.labels]
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=400, tol=1e-3, random_state=0)
    return model.fit(matrix[rows], [examples[n].labels[label] for n in rows], sample_weight=weights[rows])


@lru_cache(maxsize=4)
def trained(corrections: tuple[Example, ...] = ()) -> Classifier:
    """The classifier of the written examples and these corrections, trained when first asked for."""
    return Classifier(written_examples(), corrections)
