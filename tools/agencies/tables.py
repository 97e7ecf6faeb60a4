"""The tables of agencies: profiles, price bands, the parties they stand for, matches made, introductions and their threads."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key

_ORGANISATION = "organisation.id"
_WAITS = text("state = 'sent'")


class ProfileRow(Base):
    """What a provider says of itself. `fields`, `jurisdictions`, `languages`: JSON lists of codes (`vocabulary.yaml`).

    `capacity`: new matters a month; `accepting`: whether it takes any; `verified`: staff have confirmed a licence, or that none
    is needed; `source`: where the entry came from, "own" for the provider's own words.
    """

    __tablename__ = "agency_profile"
    __table_args__ = (CheckConstraint("capacity >= 0", name="ck_agency_capacity"),)

    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), primary_key=True)
    about_zh: Mapped[str] = mapped_column(Text, default="")
    about_en: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[str] = mapped_column(String(10), default="")
    fields: Mapped[str] = mapped_column(Text, default="[]")
    jurisdictions: Mapped[str] = mapped_column(Text, default="[]")
    languages: Mapped[str] = mapped_column(Text, default="[]")
    capacity: Mapped[int] = mapped_column(Integer, default=0)
    accepting: Mapped[bool] = mapped_column(Boolean, default=True)
    verified: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str] = mapped_column(String(80), default="own")
    code: Mapped[str] = mapped_column(String(20), default="", index=True)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class BandRow(Base):
    """What a provider usually charges in a line: from and to, in minor units of one currency."""

    __tablename__ = "agency_band"
    __table_args__ = (CheckConstraint("low_minor > 0 and high_minor >= low_minor", name="ck_agency_band"),)

    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), primary_key=True)
    line: Mapped[str] = mapped_column(String(20), primary_key=True)
    low_minor: Mapped[int] = mapped_column(BigInteger)
    high_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))


class PartyRow(Base):
    """A party a provider stands for ("client") or acts against ("adverse"). Private: only the provider itself ever reads it.

    `names`: JSON list of its names, Chinese, English or former; `group`: the group it belongs to, "" where none is given.
    """

    __tablename__ = "agency_party"
    __table_args__ = (CheckConstraint("side in ('client', 'adverse')", name="ck_agency_party_side"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    side: Mapped[str] = mapped_column(String(10))
    names: Mapped[str] = mapped_column(Text)
    group: Mapped[str] = mapped_column(String(200), default="")
    created: Mapped[datetime] = mapped_column(Utc)


class MatchRow(Base):
    """A match a member asked for: `request` as JSON, counterparties among it, which nobody but its organisation reads."""

    __tablename__ = "agency_match"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    user: Mapped[str] = mapped_column(String(200))
    request: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Utc)


class IntroductionRow(Base):
    """A packet from a member to one agency. `packet`: JSON, exactly what the member approved; `expires`: the last day to answer.

    `against`: JSON list of counterparties, checked and never shown to the agency. One packet of a match waits at an agency (unique).
    """

    __tablename__ = "introduction"
    __table_args__ = (
        CheckConstraint("state in ('sent', 'accepted', 'declined', 'withdrawn', 'expired', 'closed')", name="ck_introduction_state"),
        CheckConstraint("agency <> member", name="ck_introduction_parties"),
        Index("uq_introduction_waits", "match", "agency", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    match: Mapped[str] = mapped_column(ForeignKey("agency_match.id"))
    member: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    member_user: Mapped[str] = mapped_column(String(200))
    agency: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    agency_user: Mapped[str] = mapped_column(String(200), default="")
    packet: Mapped[str] = mapped_column(Text)
    against: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    expires: Mapped[date] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class IntroductionMessageRow(Base):
    """A message between the two sides of an accepted introduction. Append-only (trigger)."""

    __tablename__ = "introduction_message"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    introduction: Mapped[str] = mapped_column(ForeignKey("introduction.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    when: Mapped[datetime] = mapped_column(Utc)
