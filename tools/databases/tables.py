"""The tables of special-topic databases."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_DATABASE = "topic_database.id"


class DatabaseRow(Base):
    """A database: its owner, name and definition (JSON), and what query and filters found last (JSON list of numbers).

    `version` counts the changes; the writer of a change raises it first, which makes others wait.
    """

    __tablename__ = "topic_database"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(String(80))
    definition: Mapped[str] = mapped_column(Text)
    found: Mapped[str] = mapped_column(Text, default="[]")
    version: Mapped[int] = mapped_column(Integer, default=0)
    created: Mapped[datetime] = mapped_column(Utc)
    refreshed: Mapped[datetime | None] = mapped_column(Utc, default=None)


class ShareRow(Base):
    """An account that may read or edit somebody's database."""

    __tablename__ = "topic_share"

    database: Mapped[str] = mapped_column(ForeignKey(_DATABASE, ondelete="cascade"), primary_key=True)
    user: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    level: Mapped[str] = mapped_column(String(10))


class NoteRow(Base):
    """A tag of a publication (field "", value the tag), or the value of an own field. It stays when the publication goes."""

    __tablename__ = "topic_note"

    database: Mapped[str] = mapped_column(ForeignKey(_DATABASE, ondelete="cascade"), primary_key=True)
    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    field: Mapped[str] = mapped_column(String(80), primary_key=True)
    tag: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(200))
    when: Mapped[datetime] = mapped_column(Utc)


class ChangeRow(Base):
    """A change of what a database holds: what was done, by whom, and which publications came and went (JSON lists)."""

    __tablename__ = "topic_change"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    database: Mapped[str] = mapped_column(ForeignKey(_DATABASE, ondelete="cascade"), index=True)
    what: Mapped[str] = mapped_column(String(20))  # created, refreshed, included, excluded, undecided, redefined
    by: Mapped[str] = mapped_column(String(200))
    when: Mapped[datetime] = mapped_column(Utc)
    came: Mapped[str] = mapped_column(Text)
    went: Mapped[str] = mapped_column(Text)
    members: Mapped[int] = mapped_column(Integer)  # after it
    index: Mapped[str] = mapped_column(String(80), default="")  # version of the index searched, "" without a search
    log: Mapped[str] = mapped_column(Text, default="")  # the search log (JSON), "" without a search
