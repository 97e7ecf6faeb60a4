"""The tables of offers, bids and deals.

Second line of defence: an exclusive listing has one live deal, an offer and a bid make one deal at most, no two bids of one
listing have one place or one amount.
"""

from datetime import datetime

from sqlalchemy import (  # fmt: skip
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc

_LIVE = text("live and exclusive")
_SOURCED = text("source <> ''")


class OfferRow(Base):
    """An offer between a buyer and the seller of a listing. `by`: "buyer" or "seller", who makes it; `previous`: the one it answers."""

    __tablename__ = "offer"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="offer_amount"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    listing: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    buyer: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))  # who made it
    by: Mapped[str] = mapped_column(String(10))
    previous: Mapped[str] = mapped_column(String(40), default="")
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    conditions: Mapped[str] = mapped_column(Text, default="")
    declares: Mapped[str] = mapped_column(Text, default="{}")  # of the seller, on a counter-offer
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc, index=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class BidRow(Base):
    """A bid: never changed, never taken back, never lowered. `place` counts the bids of a listing."""

    __tablename__ = "bid"
    __table_args__ = (
        UniqueConstraint("listing", "place", name="bid_place"),
        UniqueConstraint("listing", "amount_minor", name="bid_once"),
        CheckConstraint("amount_minor > 0", name="bid_amount"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    listing: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    user: Mapped[str] = mapped_column(String(200))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    placed: Mapped[datetime] = mapped_column(Utc)


class DealRow(Base):
    """A contract between seller and buyer, with an escrow under its id. `source`: the offer or bid it came from, "" for an open licence.

    `live`: neither cancelled nor broken off; `pay_by`: until when the buyer is to pay into escrow.
    """

    __tablename__ = "deal"
    __table_args__ = (
        Index("ux_deal_live", "listing", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ux_deal_source", "source", unique=True, sqlite_where=_SOURCED, postgresql_where=_SOURCED),
        CheckConstraint("price_minor > 0", name="deal_price"),
        CheckConstraint("seller <> buyer", name="deal_parties"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    listing: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    source: Mapped[str] = mapped_column(String(40), default="")
    seller: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    buyer: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    subject: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    proof: Mapped[str] = mapped_column(String(20), default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[str] = mapped_column(Text, default="[]")
    exclusive: Mapped[bool] = mapped_column(Boolean)
    live: Mapped[bool] = mapped_column(Boolean, default=True)
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)
    pay_by: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it
