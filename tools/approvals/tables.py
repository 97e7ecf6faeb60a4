"""The tables of approvals and of answers to repeated requests."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc


class ApprovalRow(Base):
    """Terms shown to a user. `state`: pending, used, rejected. `outcome` (JSON) is written with the effect, in its transaction."""

    __tablename__ = "approval"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    effect: Mapped[str] = mapped_column(String(40))
    user: Mapped[str] = mapped_column(String(200), index=True)
    organisation: Mapped[str] = mapped_column(String(40))
    thread: Mapped[str] = mapped_column(String(64), default="", index=True)
    request: Mapped[str] = mapped_column(Text)
    terms: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="pending")
    created: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc)
    decided: Mapped[datetime | None] = mapped_column(Utc, default=None)
    outcome: Mapped[str] = mapped_column(Text, default="")


class RepeatRow(Base):
    """The answer given to a request with an idempotency key: the same key of the same user gets the same answer."""

    __tablename__ = "repeat"

    user: Mapped[str] = mapped_column(String(200), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))  # hash of what was asked
    outcome: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Utc)
