"""Portfolio care: profiles, assets, decisions about days, and what changed."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "portfolio",
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sells", "makes", "classes", "watched")),
        sa.Column("entity", sa.String(10), nullable=False),
        sa.Column("reduction", sa.String(10), nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("looked", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("entity in ('large', 'small', 'micro')", name="portfolio_entity"),
        sa.CheckConstraint("reduction in ('none', 'single', 'joint')", name="portfolio_reduction"),
    )
    _asset()
    op.create_table(
        "asset_task",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("asset", sa.String(40), sa.ForeignKey("asset.id"), nullable=False, index=True),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("decision", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.UniqueConstraint("asset", "rule", "day", name="asset_task_once"),
        sa.CheckConstraint("decision in ('done', 'abandoned')", name="asset_task_decision"),
    )
    op.create_table(
        "portfolio_change",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("found", sa.Date, nullable=False),
        sa.UniqueConstraint("organisation", "key", name="portfolio_change_once"),
    )


def _asset() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("right", sa.String(20), nullable=False),
        sa.Column("jurisdiction", sa.String(4), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        *(sa.Column(name, sa.Date) for name in ("filed", "priority", "granted", "expiry")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("classes", "owners")),
        sa.Column("family", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("updated", Utc, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("organisation", "right", "jurisdiction", "number", name="asset_number"),
        sa.CheckConstraint(
            "\"right\" in ('invention', 'utility-model', 'design', 'mark', 'copyright', 'software', 'layout')",
            name="asset_right",
        ),
        sa.CheckConstraint("state in ('live', 'pending', 'ended', 'unknown')", name="asset_state"),
        sa.CheckConstraint("granted is null or filed is null or granted >= filed", name="asset_order"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("portfolio_change", "asset_task", "asset", "portfolio"):
        op.drop_table(name)
