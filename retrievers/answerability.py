"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass

Lists = Mapping[tuple[str, str, str], list[tuple[str, float]]]
THRESHOLD = 0.33
# Of the fields of `Evidence`, in order: a logistic regression on the development questions (docs/retrieval.md). BM25
# scores and the closeness of the article's own text were tried and told nothing more.
_WEIGHTS, _BIAS = (0.0, 1.8, 1.7), 2.0


@dataclass(frozen=True)
class Evidence:
    """What tells an answerable question: a note close to it, lists that agree, and a kind of question that law answers."""

    note_closeness: float  # cosine of the best note
    agreement: float  # share of lists whose first five hold the winner
    scope: float  # log odds that it is of a kind that law answers

    @classmethod
    def of(cls, lists: Lists, winner: str, scope: float) -> "Evidence":
        """Read the evidence off the lists of one search."""
        notes = (ranked for name, ranked in lists.items() if name[1:] == ("dense", "notes") and ranked)
        holding = [winner in [key for key, _ in ranked[:5]] for ranked in lists.values()]
        return cls(
            note_closeness=max((ranked[0][1] for ranked in notes), default=0.0),
            agreement=sum(holding) / len(holding) if holding else 0.0,
            scope=scope,
        )


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question."""
    score = sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True)) + _BIAS
    return 1 / (1 + math.exp(-score))
