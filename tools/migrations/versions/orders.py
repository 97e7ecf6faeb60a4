"""Orders: offers of providers, quotes, orders, messages, deliverables, ratings."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key
from tools.migrations.triggers import append_only, drop_append_only

revision = "0004"
down_revision = "0003"

_STATES = "'placed', 'assigned', 'working', 'delivered', 'disputed', 'completed', 'settled', 'cancelled'"
_WRITTEN_ONCE = ("order_message", "order_rating")


def upgrade() -> None:
    """Make the tables and triggers."""
    op.create_table(
        "offering",
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("line", sa.String(20), primary_key=True),
    )
    _quotes()
    _orders()
    _beside_orders()
    for table in _WRITTEN_ONCE:
        append_only(op.get_bind(), table)


def _quotes() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("sku", sa.String(30), nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("buyer", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("buyer_user", sa.String(200), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False, index=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("price_minor", sa.BigInteger, nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("valid_until", sa.Date, nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("state in ('asked', 'open', 'used', 'withdrawn')", name="ck_quote_state"),
        sa.CheckConstraint("price_minor is null or price_minor > 0", name="ck_quote_price"),
        sa.CheckConstraint("state not in ('open', 'used') or (price_minor is not null and valid_until is not null)", name="ck_quote_priced"),
        sa.CheckConstraint("provider <> buyer", name="ck_quote_parties"),
    )  # fmt: skip


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("quote", sa.String(40), sa.ForeignKey("quote.id"), nullable=False, unique=True),
        sa.Column("sku", sa.String(30), nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("buyer", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("buyer_user", sa.String(200), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False, index=True),
        sa.Column("provider_user", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("price_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("reached", sa.Integer, nullable=False),
        sa.Column("due", sa.Date, nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint(f"state in ({_STATES})", name="ck_order_state"),
        sa.CheckConstraint("price_minor > 0", name="ck_order_price"),
        sa.CheckConstraint("provider <> buyer", name="ck_order_parties"),
        sa.CheckConstraint("provider <> '' or state in ('placed', 'cancelled')", name="ck_order_provider"),
        sa.CheckConstraint("reached >= 0", name="ck_order_reached"),
    )


def _beside_orders() -> None:
    op.create_table(
        "order_message",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("order", sa.String(40), sa.ForeignKey("orders.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("when", Utc, nullable=False),
    )
    op.create_table(
        "deliverable",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("order", sa.String(40), sa.ForeignKey("orders.id"), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("delivered", Utc, nullable=True),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("size > 0", name="ck_deliverable_size"),
    )
    op.create_table(
        "order_rating",
        sa.Column("order", sa.String(40), sa.ForeignKey("orders.id"), primary_key=True),
        sa.Column("side", sa.String(10), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("when", Utc, nullable=False),
        sa.CheckConstraint("side in ('buyer', 'provider')", name="ck_rating_side"),
    )


def downgrade() -> None:
    """Drop triggers and tables."""
    for table in _WRITTEN_ONCE:
        drop_append_only(op.get_bind(), table)
    for name in ("order_rating", "deliverable", "order_message", "orders", "quote", "offering"):
        op.drop_table(name)
