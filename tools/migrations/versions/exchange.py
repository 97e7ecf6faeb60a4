"""The exchange: listings and the rights they offer, needs, offers, bids, deals."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.migrations.triggers import append_only, drop_append_only

revision = "0005"
down_revision = "0004"
_LIVE = sa.text("live and exclusive")
_SOURCED = sa.text("source <> ''")


def upgrade() -> None:
    """Make the tables; bids are never changed."""
    _listings()
    _rights()
    _needs()
    _offers()
    _bids()
    _deals()
    append_only(op.get_bind(), "bid")


def _listings() -> None:
    op.create_table(
        "listing",
        *_owned(),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("deal", sa.String(20), nullable=False),
        sa.Column("pricing", sa.String(20), nullable=False),
        sa.Column("price_minor", sa.BigInteger, nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("classes", sa.Text, nullable=False),
        sa.Column("most", sa.Integer, nullable=True),
        sa.Column("granted", sa.Integer, nullable=False),
        sa.Column("concluded", sa.Integer, nullable=False),
        sa.Column("reserve_minor", sa.BigInteger, nullable=True),
        sa.Column("increment_minor", sa.BigInteger, nullable=True),
        sa.Column("starts", Utc, nullable=True),
        sa.Column("ends", Utc, nullable=True),
        sa.Column("extension", sa.Integer, nullable=False),
        sa.Column("bids", sa.Integer, nullable=False),
        sa.Column("declares", sa.Text, nullable=False),
        sa.Column("checks", sa.Text, nullable=False),
        sa.Column("house", sa.String(40), nullable=False),
        *_lasting(),
        sa.CheckConstraint("price_minor is null or price_minor > 0", name="listing_price"),
        sa.CheckConstraint("granted >= 0 and (most is null or granted <= most)", name="listing_count"),
        sa.CheckConstraint("concluded >= 0 and concluded <= granted", name="listing_concluded"),
        sa.CheckConstraint("most is null or most > 0", name="listing_most"),
        sa.CheckConstraint("increment_minor is null or increment_minor > 0", name="listing_increment"),
        sa.CheckConstraint("reserve_minor is null or reserve_minor > 0", name="listing_reserve"),
    )


def _rights() -> None:
    op.create_table(
        "listed_right",
        sa.Column("listing", sa.String(40), sa.ForeignKey("listing.id"), primary_key=True),
        sa.Column("right_key", sa.String(80), primary_key=True),
        sa.Column("shown", sa.String(80), nullable=False),
        sa.Column("exclusive", sa.Boolean, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
    )
    op.create_index("ux_listed_right_live", "listed_right", ["right_key"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)  # fmt: skip


def _needs() -> None:
    op.create_table(
        "need",
        *_owned(),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        sa.Column("deals", sa.Text, nullable=False),
        sa.Column("classes", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("budget_minor", sa.BigInteger, nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        *_lasting(),
        sa.CheckConstraint("budget_minor is null or budget_minor > 0", name="need_budget"),
    )


def _offers() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("listing", sa.String(40), sa.ForeignKey("listing.id"), nullable=False, index=True),
        sa.Column("buyer", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("by", sa.String(10), nullable=False),
        sa.Column("previous", sa.String(40), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("declares", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("expires", Utc, nullable=False, index=True),
        sa.CheckConstraint("amount_minor > 0", name="offer_amount"),
    )


def _bids() -> None:
    op.create_table(
        "bid",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("listing", sa.String(40), sa.ForeignKey("listing.id"), nullable=False, index=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("placed", Utc, nullable=False),
        sa.UniqueConstraint("listing", "place", name="bid_place"),
        sa.UniqueConstraint("listing", "amount_minor", name="bid_once"),
        sa.CheckConstraint("amount_minor > 0", name="bid_amount"),
    )


def _deals() -> None:
    op.create_table(
        "deal",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("listing", sa.String(40), sa.ForeignKey("listing.id"), nullable=False, index=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("seller", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("buyer", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("price_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("proof", sa.String(20), nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("checks", sa.Text, nullable=False),
        sa.Column("exclusive", sa.Boolean, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("pay_by", Utc, nullable=False),
        sa.CheckConstraint("price_minor > 0", name="deal_price"),
        sa.CheckConstraint("seller <> buyer", name="deal_parties"),
    )
    op.create_index("ux_deal_live", "deal", ["listing"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
    op.create_index("ux_deal_source", "deal", ["source"], unique=True, sqlite_where=_SOURCED, postgresql_where=_SOURCED)


def _owned() -> tuple[sa.Column[str], ...]:
    """Key and owner."""
    return (
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
    )


def _lasting() -> tuple[sa.Column[object], ...]:
    """State, guard and times."""
    return (
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("expires", Utc, nullable=False, index=True),
    )


def downgrade() -> None:
    """Drop the tables."""
    drop_append_only(op.get_bind(), "bid")
    for name in ("deal", "bid", "offer", "need", "listed_right", "listing"):
        op.drop_table(name)
