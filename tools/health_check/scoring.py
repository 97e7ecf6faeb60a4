"""Scores of answers, exact: each area from what is known, with a range for what is not, and a plan in order of urgency.

A question weighs 1 to 3; an area's score is weighted points over weighted points possible. An unanswered question is not known: the
low end of the range counts it as nothing, the high end as everything, and no default stands for it.
"""

from datetime import date
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from tools.health_check.answers import Answers
from tools.health_check.form import Form, Question


class AreaScore(BaseModel):
    """An area in percent, rounded half to even; `exact_low`, `exact_high`: the fractions, as "5/12"."""

    model_config = ConfigDict(frozen=True)

    area: str
    low: int
    high: int
    exact_low: str
    exact_high: str
    answered: int
    asked: int


class Step(BaseModel):
    """A step of the plan. `known`: whether the answer lost points, or the question is open and has to be found out first."""

    model_config = ConfigDict(frozen=True)

    question: str
    area: str
    known: bool
    urgency: str  # weight times the part of the points lost, as a fraction
    evidence: str
    skus: tuple[str, ...]
    provision: str


class Score(BaseModel):
    """Everything a set of answers comes to. `answers` and `edition` let it be computed again."""

    model_config = ConfigDict(frozen=True)

    form: str
    edition: str
    as_of: date
    total: AreaScore
    areas: tuple[AreaScore, ...]
    plan: tuple[Step, ...]
    strengths: tuple[str, ...]  # questions answered as well as can be
    answers: Answers


def score(asked: Form, answers: Answers, day: date) -> Score:
    """The score of answers on a day (which decides the provisions that are cited)."""
    areas = tuple(
        _area(area.id, [each for each in asked.questions if each.area == area.id], answers) for area in asked.areas
    )
    return Score(
        form=asked.name, edition=asked.edition, as_of=day, total=_area("", list(asked.questions), answers), areas=areas,
        plan=_plan(asked, answers, day), strengths=tuple(each.id for each in asked.questions if _lost(each, answers) == 0), answers=answers,
    )  # fmt: skip


def _area(name: str, questions: list[Question], answers: Answers) -> AreaScore:
    known = [each for each in questions if each.id in answers]
    possible = sum(each.weight for each in questions)
    low = sum(((1 - (_lost(each, answers) or Fraction(0))) * each.weight for each in known), Fraction(0)) / possible
    open_ = Fraction(sum(each.weight for each in questions if each.id not in answers), possible)
    return AreaScore(
        area=name, low=round(low * 100), high=round((low + open_) * 100), exact_low=str(low), exact_high=str(low + open_), answered=len(known), asked=len(questions)
    )  # fmt: skip


def _lost(question: Question, answers: Answers) -> Fraction | None:
    """The part of the points an answer lost, None where it is not known."""
    given = answers.get(question.id)
    return None if given is None else 1 - Fraction(question.choice(given.choice).points, question.most)


def _plan(asked: Form, answers: Answers, day: date) -> tuple[Step, ...]:
    """What was lost, the most urgent first; then what is not known, the weightiest first; the order of the questions on ties."""
    lost = [(each, _lost(each, answers)) for each in asked.questions]
    known = sorted((row for row in lost if row[1]), key=lambda row: -(row[1] or 0) * row[0].weight)
    unknown = sorted((row for row in lost if row[1] is None), key=lambda row: -row[0].weight)
    return tuple(_step(each, part, answers, day) for each, part in (*known, *unknown))


def _step(question: Question, lost: Fraction | None, answers: Answers, day: date) -> Step:
    cited = question.provision if question.until is None or day < question.until else ""
    return Step(
        question=question.id, area=question.area, known=lost is not None, urgency=str((lost if lost is not None else 1) * question.weight),
        evidence=answers[question.id].evidence if question.id in answers else "", skus=question.skus, provision=cited,
    )  # fmt: skip
