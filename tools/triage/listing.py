"""The queue: cases in the order in which they have to be acted on, by what staff look for. Reads columns, not whole cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.principal import Principal
from tools.refused import Refused
from tools.triage.labels import values
from tools.triage.machine import CASE
from tools.triage.tables import CaseRow, CorrectionRow

PAGE, _MOST = 50, 500
_COLUMNS = (
    "id", "title", "state", "urgency", "deadline", "act_by", "due", "escalated", "rank", "desk", "sub_platform", "right", "jurisdiction", "segment", "licence",
    "language", "confidence", "needs_person", "out_of_scope", "assignee", "source", "sender", "received", "duplicate_of", "snoozed_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A case as the queue shows it. `late`: the platform's own time is over."""

    id: str
    title: str
    state: str
    urgency: str
    deadline: date | None
    act_by: date
    due: datetime
    escalated: bool
    rank: int
    desk: str
    sub_platform: str
    right: str
    jurisdiction: str
    segment: str
    licence: str
    language: str
    confidence: int
    needs_person: bool
    out_of_scope: bool
    assignee: str
    source: str
    sender: str
    received: datetime
    duplicate_of: str | None
    snoozed_until: datetime | None


@dataclass(frozen=True)
class Wanted:
    """What of the queue is wanted; "" for any. `state` "": what waits or is worked on. `mine`: only what the reader holds."""

    state: str = ""
    desk: str = ""
    urgency: str = ""
    language: str = ""
    sub_platform: str = ""
    mine: bool = False
    person: bool = False  # only those below the threshold


def list_queue(session: Session, who: Principal, moment: datetime, wanted: Wanted = Wanted(), limit: int = PAGE, offset: int = 0) -> list[QueueLine]:  # fmt: skip
    """A page of the queue, the most urgent first. Raises Refused for a filter there is none."""
    require(who, "list_queue", None)
    _known(wanted)
    query = _picked(who, moment, wanted).limit(min(limit, _MOST)).offset(offset)
    return [QueueLine(*row) for row in session.execute(query)]


def queue_size(session: Session, who: Principal, moment: datetime, wanted: Wanted = Wanted()) -> int:
    """How many cases the whole list has."""
    require(who, "list_queue", None)
    return session.scalar(select(func.count()).select_from(_picked(who, moment, wanted).order_by(None).subquery())) or 0


def _picked(who: Principal, moment: datetime, wanted: Wanted) -> Select[Any]:
    query = _base()
    if wanted.state:
        query = query.where(CaseRow.state == wanted.state)
    else:
        query = query.where(or_(CaseRow.state.in_(("open", "taken")), (CaseRow.state == "snoozed") & (CaseRow.snoozed_until <= moment)))  # fmt: skip
    for label in ("desk", "urgency", "language", "sub_platform"):
        if value := getattr(wanted, label):
            query = query.where(getattr(CaseRow, label) == value)
    if wanted.mine:
        query = query.where(CaseRow.assignee == who.user)
    if wanted.person:
        query = query.where(CaseRow.needs_person.is_(True))
    return query


@cache
def _base() -> Select[Any]:
    """The columns and the order, built once."""
    return select(*(getattr(CaseRow, name) for name in _COLUMNS)).order_by(CaseRow.rank, CaseRow.act_by, CaseRow.id)


def _known(wanted: Wanted) -> None:
    for label in ("desk", "urgency", "sub_platform"):
        value = getattr(wanted, label)
        if value and value not in values(label):
            raise Refused(f"“{value[:30]}”不是可用的筛选，可用：{', '.join(values(label))}。/ “{value[:30]}” is no filter; there are: {', '.join(values(label))}.", "inquiry.filter")  # fmt: skip
    if wanted.state and wanted.state not in CASE.states:
        raise Refused(f"状态可用：{', '.join(CASE.states)}。/ States are: {', '.join(CASE.states)}.", "inquiry.filter")


def stats(session: Session, who: Principal, moment: datetime) -> dict[str, Any]:
    """Figures of the queue: by state, desk and urgency, what is late, what people set right."""
    require(who, "list_queue", None)
    waiting = CaseRow.state.in_(("open", "taken"))
    late = session.scalar(select(func.count()).select_from(CaseRow).where(waiting, CaseRow.due < moment))
    person = session.scalar(select(func.sum(case((CaseRow.needs_person, 1), else_=0))).where(waiting))
    corrected: Sequence[Any] = session.execute(
        select(CorrectionRow.label, func.count()).group_by(CorrectionRow.label)
    ).all()
    return {
        "states": _counted(session, CaseRow.state), "desks": _counted(session, CaseRow.desk, waiting),
        "urgency": _counted(session, CaseRow.urgency, waiting), "late": late or 0, "needs_person": int(person or 0),
        "corrections": dict(corrected),
    }  # fmt: skip


def _counted(session: Session, column: Any, *where: Any) -> dict[str, int]:
    query = select(column, func.count()).where(*where).group_by(column).order_by(column)
    return {str(value): int(count) for value, count in session.execute(query)}
