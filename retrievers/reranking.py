"""Re-ranking: the candidates of the fused lists in the order of a linear score learned from questions of our own.

Fusion by rank forgets how well each list matched. A listwise softmax regression (ListNet, Cao et al., ICML 2007) over
what the lists say of each candidate puts it back. It is learned by `python -m evals.learning` on the development
questions, which others wrote: questions of the hands that wrote the index teach it to trust closeness too much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from retrievers.subjects import Named

CANDIDATES = 40  # of the fused list that are put into order
_RANK = 8  # as in the fusion: 1 / (_RANK + place)
Lists = Mapping[tuple[str, str, str], list[tuple[str, float]]]


@dataclass(frozen=True)
class Features:
    """What is known of one candidate for one question. Closeness is cosine; `share` is of the best score of a list."""

    fused: float = 0.0  # share of the best fused score
    lead: float = 0.0  # what practice notes add, as a share of the best fused score
    figure: float = 0.0  # 1 when a figure is asked for and the article gives one
    text_meaning: float = 0.0  # place in the dense list over articles
    note_words: float = 0.0  # place in the lexical list over notes and questions
    note_words_share: float = 0.0
    note_meaning: float = 0.0  # place in the dense list over notes and questions
    note_closeness: float = 0.0
    phrasing: float = 0.0  # share of the best in the list by wording
    point_meaning: float = 0.0  # place in the dense list over the notes' statements
    right: float = 1.0  # 0 when its law is that of a right, and the question names others
    setting: float = 1.0  # 0 when its law is for a special setting that the question does not name
    own_setting: float = 0.0  # 1 when its law is for a special setting that the question names


FEATURES = tuple(field.name for field in fields(Features))
# Learned by `python -m evals.learning`; the mean of each feature does not matter within one list, so there is none.
WEIGHTS: dict[str, float] = {
    "fused": 0.71,
    "lead": 4.00,
    "figure": 0.96,
    "text_meaning": 1.81,
    "note_words": 10.54,
    "note_words_share": 2.61,
    "note_meaning": 20.18,
    "note_closeness": 1.81,
    "phrasing": 2.65,
    "point_meaning": 8.30,
    "right": 2.27,
    "setting": 0.83,
    "own_setting": 1.39,
}
# A question that is one of ours in other words (no unanswerable one came that near): held-out questions cannot teach
# what that is worth.
KNOWN, KNOWN_GAINS = 0.8, 1.0  # cosine from which it is, and what its article gains
SAME, SAME_GAINS = 0.92, 4.0  # from which it is the very same question, and what its article gains besides
_values = attrgetter(*FEATURES)
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])


def features(
    laws: Mapping[str, str], lists: Lists, fused: Mapping[str, float], leads: Mapping[str, float],
    figures: frozenset[str], named: Named,
) -> list[Features]:  # fmt: skip
    """The features of candidates.

    `laws`: the law (its slug) of each candidate by key; `figures`: those that give a figure of the kind asked for;
    `named`: the rights and settings that the question names.
    """
    best = max(fused.values(), default=0.0) or 1.0
    places = {name: {key: place for place, (key, _) in enumerate(ranked)} for name, ranked in lists.items()}
    scores = {name: dict(ranked) for name, ranked in lists.items()}

    def place(kind: str, view: str, key: str) -> float:
        found = (places[name][key] for name in lists if name[1:] == (kind, view) and key in places[name])
        return max((1 / (_RANK + at) for at in found), default=0.0)

    def score(kind: str, view: str, key: str) -> float:
        return max((scores[name].get(key, 0.0) for name in lists if name[1:] == (kind, view)), default=0.0)

    words = max(
        (ranked[0][1] for name, ranked in lists.items() if name[1:] == ("lexical", "notes") and ranked), default=1.0
    )
    return [
        Features(
            fused=fused.get(key, 0.0) / best,
            lead=leads.get(key, 0.0) / best,
            figure=float(key in figures),
            text_meaning=place("dense", "text", key),
            note_words=place("lexical", "notes", key),
            note_words_share=score("lexical", "notes", key) / words,
            note_meaning=place("dense", "notes", key),
            note_closeness=score("dense", "notes", key),
            phrasing=score("phrased", "notes", key),
            point_meaning=place("dense", "points", key),
            right=float(named.right_fits(law)),
            setting=float(named.setting_fits(law)),
            own_setting=float(named.setting_of(law)),
        )
        for key, law in laws.items()
    ]


def relevance(rows: Sequence[Features]) -> list[float]:
    """How well each candidate answers, as a share of the best one's odds: 1 for the best, towards 0 for the rest."""
    if not rows:
        return []
    scores = np.array([_values(row) for row in rows]) @ _WEIGHTS + known(rows)
    shares: list[float] = np.exp(scores - scores.max()).tolist()
    return shares


def known(rows: Sequence[Features]) -> npt.NDArray[np.float64]:
    """What each candidate gains because the question is one we know: of this article in other words, or the very same."""
    closeness = np.array([row.note_closeness for row in rows])
    gained: npt.NDArray[np.float64] = KNOWN_GAINS * (closeness >= KNOWN) + SAME_GAINS * (closeness >= SAME)
    return gained
