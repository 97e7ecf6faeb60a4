"""The tables of listings and of the rights they offer; what buyers and sellers do about them is in `dealing.py`.

Second line of defence, for when a lock is forgotten: a right stands in one live exclusive listing, licences given never
exceed the number offered.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.exchange.dealing import DealRow as DealRow  # whoever knows these tables knows those of dealing

_LIVE = text("live and exclusive")


class ListingRow(Base):
    """An offer of rights to the public. `words`, `declares` and `checks` are JSON (`request.py`, `approvals.terms.Check`).

    `most`: how many ordinary licences are offered at most, None for no limit; `granted` counts those under contract or given,
    `concluded` those given. `price_minor` is the price asked, where there is one, and the starting price of bidding.
    `ends` moves with late bids; `bids` counts them.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint("price_minor is null or price_minor > 0", name="listing_price"),
        CheckConstraint("granted >= 0 and (most is null or granted <= most)", name="listing_count"),
        CheckConstraint("concluded >= 0 and concluded <= granted", name="listing_concluded"),
        CheckConstraint("most is null or most > 0", name="listing_most"),
        CheckConstraint("increment_minor is null or increment_minor > 0", name="listing_increment"),
        CheckConstraint("reserve_minor is null or reserve_minor > 0", name="listing_reserve"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(20))
    deal: Mapped[str] = mapped_column(String(20))
    pricing: Mapped[str] = mapped_column(String(20))
    price_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3))
    words: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(String(2), default="CN")
    classes: Mapped[str] = mapped_column(Text, default="")  # codes with commas around them: ",B64C,G05D,"
    most: Mapped[int | None] = mapped_column(Integer, default=None)
    granted: Mapped[int] = mapped_column(Integer, default=0)
    concluded: Mapped[int] = mapped_column(Integer, default=0)
    reserve_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    increment_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    starts: Mapped[datetime | None] = mapped_column(Utc, default=None)
    ends: Mapped[datetime | None] = mapped_column(Utc, default=None)
    extension: Mapped[int] = mapped_column(Integer, default=0)  # minutes
    bids: Mapped[int] = mapped_column(Integer, default=0)
    declares: Mapped[str] = mapped_column(Text, default="{}")
    checks: Mapped[str] = mapped_column(Text, default="[]")
    house: Mapped[str] = mapped_column(String(40), default="")  # the auction house it was handed to
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc, index=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class RightRow(Base):
    """A right a listing offers, under each of its keys (`evidence.right_keys`); `shown` as the seller wrote it.

    `live` while the listing can still be dealt with; `exclusive`: the deal leaves no room for a second one.
    """

    __tablename__ = "listed_right"
    __table_args__ = (
        Index("ux_listed_right_live", "right_key", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    )

    listing: Mapped[str] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    right_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    shown: Mapped[str] = mapped_column(String(80))
    exclusive: Mapped[bool] = mapped_column(Boolean)
    live: Mapped[bool] = mapped_column(Boolean, default=True)


class NeedRow(Base):
    """What a buyer looks for. `words` is JSON; `subjects`, `deals` and `classes` hold codes with commas around them."""

    __tablename__ = "need"
    __table_args__ = (CheckConstraint("budget_minor is null or budget_minor > 0", name="need_budget"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    subjects: Mapped[str] = mapped_column(Text, default="")
    deals: Mapped[str] = mapped_column(Text, default="")
    classes: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    budget_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc, index=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it
