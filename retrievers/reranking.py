"""Re-ranking: the candidates of the fused lists in the order of a linear score learned from questions of our own.

Fusion by rank forgets how well each list matched. A listwise softmax regression (ListNet, Cao et al., ICML 2007) over
what the lists say of each candidate puts it back. It is learned by `python -m evals.learning` on questions of our notes
that are kept out of the index meanwhile, never on labelled test questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

CANDIDATES = 40  # of the fused list that are put into order
_RANK = 8  # as in the fusion: 1 / (_RANK + place)
Lists = Mapping[tuple[str, str, str], list[tuple[str, float]]]


@dataclass(frozen=True)
class Features:
    """What is known of one candidate for one question. Closeness is cosine; `share` is of the best score of a list."""

    fused: float = 0.0  # share of the best fused score
    lead: float = 0.0  # what practice notes add, as a share of the best fused score
    figure: float = 0.0  # 1 when a figure is asked for and the article gives one
    text_words: float = 0.0  # place in the lexical list over articles
    text_meaning: float = 0.0  # place in the dense list over articles
    note_words: float = 0.0  # place in the lexical list over notes and questions
    note_words_share: float = 0.0
    note_meaning: float = 0.0  # place in the dense list over notes and questions
    note_closeness: float = 0.0
    point_meaning: float = 0.0  # place in the dense list over the notes' statements
    point_closeness: float = 0.0


FEATURES = tuple(field.name for field in fields(Features))
# Learned by `python -m evals.learning`; the mean of each feature does not matter within one list, so there is none.
WEIGHTS: dict[str, float] = {
    "fused": 0.47,
    "lead": 0.82,
    "figure": 0.87,
    "text_words": 4.13,
    "text_meaning": 3.64,
    "note_words": 7.56,
    "note_words_share": 2.12,
    "note_meaning": 25.83,
    "note_closeness": 2.38,
    "point_meaning": 6.53,
    "point_closeness": -0.50,
}
# A question that is one of ours in other words (no unanswerable one came that near): held-out questions cannot teach
# what that is worth.
KNOWN, KNOWN_GAINS = 0.8, 1.0  # cosine from which it is, and what its article gains
SAME, SAME_GAINS = 0.92, 4.0  # from which it is the very same question, and what its article gains besides
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])


def features(
    keys: Sequence[str], lists: Lists, fused: Mapping[str, float], leads: Mapping[str, float], figures: frozenset[str]
) -> list[Features]:
    """The features of candidates. `figures`: those that give a figure of the kind asked for."""
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
            text_words=place("lexical", "text", key),
            text_meaning=place("dense", "text", key),
            note_words=place("lexical", "notes", key),
            note_words_share=score("lexical", "notes", key) / words,
            note_meaning=place("dense", "notes", key),
            note_closeness=score("dense", "notes", key),
            point_meaning=place("dense", "points", key),
            point_closeness=score("dense", "points", key),
        )
        for key in keys
    ]


def relevance(rows: Sequence[Features]) -> list[float]:
    """How well each candidate answers, as a share of the best one's odds: 1 for the best, towards 0 for the rest."""
    if not rows:
        return []
    scores = np.array([astuple(row) for row in rows]) @ _WEIGHTS
    scores += KNOWN_GAINS * np.array([row.note_closeness >= KNOWN for row in rows])
    scores += SAME_GAINS * np.array([row.note_closeness >= SAME for row in rows])
    shares: list[float] = np.exp(scores - scores.max()).tolist()
    return shares
