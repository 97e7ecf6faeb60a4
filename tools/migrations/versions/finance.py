"""IP finance and health checks: packets sent to lenders and investors, and the answers of organisations."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "finance_packet",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("recipient", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("decided", Utc, nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("state in ('sent', 'accepted', 'declined', 'withdrawn')", name="finance_packet_state"),
        sa.CheckConstraint("amount_minor > 0", name="finance_packet_amount"),
        sa.CheckConstraint("organisation <> recipient", name="finance_packet_parties"),
    )
    op.create_table(
        "health_check",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("edition", sa.String(20), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("form in ('six-lacks', 'self-audit')", name="health_check_form"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("health_check")
    op.drop_table("finance_packet")
