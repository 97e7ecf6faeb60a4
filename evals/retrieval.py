"""Retrieval figures: recall at 1, 5 and 10, mean reciprocal rank, version errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.questions import Question

Ranking = Callable[[Question], Sequence[str]]  # keys, best first


@dataclass(frozen=True)
class Scores:
    """Means over some questions. Recall is the share of gold articles among the first k."""

    questions: int
    recall_1: float
    recall_5: float
    recall_10: float
    hit_5: float
    mrr: float
    version_errors: int


def score(questions: Sequence[Question], rank: Ranking) -> Scores:
    """Score a ranking on the answerable questions among these."""
    rows = [_row(question, list(rank(question))[:10]) for question in questions if question.answerable]
    if not rows:
        return Scores(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0)
    recall_1, recall_5, recall_10, hit_5, mrr, _ = (round(fmean(column), 3) for column in zip(*rows, strict=True))
    return Scores(len(rows), recall_1, recall_5, recall_10, hit_5, mrr, sum(int(row[5]) for row in rows))


def _row(question: Question, keys: list[str]) -> tuple[float, float, float, float, float, int]:
    gold_at = [place for place, key in enumerate(keys) if question.is_gold(key)]
    found = [len({keys[place] for place in gold_at if place < k}) / len(question.gold) for k in (1, 5, 10)]
    wrong = sum(question.of_gold_law(key) and not question.right_version(key) for key in keys)
    reciprocal = 1 / (gold_at[0] + 1) if gold_at else 0.0
    return found[0], found[1], found[2], float(bool(gold_at) and gold_at[0] < 5), reciprocal, wrong
