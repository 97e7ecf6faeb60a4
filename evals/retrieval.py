"""Retrieval figures: recall and hits at 1, 5 and 10, mean reciprocal rank, version errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.questions import Question, article_of

Ranking = Callable[[Question], Sequence[str]]  # keys, best first
DEPTH = 10


@dataclass(frozen=True)
class Ranked:
    """How one ranking did on one question. Recall is the share of gold articles among the first k."""

    recall_1: float
    recall_5: float
    recall_10: float
    hit_1: float
    hit_5: float
    hit_10: float
    mrr: float
    version_errors: int


@dataclass(frozen=True)
class Scores(Ranked):
    """Means over some questions; version errors are counted."""

    questions: int


def score(questions: Sequence[Question], rank: Ranking) -> Scores:
    """Score a ranking on the answerable questions among these."""
    return means([ranked(question, rank(question)) for question in questions if question.answerable])


def ranked(question: Question, keys: Sequence[str]) -> Ranked:
    """How a list of keys does on a question; only its first ten count."""
    keys = list(keys)[:DEPTH]
    at = [place for place, key in enumerate(keys) if question.is_gold(key)]

    def recall(k: int) -> float:
        return len({article_of(keys[place]) for place in at if place < k}) / len(question.gold)

    def hit(k: int) -> float:
        return float(bool(at) and at[0] < k)

    wrong = sum(question.of_gold_law(key) and not question.right_version(key) for key in keys)
    reciprocal = 1 / (at[0] + 1) if at else 0.0
    return Ranked(recall(1), recall(5), recall(10), hit(1), hit(5), hit(10), reciprocal, wrong)


def means(rows: Sequence[Ranked]) -> Scores:
    """The means of some questions' figures."""

    def mean(name: str) -> float:
        return round(fmean(getattr(row, name) for row in rows), 3) if rows else 0.0

    wrong = sum(row.version_errors for row in rows)
    return Scores(
        mean("recall_1"), mean("recall_5"), mean("recall_10"), mean("hit_1"), mean("hit_5"), mean("hit_10"),
        mean("mrr"), wrong, len(rows),
    )  # fmt: skip
