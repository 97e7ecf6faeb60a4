"""The tables of orders: offers of providers, quotes, orders, messages, deliverables, ratings."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key

_ORGANISATION = "organisation.id"
_ORDER = "orders.id"


class OfferingRow(Base):
    """A service line an organisation offers as a provider."""

    __tablename__ = "offering"

    organisation: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), primary_key=True)
    line: Mapped[str] = mapped_column(String(20), primary_key=True)


class QuoteRow(Base):
    """A price for a service with its inputs. `state`: asked (waits for a price), open, used, withdrawn.

    `provider`: who was asked for a price and is bound by it, "" for the platform. `inputs`: JSON, name -> value.
    """

    __tablename__ = "quote"
    __table_args__ = (
        CheckConstraint("state in ('asked', 'open', 'used', 'withdrawn')", name="ck_quote_state"),
        CheckConstraint("price_minor is null or price_minor > 0", name="ck_quote_price"),
        CheckConstraint("state not in ('open', 'used') or (price_minor is not null and valid_until is not null)", name="ck_quote_priced"),
        CheckConstraint("provider <> buyer", name="ck_quote_parties"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sku: Mapped[str] = mapped_column(String(30))
    inputs: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    buyer_user: Mapped[str] = mapped_column(String(200))
    provider: Mapped[str] = mapped_column(String(40), default="", index=True)
    state: Mapped[str] = mapped_column(String(20))
    price_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3), default="CNY")
    days: Mapped[int] = mapped_column(Integer)
    valid_until: Mapped[date | None] = mapped_column(Date, default=None)  # the last day it can be ordered on
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class OrderRow(Base):
    """An order. `state`: see `tools.orders.machine`. `provider` is "" until one is assigned; `reached`: milestones reported.

    `due`: the day of delivery, known when the provider accepts. A quote is used by one order (unique).
    """

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "state in ('placed', 'assigned', 'working', 'delivered', 'disputed', 'completed', 'settled', 'cancelled')", name="ck_order_state"
        ),
        CheckConstraint("price_minor > 0", name="ck_order_price"),
        CheckConstraint("provider <> buyer", name="ck_order_parties"),
        CheckConstraint("provider <> '' or state in ('placed', 'cancelled')", name="ck_order_provider"),
        CheckConstraint("reached >= 0", name="ck_order_reached"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    quote: Mapped[str] = mapped_column(ForeignKey("quote.id"), unique=True)
    sku: Mapped[str] = mapped_column(String(30))
    inputs: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(ForeignKey(_ORGANISATION), index=True)
    buyer_user: Mapped[str] = mapped_column(String(200))
    provider: Mapped[str] = mapped_column(String(40), default="", index=True)
    provider_user: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), index=True)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    days: Mapped[int] = mapped_column(Integer)
    reached: Mapped[int] = mapped_column(Integer, default=0)
    due: Mapped[date | None] = mapped_column(Date, default=None)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class MessageRow(Base):
    """A message on an order, to the other party and the platform. Append-only (trigger)."""

    __tablename__ = "order_message"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    order: Mapped[str] = mapped_column(ForeignKey(_ORDER), index=True)
    user: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    when: Mapped[datetime] = mapped_column(Utc)


class DeliverableRow(Base):
    """A file of the provider's on an order. `delivered`: when it was handed over; until then the buyer does not see it."""

    __tablename__ = "deliverable"
    __table_args__ = (CheckConstraint("size > 0", name="ck_deliverable_size"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    order: Mapped[str] = mapped_column(ForeignKey(_ORDER), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(40))
    delivered: Mapped[datetime | None] = mapped_column(Utc, default=None)
    created: Mapped[datetime] = mapped_column(Utc)


class OrderRatingRow(Base):
    """That a side of an order has rated the other: once a side (primary key). The figures are in the event log. Append-only."""

    __tablename__ = "order_rating"
    __table_args__ = (CheckConstraint("side in ('buyer', 'provider')", name="ck_rating_side"),)

    order: Mapped[str] = mapped_column(ForeignKey(_ORDER), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    user: Mapped[str] = mapped_column(String(200))
    when: Mapped[datetime] = mapped_column(Utc)
