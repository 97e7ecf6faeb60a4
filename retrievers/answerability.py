"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
from dataclasses import astuple, dataclass

from retrievers.reranking import KNOWN, Lists

THRESHOLD = 0.62
# Of the fields of `Evidence`, in order: a logistic regression on the development questions (docs/retrieval.md). BM25
# scores and the closeness of the article's own text were tried beside them and told nothing more.
_WEIGHTS, _BIAS = (2.03, 2.53, 1.67), -2.25


@dataclass(frozen=True)
class Evidence:
    """What tells an answerable question: a question we know close to it, lists that agree, a kind that law answers."""

    closeness: float  # cosine of the closest note or known question
    agreement: float  # share of lists whose first five hold the winner
    scope: float  # log odds that it is of a kind that law answers

    @classmethod
    def of(cls, lists: Lists, winner: str, scope: float) -> "Evidence":
        """Read the evidence off the lists of one search."""
        notes = (near for name, ranked in lists.items() if name[1:] == ("dense", "notes") for _, near in ranked)
        told = [ranked for name, ranked in lists.items() if name[1] != "phrased"]
        holding = [winner in [key for key, _ in ranked[:5]] for ranked in told]
        return cls(max(notes, default=0.0), sum(holding) / len(holding) if holding else 0.0, scope)


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question."""
    score = sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True)) + _BIAS
    probability = 1 / (1 + math.exp(-score))
    return max(probability, evidence.closeness) if evidence.closeness >= KNOWN else probability
