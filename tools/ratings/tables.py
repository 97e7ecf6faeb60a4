"""The tables of ratings: the figures as computed, which can always be made again from the log, and disputes about entries."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key


class RatingRow(Base):
    """The rating of an organisation as it was computed on `day` from the log up to `last_event`. `components`: JSON of `Rating.figures`."""

    __tablename__ = "rating"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    components: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    computed: Mapped[datetime] = mapped_column(Utc)
    last_event: Mapped[int] = mapped_column(Key)


class RatingDisputeRow(Base):
    """A dispute about one entry (an event) of the log, by the party it is about. Once an entry: `entry` is unique."""

    __tablename__ = "rating_dispute"
    __table_args__ = (UniqueConstraint("entry", name="rating_dispute_entry"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("event.id"))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)  # whom the entry is about
    other: Mapped[str] = mapped_column(String(40))  # the other party of the order or deal
    user: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), index=True)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it
