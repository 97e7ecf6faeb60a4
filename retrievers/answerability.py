"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
from dataclasses import astuple, dataclass

from retrievers.reranking import Lists

THRESHOLD = 0.7
# Of the fields of `Evidence`, in order: a logistic regression on the development questions (docs/retrieval.md). BM25
# scores and the closeness of notes and texts were tried beside them and told nothing more.
_WEIGHTS, _BIAS = (1.49, 2.0), 1.08


@dataclass(frozen=True)
class Evidence:
    """What tells an answerable question: lists that agree, and a kind of question that law answers."""

    agreement: float  # share of lists whose first five hold the winner
    scope: float  # log odds that it is of a kind that law answers

    @classmethod
    def of(cls, lists: Lists, winner: str, scope: float) -> "Evidence":
        """Read the evidence off the lists of one search."""
        holding = [winner in [key for key, _ in ranked[:5]] for ranked in lists.values()]
        return cls(sum(holding) / len(holding) if holding else 0.0, scope)


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question."""
    score = sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True)) + _BIAS
    return 1 / (1 + math.exp(-score))
