"""The ground of the exchange: organisations and accounts, the log of events, approvals, the audit."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key
from tools.migrations.triggers import append_only, drop_append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; the log and the audit may only grow."""
    _members()
    _approvals()
    op.create_table(
        "event",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record", sa.String(40), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("was", sa.String(20), nullable=False),
        sa.Column("became", sa.String(20), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("when", Utc, nullable=False),
        sa.Column("cause", sa.String(80), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("ix_event_record", "event", ["kind", "record", "id"])
    op.create_table(
        "audit",
        sa.Column("seq", Key, primary_key=True, autoincrement=False),
        sa.Column("when", sa.String(40), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False, index=True),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
    )
    for table in ("event", "audit"):
        append_only(op.get_bind(), table)


def _members() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name_zh", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("ownership", sa.String(20), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created", Utc, nullable=False),
    )
    op.create_table(
        "account",
        sa.Column("user", sa.String(200), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created", Utc, nullable=False),
    )
    op.create_table(
        "licence",
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("kind", sa.String(30), primary_key=True),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("valid_until", sa.Date, nullable=True),
    )


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("effect", sa.String(40), nullable=False),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("thread", sa.String(64), nullable=False, index=True),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("expires", Utc, nullable=False),
        sa.Column("decided", Utc, nullable=True),
        sa.Column("outcome", sa.Text, nullable=False),
    )
    op.create_table(
        "repeat",
        sa.Column("user", sa.String(200), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("created", Utc, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("event", "audit"):
        drop_append_only(op.get_bind(), table)
    for name in ("repeat", "approval", "audit_head", "audit", "event", "licence", "account", "organisation"):
        op.drop_table(name)
