"""The log of what happened to orders, listings, offers and escrows: append-only, with actor, time and cause.

Timelines, credit ratings and the check of state machines are read from it; nothing is ever changed in it (a trigger of the
database refuses).
"""

import json
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import BigInteger, Index, Integer, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tools.database import Base, Utc

Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only where the type is INTEGER


class EventRow(Base):
    """One thing that happened to one record. `was` and `became` are states of its machine, equal where nothing moved."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_record", "kind", "record", "id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))  # order, listing, offer, deal, escrow, rating ...
    record: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))  # the event of the machine: place, accept, deliver ...
    was: Mapped[str] = mapped_column(String(20), default="")
    became: Mapped[str] = mapped_column(String(20), default="")
    user: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(40))
    when: Mapped[datetime] = mapped_column(Utc)
    cause: Mapped[str] = mapped_column(String(80))  # the approval, the rule or the rail that made it happen
    detail: Mapped[str] = mapped_column(Text, default="{}")  # JSON


class Event(BaseModel):
    """An entry of the log as rules and faces read it."""

    model_config = ConfigDict(frozen=True)

    id: int
    kind: str
    record: str
    name: str
    was: str
    became: str
    user: str
    organisation: str
    when: datetime
    cause: str
    detail: dict[str, Any]


def events_of(session: Session, kind: str, record: str) -> list[Event]:
    """The history of one record, oldest first."""
    query = select(EventRow).where(EventRow.kind == kind, EventRow.record == record).order_by(EventRow.id)
    return [event_of(row) for row in session.scalars(query)]


def event_of(row: EventRow) -> Event:
    """A row of the log as it is read."""
    return Event(
        id=row.id, kind=row.kind, record=row.record, name=row.name, was=row.was, became=row.became, user=row.user,
        organisation=row.organisation, when=row.when, cause=row.cause, detail=json.loads(row.detail),
    )  # fmt: skip
