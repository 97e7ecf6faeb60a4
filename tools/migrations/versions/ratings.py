"""Credit ratings: the figures computed from the log, and disputes about its entries."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rating",
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("components", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("computed", Utc, nullable=False),
        sa.Column("last_event", Key, nullable=False),
    )
    op.create_table(
        "rating_dispute",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("entry", Key, sa.ForeignKey("event.id"), nullable=False),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("other", sa.String(40), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("entry", name="rating_dispute_entry"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("rating_dispute")
    op.drop_table("rating")
