"""Members: rights and deactivation of accounts, passwords, sessions, invitations, profiles, consents."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns, make the tables."""
    op.add_column("account", sa.Column("manager", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("account", sa.Column("deactivated", Utc, nullable=True))
    op.execute("""update account set manager = true where "user" = 'local'""")  # it manages what is its own alone
    _sign_in()
    _membership()
    op.create_table(
        "consent",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("user", sa.String(200), sa.ForeignKey("account.user"), nullable=False, index=True),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("given", Utc, nullable=False),
        sa.Column("withdrawn", Utc, nullable=True),
    )
    still = sa.text("withdrawn is null")
    op.create_index("consent_open", "consent", ["user", "purpose"], unique=True, sqlite_where=still, postgresql_where=still)  # fmt: skip


def _sign_in() -> None:
    op.create_table(
        "credential",
        sa.Column("user", sa.String(200), sa.ForeignKey("account.user"), primary_key=True),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("changed", Utc, nullable=False),
    )
    op.create_table(
        "sign_in",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(200), sa.ForeignKey("account.user"), nullable=False, index=True),
        sa.Column("opened", Utc, nullable=False),
        sa.Column("seen", Utc, nullable=False),
        sa.Column("ends", Utc, nullable=False),
    )
    op.create_table(
        "throttle",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", Utc, nullable=False),
    )


def _membership() -> None:
    op.create_table(
        "profile",
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("industry", sa.String(80), nullable=False),
        sa.Column("fields", sa.String(400), nullable=False),
        sa.Column("contact", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("manager", sa.Boolean, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("inviter", sa.String(200), sa.ForeignKey("account.user"), nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.Column("expires", Utc, nullable=False),
        sa.Column("used", Utc, nullable=True),
        sa.Column("used_by", sa.String(200), nullable=False),
        sa.Column("revoked", Utc, nullable=True),
        sa.CheckConstraint("role in ('member', 'agency', 'staff', 'investor', 'expert', 'admin')", name="invitation_role"),
        sa.CheckConstraint("(used is null) = (used_by = '')", name="invitation_used"),
    )  # fmt: skip


def downgrade() -> None:
    """Drop them."""
    for table in ("consent", "invitation", "profile", "throttle", "sign_in", "credential"):
        op.drop_table(table)
    op.drop_column("account", "deactivated")
    op.drop_column("account", "manager")
