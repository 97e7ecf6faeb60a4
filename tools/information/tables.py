"""The tables of the information service: sources, items, subscriptions, digests, and what was told to whom."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_ORGANISATION = "organisation.id"


class SourceRow(Base):
    """Where items come from. `kind`: feed (an address), folder (of files on this machine), knowledge (what is held here).

    `cursor`: the revision of the patent store that was looked at last; `problem`: what went wrong at the last run, "" for nothing.
    """

    __tablename__ = "information_source"
    __table_args__ = (
        CheckConstraint("kind in ('feed', 'folder', 'knowledge')", name="ck_source_kind"),
        CheckConstraint("state in ('active', 'removed')", name="ck_source_state"),
        Index("ux_source_address", "address", unique=True, sqlite_where=text("state = 'active'"), postgresql_where=text("state = 'active'")),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(1000))
    title: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    cursor: Mapped[int] = mapped_column(Integer, default=0)
    ran: Mapped[datetime | None] = mapped_column(Utc, default=None)
    problem: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[datetime] = mapped_column(Utc)


class ItemRow(Base):
    """One piece of news, once: by what its source calls it, and by its words whatever the source.

    `day`: of the news, in Beijing days, never after the day it was fetched; `dated`: its source gave it one. `facts`: JSON, what a
    subscription can match besides words: holders (keys of entities), classes, the citation key of a provision, names.
    """

    __tablename__ = "information_item"
    __table_args__ = (
        CheckConstraint("category in ('policies', 'technology', 'cases', 'judicial')", name="ck_item_category"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("information_source.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = mapped_column(String(64), unique=True)
    title_zh: Mapped[str] = mapped_column(String(500))
    title_en: Mapped[str] = mapped_column(String(500))
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(1000), default="")
    category: Mapped[str] = mapped_column(String(20), index=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    dated: Mapped[bool] = mapped_column(Boolean)
    facts: Mapped[str] = mapped_column(Text, default="{}")
    fetched: Mapped[datetime] = mapped_column(Utc)


class SubscriptionRow(Base):
    """What one account wants to hear of. `categories`, `keywords`, `holders`, `classes`: JSON lists; `period`: daily, weekly, monthly."""

    __tablename__ = "information_subscription"
    __table_args__ = (
        CheckConstraint("period in ('daily', 'weekly', 'monthly')", name="ck_subscription_period"),
        CheckConstraint("state in ('active', 'ended')", name="ck_subscription_state"),
        CheckConstraint("language in ('zh', 'en')", name="ck_subscription_language"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    user: Mapped[str] = mapped_column(String(200), index=True)
    categories: Mapped[str] = mapped_column(Text)
    keywords: Mapped[str] = mapped_column(Text)
    holders: Mapped[str] = mapped_column(Text)
    classes: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(20), index=True)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class DigestRow(Base):
    """A digest of a subscription and a period ("2026-W47"), once; `left`: items that fit and wait for the next one."""

    __tablename__ = "information_digest"
    __table_args__ = (Index("ux_digest_period", "subscription", "period", unique=True),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    subscription: Mapped[str] = mapped_column(ForeignKey("information_subscription.id"))
    period: Mapped[str] = mapped_column(String(20))
    left: Mapped[int] = mapped_column(Integer, default=0)
    made: Mapped[datetime] = mapped_column(Utc)


class ToldRow(Base):
    """That an item was told to a subscription: once (primary key), in which digest, in which place, and why (JSON)."""

    __tablename__ = "information_told"

    subscription: Mapped[str] = mapped_column(ForeignKey("information_subscription.id"), primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("information_item.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("information_digest.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    why: Mapped[str] = mapped_column(Text)
