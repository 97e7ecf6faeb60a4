"""Agencies: profiles, price bands, the parties they stand for, matches, introductions and their threads."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key
from tools.migrations.triggers import append_only, drop_append_only

revision = "0010"
down_revision = "0009"
_WAITS = sa.text("state = 'sent'")


def _organisation(name: str, **more: bool) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, **more)  # type: ignore[arg-type]


def upgrade() -> None:
    """Make the tables and their triggers."""
    _directory()
    _introductions()
    append_only(op.get_bind(), "introduction_message")


def _directory() -> None:
    op.create_table(
        "agency_profile",
        _organisation("organisation", primary_key=True),
        sa.Column("about_zh", sa.Text, nullable=False),
        sa.Column("about_en", sa.Text, nullable=False),
        sa.Column("region", sa.String(10), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("jurisdictions", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("accepting", sa.Boolean, nullable=False),
        sa.Column("verified", sa.Boolean, nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("code", sa.String(20), nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("capacity >= 0", name="ck_agency_capacity"),
    )
    op.create_table(
        "agency_band",
        _organisation("organisation", primary_key=True),
        sa.Column("line", sa.String(20), primary_key=True),
        sa.Column("low_minor", sa.BigInteger, nullable=False),
        sa.Column("high_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.CheckConstraint("low_minor > 0 and high_minor >= low_minor", name="ck_agency_band"),
    )
    op.create_table(
        "agency_party",
        sa.Column("id", sa.String(40), primary_key=True),
        _organisation("organisation", index=True),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("side in ('client', 'adverse')", name="ck_agency_party_side"),
    )


def _introductions() -> None:
    op.create_table(
        "agency_match",
        sa.Column("id", sa.String(40), primary_key=True),
        _organisation("organisation", index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("created", Utc, nullable=False),
    )
    op.create_table(
        "introduction",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("match", sa.String(40), sa.ForeignKey("agency_match.id"), nullable=False),
        _organisation("member", index=True),
        sa.Column("member_user", sa.String(200), nullable=False),
        _organisation("agency", index=True),
        sa.Column("agency_user", sa.String(200), nullable=False),
        sa.Column("packet", sa.Text, nullable=False),
        sa.Column("against", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("state in ('sent', 'accepted', 'declined', 'withdrawn', 'expired', 'closed')", name="ck_introduction_state"),
        sa.CheckConstraint("agency <> member", name="ck_introduction_parties"),
    )  # fmt: skip
    op.create_index("uq_introduction_waits", "introduction", ["match", "agency"], unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS)  # fmt: skip
    op.create_table(
        "introduction_message",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("introduction", sa.String(40), sa.ForeignKey("introduction.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("when", Utc, nullable=False),
    )


def downgrade() -> None:
    """Drop the triggers and the tables."""
    drop_append_only(op.get_bind(), "introduction_message")
    for table in ("introduction_message", "introduction", "agency_match", "agency_party", "agency_band", "agency_profile"):  # fmt: skip
        op.drop_table(table)
