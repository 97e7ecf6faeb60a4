"""The tables of triage: the case made of an inquiry, the numbers it names, replies, corrections, and who sits at which desk."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key
from tools.triage.inquiry_table import Inquiry

_CASE = "triage_case.id"


class CaseRow(Base):
    """An inquiry as staff work on it: how it was labelled and why, until when to act, who has it.

    `rank`, `act_by`: the order of the queue, a legal period before a tone of voice. `due`: when the platform's own answer is due.
    `why`, `flags`, `summary`, `draft_sources`: JSON. `source_key`: hash of the e-mail file, so that one file is one case.
    """

    __tablename__ = "triage_case"
    __table_args__ = (
        CheckConstraint("confidence between 0 and 100", name="triage_case_confidence"),
        CheckConstraint("state in ('open','taken','snoozed','answered','closed','merged')", name="triage_case_state"),
        CheckConstraint("merged_into is null or state = 'merged'", name="triage_case_merged"),
        Index("ix_triage_case_queue", "state", "rank", "act_by", "id"),
        Index("ix_triage_case_source_key", "source_key", unique=True),
    )

    id: Mapped[str] = mapped_column(ForeignKey(Inquiry.id), primary_key=True)
    user: Mapped[str] = mapped_column(String(200), index=True)
    organisation: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(10))  # chat, page, mail, cli
    source_key: Mapped[str | None] = mapped_column(String(64), default=None)
    sender: Mapped[str] = mapped_column(String(320), index=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    sub_platform: Mapped[str] = mapped_column(String(20))
    right: Mapped[str] = mapped_column(String(20))
    jurisdiction: Mapped[str] = mapped_column(String(10))
    segment: Mapped[str] = mapped_column(String(20))
    licence: Mapped[str] = mapped_column(String(20))
    desk: Mapped[str] = mapped_column(String(20), index=True)
    urgency: Mapped[str] = mapped_column(String(10))
    deadline: Mapped[date | None] = mapped_column(Date, default=None)
    out_of_scope: Mapped[bool] = mapped_column(Boolean)
    confidence: Mapped[int] = mapped_column(Integer)
    needs_person: Mapped[bool] = mapped_column(Boolean)
    why: Mapped[str] = mapped_column(Text)
    flags: Mapped[str] = mapped_column(Text)
    duplicate_of: Mapped[str | None] = mapped_column(String(40), default=None)
    draft: Mapped[str] = mapped_column(Text, default="")
    draft_sources: Mapped[str] = mapped_column(Text, default="[]")
    state: Mapped[str] = mapped_column(String(20))
    assignee: Mapped[str] = mapped_column(String(200), default="", index=True)
    snoozed_until: Mapped[datetime | None] = mapped_column(Utc, default=None)
    merged_into: Mapped[str | None] = mapped_column(String(40), default=None)
    rank: Mapped[int] = mapped_column(Integer)
    act_by: Mapped[date] = mapped_column(Date)
    due: Mapped[datetime] = mapped_column(Utc)
    escalated: Mapped[bool] = mapped_column(Boolean, default=False)
    received: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class CaseNumberRow(Base):
    """An application, registration or docket number a case names: cases with the same number may be about one thing."""

    __tablename__ = "triage_number"

    case: Mapped[str] = mapped_column(ForeignKey(_CASE), primary_key=True)
    number: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)


class ReplyRow(Base):
    """A reply as it was approved, word for word. Written once."""

    __tablename__ = "triage_reply"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    case: Mapped[str] = mapped_column(ForeignKey(_CASE), index=True)
    text: Mapped[str] = mapped_column(Text)
    user: Mapped[str] = mapped_column(String(200))
    approved: Mapped[datetime] = mapped_column(Utc)


class CorrectionRow(Base):
    """A label set right by a person: an example for every classification after it. Written once."""

    __tablename__ = "triage_correction"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    case: Mapped[str] = mapped_column(ForeignKey(_CASE), index=True)
    label: Mapped[str] = mapped_column(String(20))
    was: Mapped[str] = mapped_column(String(20))
    became: Mapped[str] = mapped_column(String(20))
    user: Mapped[str] = mapped_column(String(200))
    when: Mapped[datetime] = mapped_column(Utc)


class SeatRow(Base):
    """A person of the staff at a desk, with the number of cases held at once."""

    __tablename__ = "triage_seat"
    __table_args__ = (CheckConstraint("capacity between 0 and 500", name="triage_seat_capacity"),)

    user: Mapped[str] = mapped_column(String(200), primary_key=True)
    desk: Mapped[str] = mapped_column(String(20), primary_key=True)
    capacity: Mapped[int] = mapped_column(Integer)
