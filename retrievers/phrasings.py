"""Questions compared by their words: every question and note is a document of its own, and those of one row are pooled.

BM25 over all the words of an article says that its words occur; this says that somebody asked in much the same words.
TF-IDF over single words and runs of neighbouring ones (Chinese: one to three characters; English: stems and pairs of
stems, the little words kept, since "can we" and "how do I" are phrasing too), compared by cosine.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.language import HAN
from retrievers.dense import Mask, Ranked, crowds
from retrievers.tokens import stem

_RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+")
_LONGEST = 3  # characters of a Chinese run of neighbours
FEATURES = 1 << 18  # runs are numbered by a hash; two with one number are rare enough
_SHARPNESS = (
    6  # of pooling: between the closest question alone and the sum of all; measured on the development questions
)
_FILE = "phrasings-{}.npz"
Floats = npt.NDArray[np.float32]


class PhraseView:
    """The phrasings of one view of a shelf, by feature: which texts hold it, and its weight there."""

    def __init__(self, folder: Path, view: str) -> None:
        stored = np.load(folder / _FILE.format(view))
        self._owners: npt.NDArray[np.int32] = stored["owners"]
        self._starts: npt.NDArray[np.int64] = stored["starts"]
        self._texts: npt.NDArray[np.int32] = stored["texts"]
        self._weights: Floats = stored["weights"]
        self._rarity: Floats = stored["rarity"]
        self._crowds = crowds(self._owners)

    def nearest(self, question: str, allowed: Mask, k: int) -> Ranked:
        """The `k` rows with the questions most like this one, with their strength as a share of the best row's."""
        features, weights = weigh(count_runs(question), self._rarity)
        cosines = np.zeros(len(self._owners), dtype=np.float32)
        for feature, weight in zip(features, weights, strict=True):
            here = slice(self._starts[feature], self._starts[feature + 1])
            cosines[self._texts[here]] += weight * self._weights[here]
        cosines *= allowed[self._owners]
        pooled = np.bincount(self._owners, np.expm1(_SHARPNESS * cosines), len(self._crowds)) / self._crowds
        strength = np.pad(pooled, (0, len(allowed) - len(pooled)))
        rows = [int(row) for row in np.lexsort((np.arange(len(strength)), -strength))[:k] if strength[row] > 0]
        return [(row, float(strength[row] / strength[rows[0]])) for row in rows]


def write_phrasings(folder: Path, view: str, owners: Sequence[int], texts: Sequence[str]) -> None:
    """Store the texts of a view; `owners`: the row of each."""
    counts = [count_runs(text) for text in texts]
    rarity = rarity_of(counts)
    columns: list[tuple[npt.NDArray[np.int64], Floats]] = [weigh(count, rarity) for count in counts]
    features = np.concatenate([each for each, _ in columns])
    weights = np.concatenate([each for _, each in columns])
    at = np.repeat(np.arange(len(texts), dtype=np.int32), [len(each) for each, _ in columns])
    order = np.argsort(features, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(features, minlength=FEATURES))))
    np.savez(
        folder / _FILE.format(view), owners=np.asarray(owners, dtype=np.int32), starts=starts.astype(np.int64),
        texts=at[order], weights=weights[order], rarity=rarity,
    )  # fmt: skip


def phrase_views(folder: Path) -> tuple[str, ...]:
    """The views a build holds phrasings of."""
    head, tail = _FILE.split("{}")
    return tuple(sorted(path.name[len(head) : -len(tail)] for path in folder.glob(_FILE.format("*"))))


def phrase_runs(text: str) -> Iterable[str]:
    """The runs of neighbours in a normalised text, as often as they occur."""
    before = ""
    for run in _RUN.findall(text.lower()):
        if run[0] >= "\u3400":
            before = ""
            for length in range(1, _LONGEST + 1):
                yield from (run[at : at + length] for at in range(len(run) - length + 1))
        else:
            word = stem(run)
            yield word
            if before:
                yield f"{before} {word}"
            before = word


def count_runs(text: str) -> Counter[int]:
    """How often each feature occurs in a normalised text."""
    return Counter(crc32(run.encode()) % FEATURES for run in phrase_runs(text))


def rarity_of(counts: Sequence[Counter[int]]) -> Floats:
    """The weight of every feature by how few of some texts hold it: log((1 + n) / (1 + held)) + 1."""
    held = np.bincount([feature for count in counts for feature in count], minlength=FEATURES)
    rarity: Floats = (np.log((1 + len(counts)) / (1 + held)) + 1).astype(np.float32)
    return rarity


def weigh(counts: Counter[int], rarity: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """A text as a unit vector: its features and their weights, with the logarithm of how often each occurs."""
    features = np.fromiter(counts, dtype=np.int64, count=len(counts))
    times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    weights: Floats = (1 + np.log(times)) * rarity[features]
    return features, weights / (float(np.linalg.norm(weights)) or 1.0)
