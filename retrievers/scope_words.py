"""Whether law answers a question, told by its words: a second opinion beside the meaning (retrievers/scope.py).

"How much does the office charge" and "how much may a court award" mean nearly the same to a sentence encoder; their
words tell them apart. A logistic regression over the runs of words that phrasings are compared by, fitted when the
shelf is built on the same examples.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.language import normalise
from retrievers.phrasings import FEATURES, count_runs, rarity_of, weigh

_FILE = "scope-words.npz"
_INVERSE_REGULARISATION = 10.0
Floats = npt.NDArray[np.float32]


def fit_words(folder: Path, texts: Sequence[str], answered: Sequence[bool], counts_for: Sequence[float]) -> None:
    """Fit the classifier and store its weights beside the shelf. `answered`: whether law answers each text; `counts_for`:
    how many examples each stands for."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counted = [count_runs(normalise(text)) for text in texts]
    rarity = rarity_of(counted)
    rows = [weigh(count, rarity) for count in counted]
    starts = np.cumsum([0, *(len(features) for features, _ in rows)])
    columns, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    matrix = csr_matrix((values, columns, starts), shape=(len(rows), FEATURES))
    # liblinear in the dual is seeded and gives the same weights on every machine
    model = LogisticRegression(C=_INVERSE_REGULARISATION, solver="liblinear", random_state=0)
    model.fit(matrix, np.asarray(answered), sample_weight=np.asarray(counts_for))
    np.savez(folder / _FILE, weights=model.coef_[0].astype(np.float32), bias=model.intercept_, rarity=rarity)


class ScopeWords:
    """The fitted classifier of one shelf."""

    def __init__(self, folder: Path) -> None:
        stored = np.load(folder / _FILE)
        self._weights: Floats = stored["weights"]
        self._bias = float(stored["bias"][0])
        self._rarity: Floats = stored["rarity"]

    def log_odds(self, question: str) -> float:
        """The log odds that law answers a normalised question."""
        features, values = weigh(count_runs(question), self._rarity)
        return float(self._weights[features] @ values) + self._bias
