"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Protocol

from knowledge.law.records import Article
from knowledge.practice.topics import Topic
from retrievers.reranking import KNOWN, Lists

THRESHOLD = 0.40
OUTRIGHT = 1.1  # of the best article's fused score: a practice note that scores so much answers whatever it rests on
# Of the fields of `Evidence`, in order: a logistic regression on the development questions (docs/retrieval.md). BM25
# scores and the closeness of the article's own text were tried beside them and told nothing more, and beside what the
# words tell the closeness of a known question tells little: it counts where the question is one of ours.
_WEIGHTS, _BIAS = (0.20, 0.85, 0.78, 0.79), -1.59


class _Article(Protocol):
    @property
    def article(self) -> Article: ...


class _Note(Protocol):
    @property
    def topic(self) -> Topic: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True)
class Evidence:
    """What tells an answerable question: a question we know close to it, lists that agree, a kind that law answers."""

    closeness: float  # cosine of the closest note or known question
    agreement: float  # share of lists whose first five hold the winner
    scope: float  # log odds that it is of a kind that law answers, by its meaning
    words: float  # the same by its words

    @classmethod
    def of(cls, lists: Lists, winner: str, scope: float, words: float) -> "Evidence":
        """Read the evidence off the lists of one search."""
        notes = (near for name, ranked in lists.items() if name[1:] == ("dense", "notes") for _, near in ranked)
        told = [ranked for name, ranked in lists.items() if name[1] != "phrased"]
        holding = [winner in [key for key, _ in ranked[:5]] for ranked in told]
        return cls(max(notes, default=0.0), sum(holding) / len(holding) if holding else 0.0, scope, words)


def winner(articles: Sequence[_Article], notes: Sequence[_Note], bar: float) -> str:
    """The key of what answers: the best practice note when it is found far before every article, else the best article.

    `bar`: the best article's fused score.
    """
    if notes and notes[0].score >= OUTRIGHT * bar:
        return notes[0].topic.key
    return articles[0].article.key if articles else ""


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question."""
    score = sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True)) + _BIAS
    probability = 1 / (1 + math.exp(-score))
    return max(probability, evidence.closeness) if evidence.closeness >= KNOWN else probability
