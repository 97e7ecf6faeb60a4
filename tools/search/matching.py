"""Whether a document discloses a feature: the passage that comes closest, how close, and what that is worth.

A match says "these words are about the same thing": whether they disclose the feature directly and unambiguously is
for a person to read, which is why every match shows its passage.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools.search.features import Feature
from tools.search.passages import Passage
from tools.search.vocabulary import overlap

Embed = Callable[[list[str]], list[list[float]]]
LOOKED_AT = 60  # passages of a document that are embedded: those that share most words, and its beginning
BEGINNING = 20
SHOWN = 400  # characters of a passage shown


class Found(StrEnum):
    """How far a passage discloses a feature."""

    MATCHED = "matched"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True)
class Scale:
    """Weights of overlap and cosine in the log-odds of a match, and the odds from which it is one.

    Fitted by evals/feature_matching.py on claims and descriptions of real patents; see there for the figures.
    """

    overlap: float
    cosine: float
    base: float
    matched: float
    partial: float

    def score(self, words: float, meaning: float) -> float:
        """Probability that the passage is about the feature."""
        return 1 / (1 + math.exp(-(self.base + self.overlap * words + self.cosine * meaning)))

    def judge(self, score: float) -> Found:
        """What a score is worth."""
        return Found.MATCHED if score >= self.matched else Found.PARTIAL if score >= self.partial else Found.MISSING


SAME = Scale(overlap=6.0, cosine=6.0, base=-4.2, matched=0.65, partial=0.35)
ACROSS = Scale(overlap=3.0, cosine=9.0, base=-5.0, matched=0.65, partial=0.35)


class Match(BaseModel):
    """A feature in a document: the closest passage and its place, the score, and what it is worth."""

    model_config = ConfigDict(frozen=True)

    feature: str  # id
    found: Found
    score: float
    overlap: float
    cosine: float
    passage: str = ""
    place: str = ""


def match_features(features: Sequence[Feature], passages: Sequence[Passage], embed: Embed) -> list[Match]:
    """Each feature against a document's passages, in the order of the features."""
    if not features:
        return []
    chosen = _worth_reading(features, passages)
    if not chosen:
        return [Match(feature=f.id, found=Found.MISSING, score=0.0, overlap=0.0, cosine=0.0) for f in features]
    vectors = np.asarray(embed([f.text for f in features] + [p.text for p in chosen]), dtype=np.float32)
    cosines = vectors[: len(features)] @ vectors[len(features) :].T
    return [_best(feature, chosen, row) for feature, row in zip(features, cosines.tolist(), strict=True)]


def _worth_reading(features: Sequence[Feature], passages: Sequence[Passage]) -> list[Passage]:
    """The passages that share most words with any feature, and the first ones whatever they share."""
    rest = list(passages[BEGINNING:])
    if len(passages) <= LOOKED_AT:
        return list(passages)
    near = {
        passage: max(overlap(f.text, f.language, passage.text, passage.language) for f in features) for passage in rest
    }
    best = set(sorted(near, key=lambda passage: -near[passage])[: LOOKED_AT - BEGINNING])
    return [*passages[:BEGINNING], *(passage for passage in rest if passage in best)]


def _best(feature: Feature, passages: Sequence[Passage], cosines: Sequence[float]) -> Match:
    matches = [_judged(feature, passage, cosine) for passage, cosine in zip(passages, cosines, strict=True)]
    return max(matches, key=lambda match: match.score)


def _judged(feature: Feature, passage: Passage, cosine: float) -> Match:
    scale = SAME if feature.language == passage.language else ACROSS
    words = overlap(feature.text, feature.language, passage.text, passage.language)
    score = scale.score(words, cosine)
    return Match(
        feature=feature.id, found=scale.judge(score), score=round(score, 3), overlap=round(words, 3), cosine=round(cosine, 3),
        passage=passage.text[:SHOWN], place=passage.place,
    )  # fmt: skip
