"""Clearing: the ledger with the triggers that hold it to its rules, escrows, proofs, transfers, the sandbox bank."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key
from tools.migrations.ledger_triggers import drop_ledger_triggers, ledger_triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables and triggers."""
    _ledger()
    _escrows()
    _transfers()
    ledger_triggers(op.get_bind())


def _ledger() -> None:
    op.create_table(
        "ledger_account",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("balance_minor", sa.BigInteger, nullable=False),
        sa.Column("last_posting", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("owner", "kind", "currency", name="uq_account_owner"),
        sa.UniqueConstraint("id", "currency", name="uq_account_currency"),
        sa.CheckConstraint("kind in ('member', 'escrow', 'platform_fee', 'rail', 'transit')", name="ck_account_kind"),
        sa.CheckConstraint("balance_minor >= 0 or kind = 'rail'", name="ck_account_floor"),
        sa.CheckConstraint("abs(balance_minor) <= 1000000000000000000", name="ck_account_size"),
        sa.CheckConstraint("(owner <> '') = (kind = 'member')", name="ck_account_owner"),
    )
    op.create_table("ledger_seal", sa.Column("transaction", sa.String(40), primary_key=True))
    sealed = sa.ForeignKey("ledger_seal.transaction", deferrable=True, initially="DEFERRED")
    op.create_table(
        "ledger_transaction",
        sa.Column("id", sa.String(40), sealed, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False, unique=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("when", Utc, nullable=False),
        sa.Column("cause", sa.String(80), nullable=False),
    )
    op.create_table(
        "ledger_posting",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("transaction", sa.String(40), sa.ForeignKey("ledger_transaction.id"), nullable=False, index=True),
        sa.Column("account", sa.String(80), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["account", "currency"], ["ledger_account.id", "ledger_account.currency"], name="fk_posting_account"),
        sa.CheckConstraint("amount_minor <> 0 and abs(amount_minor) <= 1000000000000000", name="ck_posting_amount"),
        sa.CheckConstraint("amount_minor = cast(amount_minor as bigint)", name="ck_posting_whole"),
    )  # fmt: skip
    op.create_index("ix_posting_account", "ledger_posting", ["account", "id"])


def _escrows() -> None:
    op.create_table(
        "escrow",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("payer", sa.String(40), nullable=False, index=True),
        sa.Column("payee", sa.String(40), nullable=False, index=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("price_minor", sa.BigInteger, nullable=False),
        sa.Column("fee_minor", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False, index=True),
        sa.Column("proof", sa.String(30), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("price_minor > 0 and fee_minor >= 0 and fee_minor <= price_minor", name="ck_escrow_amounts"),
        sa.CheckConstraint("state in ('agreed', 'held', 'released', 'refunded', 'split', 'void')", name="ck_escrow_state"),
        sa.CheckConstraint("payer <> '' and payer <> payee", name="ck_escrow_parties"),
        sa.CheckConstraint("payee <> '' or state not in ('released', 'split')", name="ck_escrow_payee"),
    )  # fmt: skip
    op.create_index("uq_escrow_subject", "escrow", ["purpose", "subject"], unique=True)
    op.create_table(
        "escrow_proof",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("escrow", sa.String(40), sa.ForeignKey("escrow.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("dated", sa.Date, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("state in ('submitted', 'confirmed')", name="ck_proof_state"),
    )


def _transfers() -> None:
    op.create_table(
        "transfer",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("direction", sa.String(3), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False, index=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease", Utc, nullable=True),
        sa.Column("due", Utc, nullable=True),
        sa.Column("receipt", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("amount_minor > 0", name="ck_transfer_amount"),
        sa.CheckConstraint("direction in ('in', 'out')", name="ck_transfer_direction"),
        sa.CheckConstraint("state in ('requested', 'sent', 'done', 'failed')", name="ck_transfer_state"),
    )
    op.create_index("uq_transfer_order", "transfer", ["organisation", "seq"], unique=True)
    op.create_table(
        "sandbox_bank",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("number", sa.String(80), nullable=False, unique=True),
        sa.Column("direction", sa.String(3), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    """Drop triggers and tables."""
    drop_ledger_triggers(op.get_bind())
    names = (
        "sandbox_bank",
        "transfer",
        "escrow_proof",
        "escrow",
        "ledger_posting",
        "ledger_transaction",
        "ledger_seal",
    )
    for name in (*names, "ledger_account"):
        op.drop_table(name)
