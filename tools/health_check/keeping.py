"""Answers kept for an organisation, so that a health check can be compared with an earlier one. Only its own members see them."""

import json
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.relation import NOBODY, Owner
from tools.access.table import require
from tools.approvals.effects import Effects
from tools.health_check.answers import Answer, Answers, kept
from tools.health_check.form import Form, form_named
from tools.health_check.scoring import Score, score
from tools.health_check.tables import HealthCheckRow
from tools.principal import Principal
from tools.refused import Refused, not_found


class Check(BaseModel):
    """A health check that is kept, with its score. `changed`: whether the questions have a newer edition than the answers."""

    model_config = ConfigDict(frozen=True)

    id: str
    form: str
    day: date
    user: str
    created: datetime
    edition: str
    changed: bool
    score: Score


class Change(BaseModel):
    """What moved in an area between two checks, in points of the range's ends."""

    model_config = ConfigDict(frozen=True)

    area: str
    low: int
    high: int


def keep_answers(effects: Effects, who: Principal, asked: Form, answers: Answers) -> Check:
    """Keep answers, with an entry in the audit. Raises Refused for an account without an organisation, and for no answer at all."""
    require(who, "answer_health_check", None)
    if not answers:
        raise Refused("还没有回答任何一题。/ No question was answered yet.", "health.empty")
    moment = effects.now()
    row = HealthCheckRow(
        id=f"HCK-{effects.new_id()[:12].upper()}", organisation=who.organisation, user=who.user, form=asked.name, edition=asked.edition,
        day=moment.date(), answers=kept(answers), created=moment,
    )  # fmt: skip
    with effects.sessions.begin() as session:
        session.add(row)
        session.flush()
        effects.audit.append(
            session, moment, who, "answer health check", row.id, form=asked.name, answered=len(answers)
        )
    return _check(row)


def show_health_check(session: Session, who: Principal, identity: str) -> Check:
    """One check of the reader's own organisation. Raises Refused for any other, in the words of one that does not exist."""
    row = session.get(HealthCheckRow, identity)
    require(who, "show_health_check", (Owner(row.organisation, row.user),) if row else NOBODY, identity)
    if row is None:
        raise not_found(identity)
    return _check(row)


def list_health_checks(session: Session, who: Principal, name: str = "") -> list[Check]:
    """The checks of the reader's organisation, the newest first; `name`: of one questionnaire."""
    require(who, "list_health_checks", None)
    query = select(HealthCheckRow).where(HealthCheckRow.organisation == who.organisation)
    query = query.where(HealthCheckRow.form == name) if name else query
    return [_check(row) for row in session.scalars(query.order_by(HealthCheckRow.created.desc(), HealthCheckRow.id))]


def compared(newer: Check, older: Check) -> tuple[Change, ...]:
    """What moved between two checks of one questionnaire, the total first. Raises Refused for two questionnaires."""
    if newer.form != older.form:
        raise Refused("两次体检用的是不同的问卷，不能比较。/ The two checks answered different questionnaires.", "health.compare")  # fmt: skip
    pairs = zip((newer.score.total, *newer.score.areas), (older.score.total, *older.score.areas), strict=True)
    return tuple(Change(area=new.area, low=new.low - old.low, high=new.high - old.high) for new, old in pairs)


def _check(row: HealthCheckRow) -> Check:
    """A row with its score, computed with today's questions; an answer that is asked no more is left out."""
    asked = form_named(row.form)
    known = {question.id: {choice.id for choice in question.choices} for question in asked.questions}
    rows = {name: Answer.model_validate(value) for name, value in json.loads(row.answers).items()}
    answers = {name: answer for name, answer in rows.items() if answer.choice in known.get(name, ())}
    return Check(
        id=row.id, form=row.form, day=row.day, user=row.user, created=row.created, edition=row.edition, changed=row.edition != asked.edition,
        score=score(asked, answers, row.day),
    )  # fmt: skip
