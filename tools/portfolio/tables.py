"""The tables of portfolios: the profile of one, its assets, what was decided about a day, and what changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

RIGHTS = ("invention", "utility-model", "design", "mark", "copyright", "software", "layout")
STATES = ("live", "pending", "ended", "unknown")
ENTITIES = ("large", "small", "micro")  # 37 CFR 1.27, 1.29
REDUCTIONS = ("none", "single", "joint")  # 专利收费减缴办法: one owner 85 %, several 70 %
DECISIONS = ("done", "abandoned")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} in ({', '.join(repr(value) for value in values)})"


class PortfolioRow(Base):
    """The profile of an organisation's portfolio: where it sells and makes, the Nice classes it uses, the holders it watches (JSON
    lists), how it pays. `seen`: JSON of what was there at the last look on `looked` (tools/portfolio/looking.py)."""

    __tablename__ = "portfolio"
    __table_args__ = (
        CheckConstraint(_one_of("entity", ENTITIES), name="portfolio_entity"),
        CheckConstraint(_one_of("reduction", REDUCTIONS), name="portfolio_reduction"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    sells: Mapped[str] = mapped_column(Text, default="[]")
    makes: Mapped[str] = mapped_column(Text, default="[]")
    classes: Mapped[str] = mapped_column(Text, default="[]")
    watched: Mapped[str] = mapped_column(Text, default="[]")
    entity: Mapped[str] = mapped_column(String(10), default="large")
    reduction: Mapped[str] = mapped_column(String(10), default="none")
    seen: Mapped[str] = mapped_column(Text, default="")
    looked: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class AssetRow(Base):
    """One right of an organisation, as the member's list or a record held here has it. `classes`, `owners`: JSON lists."""

    __tablename__ = "asset"
    __table_args__ = (
        UniqueConstraint("organisation", "right", "jurisdiction", "number", name="asset_number"),
        CheckConstraint(_one_of('"right"', RIGHTS), name="asset_right"),
        CheckConstraint(_one_of("state", STATES), name="asset_state"),
        CheckConstraint("granted is null or filed is null or granted >= filed", name="asset_order"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    right: Mapped[str] = mapped_column(String(20))
    jurisdiction: Mapped[str] = mapped_column(String(4))
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    filed: Mapped[date | None] = mapped_column(Date)
    priority: Mapped[date | None] = mapped_column(Date)
    granted: Mapped[date | None] = mapped_column(Date)
    expiry: Mapped[date | None] = mapped_column(Date)
    classes: Mapped[str] = mapped_column(Text)
    owners: Mapped[str] = mapped_column(Text)
    family: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(20))
    created: Mapped[datetime] = mapped_column(Utc)
    updated: Mapped[datetime] = mapped_column(Utc)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class AssetTaskRow(Base):
    """What the member decided about one day of one asset: done, or to be let go. One decision a rule and day."""

    __tablename__ = "asset_task"
    __table_args__ = (
        UniqueConstraint("asset", "rule", "day", name="asset_task_once"),
        CheckConstraint(_one_of("decision", DECISIONS), name="asset_task_decision"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    asset: Mapped[str] = mapped_column(ForeignKey("asset.id"), index=True)
    rule: Mapped[str] = mapped_column(String(60))
    day: Mapped[date] = mapped_column(Date)
    decision: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    user: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Utc)


class PortfolioChangeRow(Base):
    """Something that changed since the look before, found on a day. `key` names it once for ever, so that a look repeated adds nothing."""

    __tablename__ = "portfolio_change"
    __table_args__ = (UniqueConstraint("organisation", "key", name="portfolio_change_once"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(Text)
    found: Mapped[date] = mapped_column(Date)
