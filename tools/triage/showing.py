"""An inquiry as its asker sees it, and the whole case as staff do."""

import json
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.events import Event, events_of
from tools.principal import Principal
from tools.refused import not_found
from tools.triage.acting import owners_of
from tools.triage.duplicates import same_number
from tools.triage.inquiry_table import Inquiry
from tools.triage.seats import suggested_assignee
from tools.triage.tables import CaseRow, ReplyRow


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Reply(_Frozen):
    """A reply as it was approved."""

    id: str
    text: str
    approved: datetime


class InquiryShown(_Frozen):
    """What who asked is told: the words, the state, the replies. No label, no draft, nobody's name."""

    id: str
    title: str
    text: str
    state: str
    received: datetime
    due: datetime
    deadline: date | None
    asks_day: bool
    merged_into: str | None
    replies: tuple[Reply, ...]


class Why(_Frozen):
    """A label with how sure it is, the words it was decided on, and who set it right, "" for nobody."""

    label: str
    value: str
    percent: int
    words: tuple[str, ...]
    by: str = ""


class CaseShown(_Frozen):
    """The whole case, for staff. `suggested`: who of the desk has room; `same_number`: other cases with a number of this one."""

    id: str
    title: str
    text: str
    contact: str
    sender: str
    source: str
    state: str
    language: str
    labels: dict[str, str]
    confidence: int
    needs_person: bool
    out_of_scope: bool
    why: tuple[Why, ...]
    flags: tuple[str, ...]
    summary: dict[str, list[str]]
    deadline: date | None
    act_by: date
    due: datetime
    escalated: bool
    assignee: str
    suggested: str
    snoozed_until: datetime | None
    duplicate_of: str | None
    merged_into: str | None
    same_number: tuple[str, ...]
    draft: str
    draft_sources: tuple[dict[str, Any], ...]
    replies: tuple[Reply, ...]
    history: tuple[Event, ...]
    received: datetime
    version: int


_LABELS = ("sub_platform", "right", "jurisdiction", "segment", "licence", "desk", "urgency")


def list_my_inquiries(session: Session, who: Principal) -> list[InquiryShown]:
    """One's own inquiries, newest first; nobody else's, not even of a colleague."""
    require(who, "list_my_inquiries", None)
    query = (
        select(CaseRow, Inquiry)
        .join(Inquiry, Inquiry.id == CaseRow.id)
        .where(CaseRow.user == who.user, CaseRow.user != "")
    )
    return [_shown(session, row, inquiry) for row, inquiry in session.execute(query.order_by(CaseRow.received.desc(), CaseRow.id).limit(200))]  # fmt: skip


def show_inquiry(session: Session, who: Principal, identity: str) -> InquiryShown:
    """One inquiry as its asker sees it. Raises Refused for another's as for a missing one."""
    row = session.get(CaseRow, identity)
    require(who, "show_inquiry", owners_of(row), identity)
    inquiry = session.get(Inquiry, identity)
    if row is None or inquiry is None:
        raise not_found(identity)
    return _shown(session, row, inquiry)


def show_case(session: Session, who: Principal, identity: str) -> CaseShown:
    """The whole case with its history. Raises Refused as `show_inquiry`; staff do not work on their own."""
    row = session.get(CaseRow, identity)
    require(who, "show_case", owners_of(row), identity)
    inquiry = session.get(Inquiry, identity)
    if row is None or inquiry is None:
        raise not_found(identity)
    plain = {name: getattr(row, name) for name in CaseShown.model_fields if name in CaseRow.__table__.columns}
    return CaseShown(
        **plain | {
            "text": inquiry.text, "contact": inquiry.contact, "labels": {label: getattr(row, label) for label in _LABELS},
            "why": tuple(Why(**each) for each in json.loads(row.why)), "flags": tuple(json.loads(row.flags)), "summary": json.loads(row.summary),
            "suggested": suggested_assignee(session, row.desk), "same_number": tuple(same_number(session, row.id)),
            "draft_sources": tuple(json.loads(row.draft_sources)), "replies": _replies(session, row.id),
            "history": tuple(events_of(session, "inquiry", row.id)),
        }
    )  # fmt: skip


def _shown(session: Session, row: CaseRow, inquiry: Inquiry) -> InquiryShown:
    return InquiryShown(
        id=row.id, title=row.title, text=inquiry.text, state=row.state, received=row.received, due=row.due, deadline=row.deadline,
        asks_day=row.urgency == "unknown" and row.state in ("open", "taken"), merged_into=row.merged_into, replies=_replies(session, row.id),
    )  # fmt: skip


def _replies(session: Session, case: str) -> tuple[Reply, ...]:
    rows = session.scalars(select(ReplyRow).where(ReplyRow.case == case).order_by(ReplyRow.approved, ReplyRow.id))
    return tuple(Reply(id=row.id, text=row.text, approved=row.approved) for row in rows)
