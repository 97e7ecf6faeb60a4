"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from retrievers.tokens import query_tokens

Lists = Mapping[tuple[str, str, str], list[tuple[str, float]]]
THRESHOLD = 0.5


@dataclass(frozen=True)
class Evidence:
    """Numbers a question and its lists give: closeness of the best note and the best text, agreement of the lists."""

    note_closeness: float
    text_closeness: float
    note_words: float  # BM25 of the best note, per query term
    text_words: float
    agreement: float  # share of lists whose first five hold the winner

    @classmethod
    def of(cls, query: str, language: str, lists: Lists, winner: str) -> "Evidence":
        """Read the evidence off the lists of one search."""
        terms = max(1, len(set(query_tokens(query))))

        def best(method: str, view: str) -> float:
            return max((ranked[0][1] for name, ranked in lists.items() if name[1:] == (method, view) and ranked), default=0.0)

        holding = [winner in [key for key, _ in ranked[:5]] for ranked in lists.values()]
        return cls(
            note_closeness=best("dense", "notes"),
            text_closeness=best("dense", "text"),
            note_words=best("lexical", "notes") / terms,
            text_words=best("lexical", "text") / terms,
            agreement=sum(holding) / len(holding) if holding else 0.0,
        )


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question; logistic, fitted on the development questions."""
    weights = (6.0, 4.0, 0.6, 0.2, 1.0)
    values = (
        evidence.note_closeness, evidence.text_closeness, evidence.note_words, evidence.text_words, evidence.agreement,
    )  # fmt: skip
    return 1 / (1 + math.exp(-(sum(w * v for w, v in zip(weights, values, strict=True)) - 5.5)))
