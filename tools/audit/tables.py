"""The tables of the audit."""

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base
from tools.events import Key


class AuditRow(Base):
    """A link of the chain; `hash` covers everything else in the row and the hash before it. Never changed (trigger)."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    when: Mapped[str] = mapped_column(String(40))  # ISO 8601, as hashed
    user: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120), index=True)
    detail: Mapped[str] = mapped_column(Text)  # JSON
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class HeadRow(Base):
    """The end of the chain, signed, so that links cut off its end are missed. There is one row."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))
