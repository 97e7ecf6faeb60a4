"""Scores of indicators, and the range they leave for a dimension and for the whole.

An indicator that is not known is set to 0 for the lower bound and to 100 for the upper one; no default stands in for it.
Whole numbers and fractions only, bounds rounded outward to a tenth: every machine computes the same.
"""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from knowledge.practice.notes import Both
from tools.appraisal.facts import Facts
from tools.appraisal.guide import By, Indicator, book
from tools.appraisal.held import HeldPatent
from tools.appraisal.measures import MEASURES, Confidence, Measured
from tools.appraisal.wording import both

BEST = 100


class Scored(BaseModel):
    """An indicator as it was judged. `score` 0 to 100, None when not known; `weight` in thousandths; `ask`: what would tell it."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: Both
    dimension: str
    group: str
    means: Both
    rests_on: Both
    by: By
    score: int | None
    value: float | str | None
    confidence: Confidence
    evidence: tuple[Both, ...]
    weight: int
    fact: str = ""
    ask: Both | None = None


class Range(BaseModel):
    """What is known of a weighted total of 100. `known`: per cent of the weight; `mean`: of the known part, None without any."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float
    known: float
    mean: float | None


def scored(indicator: Indicator, held: HeldPatent, facts: Facts, scenario: str) -> Scored:
    """An indicator of a patent; the user's word goes before the record, which is marked."""
    measured = _measured(indicator, held, facts)
    wanted = indicator.wanted
    known = measured.value is not None
    return Scored(
        id=indicator.id, name=indicator.name, dimension=book().groups[indicator.group].dimension, group=indicator.group,
        means=indicator.means, rests_on=indicator.rests_on, by=indicator.by,
        score=None if measured.value is None else indicator.score(measured.value), value=measured.value, confidence=measured.confidence,
        evidence=measured.lines, weight=indicator.weights[scenario], fact=wanted,
        ask=None if known or measured.settled or not wanted else book().facts[wanted].ask,
    )  # fmt: skip


def _measured(indicator: Indicator, held: HeldPatent, facts: Facts) -> Measured:
    if indicator.fact in facts:
        stated = facts[indicator.fact]
        return Measured(stated.value, "stated", (stated.told(),))
    if indicator.measure:
        return MEASURES[indicator.measure](held, facts)
    return Measured(None, "none", (both("asked_only"),))


def range_of(parts: Sequence[Scored]) -> Range:
    """The range some indicators leave for their weighted mean. Their weights must not all be 0."""
    whole = sum(each.weight for each in parts)
    known = sum(each.weight for each in parts if each.score is not None)
    gained = sum(each.weight * each.score for each in parts if each.score is not None)
    low, high = Fraction(gained, whole), Fraction(gained + (whole - known) * BEST, whole)
    mean = _tenths(Fraction(gained, known), Fraction(1, 2)) if known else None
    return Range(low=_tenths(low), high=-_tenths(-high), known=_tenths(Fraction(100 * known, whole)), mean=mean)


def _tenths(number: Fraction, plus: Fraction = Fraction(0)) -> float:
    """Rounded down to a tenth; with a half added, to the nearest."""
    return int((number * 10 + plus) // 1) / 10
