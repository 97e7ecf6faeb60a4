"""What the desk kept before it traded: conversations, thumbs, usage, inquiries, special-topic databases.

Databases made before there were migrations are at this revision already.
"""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "conversation",
        sa.Column("thread", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("touched", Utc, nullable=False, index=True),
    )
    op.create_table(
        "feedback",
        sa.Column("thread", sa.String(64), primary_key=True),
        sa.Column("message", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("thumb", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created", Utc, nullable=False),
    )
    op.create_table(
        "usage",
        sa.Column("user", sa.String(200), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("tokens", sa.Integer, nullable=False),
    )
    op.create_table(
        "inquiry",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        sa.Column("thread", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("contact", sa.String(300), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created", Utc, nullable=False),
    )
    _topic_databases()


def _topic_databases() -> None:
    database = sa.ForeignKey("topic_database.id", ondelete="cascade")
    op.create_table(
        "topic_database",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("refreshed", Utc, nullable=True),
        sa.UniqueConstraint("owner", "name"),
    )
    op.create_table(
        "topic_share",
        sa.Column("database", sa.String(40), database, primary_key=True),
        sa.Column("user", sa.String(200), primary_key=True, index=True),
        sa.Column("level", sa.String(10), nullable=False),
    )
    op.create_table(
        "topic_note",
        sa.Column("database", sa.String(40), sa.ForeignKey("topic_database.id", ondelete="cascade"), primary_key=True),
        sa.Column("number", sa.String(40), primary_key=True),
        sa.Column("field", sa.String(80), primary_key=True),
        sa.Column("tag", sa.String(80), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("when", Utc, nullable=False),
    )
    op.create_table(
        "topic_change",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("database", sa.String(40), sa.ForeignKey("topic_database.id", ondelete="cascade"), nullable=False, index=True),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("when", Utc, nullable=False),
        sa.Column("came", sa.Text, nullable=False),
        sa.Column("went", sa.Text, nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("index", sa.String(80), nullable=False),
        sa.Column("log", sa.Text, nullable=False),
    )  # fmt: skip


def downgrade() -> None:
    """Drop the tables."""
    for name in ("topic_change", "topic_note", "topic_share", "topic_database", "inquiry", "usage", "feedback", "conversation"):  # fmt: skip
        op.drop_table(name)
