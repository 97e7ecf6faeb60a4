"""Attendance, recorded by the provider or staff from the start on: the effect `record_attendance`, which issues certificates."""

from typing import Literal

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.orders.request import Identity, Request
from tools.refused import Refused, not_found
from tools.training.certificates import issue
from tools.training.machine import SESSION, SIGN_UP
from tools.training.seats import bring_up
from tools.training.signing import session_of
from tools.training.tables import SignUpRow, TrainingSessionRow
from tools.training.telling import done, terms_of_session

_EVENTS = {"attended": "attend", "absent": "miss"}


class RecordAttendance(Request):
    """Record whether the holder of a seat came."""

    sign_up: Identity
    came: Literal["attended", "absent"] = "attended"


def attendance_effect() -> Effect:
    """The effect `record_attendance`."""
    return Effect("record_attendance", RecordAttendance, _owners, _terms, _record, lambda asked: asked.sign_up)


def _owners(act: Act, asked: RecordAttendance) -> tuple[Owner, ...]:
    """The provider of the session: whoever signed up does not record its own attendance."""
    row = act.session.get(SignUpRow, asked.sign_up)
    at = act.session.get(TrainingSessionRow, row.session) if row else None
    return (Owner(at.provider),) if at else NOBODY


def _both(act: Act, identity: str) -> tuple[TrainingSessionRow, SignUpRow]:
    seen = act.session.get(SignUpRow, identity)
    if seen is None:
        raise not_found(identity)
    return session_of(act, seen.session), act.row(SignUpRow, identity)


def _terms(act: Act, asked: RecordAttendance) -> Terms:
    row, held = _both(act, asked.sign_up)
    if row.state == "cancelled" or row.starts > act.moment:
        raise Refused("场次开始后才能登记出席。/ Attendance is recorded from the start of the session on.", "attendance.early")  # fmt: skip
    SIGN_UP.after(held.state, _EVENTS[asked.came])
    clauses = [Clause(key=f"came_{asked.came}", values={"name": held.name, "user": held.user})]
    if row.certificate and asked.came == "attended":
        clauses.append(Clause(key="certificate"))
    return terms_of_session(act, "record_attendance", row, subject=held.id, clauses=tuple(clauses), seen={held.id: held.version})  # fmt: skip


def _record(act: Act, asked: RecordAttendance, terms: Terms) -> Outcome:
    row, held = _both(act, asked.sign_up)
    bring_up(act, row)
    act.step(SIGN_UP, held, _EVENTS[asked.came], session=row.id)
    if row.state == "open":
        act.step(SESSION, row, "hold")
    act.session.flush()
    if asked.came == "attended" and row.certificate:
        made = issue(act, row, held)
        return done("record_attendance", held.id, "certified", {"certificate": made.number}, name=held.name, number=made.number)  # fmt: skip
    return done("record_attendance", held.id, asked.came, {"state": held.state}, name=held.name)
