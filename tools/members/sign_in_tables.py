"""The tables of sign-in: passwords, open sessions, and how often a sign-in failed. No password and no token stands in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_ACCOUNT = "account.user"


class CredentialRow(Base):
    """The password of an account, as argon2id hashes it (RFC 9106), salt and parameters included."""

    __tablename__ = "credential"

    user: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT), primary_key=True)
    hash: Mapped[str] = mapped_column(String(200))
    changed: Mapped[datetime] = mapped_column(Utc)


class SignInRow(Base):
    """An open session: the SHA-256 of its token, since when, when it was last used, and when it ends at the latest."""

    __tablename__ = "sign_in"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT), index=True)
    opened: Mapped[datetime] = mapped_column(Utc)
    seen: Mapped[datetime] = mapped_column(Utc)
    ends: Mapped[datetime] = mapped_column(Utc)


class ThrottleRow(Base):
    """How often a sign-in failed. `kind`: "name", "address", "pair" (a name from an address), or "known" (a pair that has signed
    in). `key`: the SHA-256 of what is counted, so that a password typed into the field of the name is kept nowhere.
    """

    __tablename__ = "throttle"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last: Mapped[datetime] = mapped_column(Utc)
