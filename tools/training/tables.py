"""The tables of training: sessions, sign-ups, certificates."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_ORGANISATION = "organisation.id"
LIVE = "state in ('waiting', 'offered', 'signed', 'attended', 'absent')"


class TrainingSessionRow(Base):
    """One event at one time. `kind`: course, intensive, seminar, salon, forum. `taken`: seats signed up for or on offer.

    `sku`: the product of the catalogue a paid seat is ordered as, "" for a free session; `price_minor`: a seat's, in minor units.
    `kinds`, `roles`, `segments`, `prerequisites`: words separated by commas, "" for anybody; prerequisites are course codes.
    """

    __tablename__ = "training_session"
    __table_args__ = (
        CheckConstraint("kind in ('course', 'intensive', 'seminar', 'salon', 'forum')", name="ck_training_kind"),
        CheckConstraint("state in ('open', 'held', 'cancelled')", name="ck_training_state"),
        CheckConstraint("seats > 0 and taken >= 0 and taken <= seats", name="ck_training_seats"),
        CheckConstraint("ends > starts and hours > 0", name="ck_training_time"),
        CheckConstraint("price_minor >= 0 and (price_minor = 0) = (sku = '')", name="ck_training_price"),
        CheckConstraint("language in ('zh', 'en', 'both')", name="ck_training_language"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(30), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    about_zh: Mapped[str] = mapped_column(Text, default="")
    about_en: Mapped[str] = mapped_column(Text, default="")
    provider: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    starts: Mapped[datetime] = mapped_column(Utc, index=True)
    ends: Mapped[datetime] = mapped_column(Utc)
    place_zh: Mapped[str] = mapped_column(String(200), default="")  # "" for online
    place_en: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(4))
    seats: Mapped[int] = mapped_column(Integer)
    taken: Mapped[int] = mapped_column(Integer, default=0)
    sku: Mapped[str] = mapped_column(String(30), default="")
    price_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    kinds: Mapped[str] = mapped_column(String(300), default="")
    roles: Mapped[str] = mapped_column(String(100), default="")
    segments: Mapped[str] = mapped_column(String(200), default="")
    prerequisites: Mapped[str] = mapped_column(String(200), default="")
    certificate: Mapped[bool] = mapped_column(Boolean, default=False)
    hours: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), index=True)
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class SignUpRow(Base):
    """A seat of one account at a session, or its place in the waiting list. One that lives per account (partial unique index).

    `place`: order of asking within the session; `until`: the moment an offer ends or a paid seat has to be paid by;
    `order`: the order of a paid seat, "" for none; `name`: as it stands on a certificate.
    """

    __tablename__ = "training_sign_up"
    __table_args__ = (
        CheckConstraint(
            "state in ('waiting', 'offered', 'signed', 'cancelled', 'expired', 'attended', 'absent')",
            name="ck_sign_up_state",
        ),
        CheckConstraint("state <> 'offered' or until is not null", name="ck_sign_up_offer"),
        Index("ux_sign_up_live", "session", "user", unique=True, sqlite_where=text(LIVE), postgresql_where=text(LIVE)),
        Index("ux_sign_up_place", "session", "place", unique=True),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("training_session.id"))
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    user: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(String(100))
    place: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), index=True)
    until: Mapped[datetime | None] = mapped_column(Utc, default=None)
    order: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CertificateRow(Base):
    """A certificate of attendance. `content`: what it says, as canonical JSON; `sha256`: of that, kept in the log as well."""

    __tablename__ = "training_certificate"

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    sign_up: Mapped[str] = mapped_column(ForeignKey("training_sign_up.id"), unique=True)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    issued: Mapped[datetime] = mapped_column(Utc)
