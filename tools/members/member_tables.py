"""The tables of membership: profiles of organisations, invitations, consents."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key

_ACCOUNT, _ORGANISATION = "account.user", "organisation.id"


class ProfileRow(Base):
    """What an organisation says of itself. `fields`: its technical fields, words or IPC symbols separated by commas.
    `contact`: how it is reached; `version` counts the changes.
    """

    __tablename__ = "profile"

    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), primary_key=True)
    region: Mapped[str] = mapped_column(String(80), default="")
    industry: Mapped[str] = mapped_column(String(80), default="")
    fields: Mapped[str] = mapped_column(String(400), default="")
    contact: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(Integer, default=0)


class InvitationRow(Base):
    """An invitation to open an account. `token`: the SHA-256 of what the invited shows; `used_by`: the account it made."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("role in ('member', 'agency', 'staff', 'investor', 'expert', 'admin')", name="invitation_role"),
        CheckConstraint("(used is null) = (used_by = '')", name="invitation_used"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    role: Mapped[str] = mapped_column(String(20))
    manager: Mapped[bool] = mapped_column(Boolean, default=False)
    note: Mapped[str] = mapped_column(String(200), default="")
    inviter: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT))
    created: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc)
    used: Mapped[datetime | None] = mapped_column(Utc, default=None)
    used_by: Mapped[str] = mapped_column(String(200), default="")
    revoked: Mapped[datetime | None] = mapped_column(Utc, default=None)


class ConsentRow(Base):
    """A consent of one person to one purpose, with the version of the text and its SHA-256. At most one of a purpose is not
    withdrawn; a withdrawn one stays, for what was done before keeps its ground (Personal Information Protection Law art. 15).
    """

    __tablename__ = "consent"
    __table_args__ = (
        Index("consent_open", "user", "purpose", unique=True, sqlite_where=sql("withdrawn is null"), postgresql_where=sql("withdrawn is null")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    user: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(64))
    given: Mapped[datetime] = mapped_column(Utc)
    withdrawn: Mapped[datetime | None] = mapped_column(Utc, default=None)
