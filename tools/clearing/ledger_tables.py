"""The tables of the ledger: accounts, transactions, postings, seals.

The database itself holds the books to their rules, in the same way on SQLite and PostgreSQL (triggers in the migration):
a posting changes the balance of its account, and nothing else can; a transaction cannot be committed without a seal (the
deferred foreign key), and a seal is refused unless the postings are two or more and add up to nothing in each currency;
a sealed transaction takes no posting; nothing of it is ever changed or deleted.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.events import Key


class LedgerAccountRow(Base):
    """An account of one owner, kind and currency; `id` is made of them (`tools.clearing.accounts.account_id`).

    `kind`: member; escrow, platform_fee, transit (the platform's: money held, earned, on its way out); rail (the mirror of
    the platform's account at the bank: it alone may be negative). `balance_minor` and `last_posting` belong to the trigger.
    """

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("owner", "kind", "currency", name="uq_account_owner"),
        UniqueConstraint("id", "currency", name="uq_account_currency"),
        CheckConstraint("kind in ('member', 'escrow', 'platform_fee', 'rail', 'transit')", name="ck_account_kind"),
        CheckConstraint("balance_minor >= 0 or kind = 'rail'", name="ck_account_floor"),
        CheckConstraint("abs(balance_minor) <= 1000000000000000000", name="ck_account_size"),
        CheckConstraint("(owner <> '') = (kind = 'member')", name="ck_account_owner"),
    )

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40), default="")  # organisation, "" for the platform's
    kind: Mapped[str] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(String(3))
    balance_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    last_posting: Mapped[int] = mapped_column(BigInteger, default=0)


class LedgerTransactionRow(Base):
    """One movement of money. `reference` says what it is for and cannot come twice: "settle:ESC-..", "rail:TRF-.."."""

    __tablename__ = "ledger_transaction"

    id: Mapped[str] = mapped_column(
        ForeignKey("ledger_seal.transaction", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(20))  # deposit, pay_out, fund, release, refund, split, return
    reference: Mapped[str] = mapped_column(String(80), unique=True)
    user: Mapped[str] = mapped_column(String(200))
    when: Mapped[datetime] = mapped_column(Utc)
    cause: Mapped[str] = mapped_column(String(80))


class LedgerPostingRow(Base):
    """One leg: what a transaction adds to an account (negative: takes from it)."""

    __tablename__ = "ledger_posting"
    __table_args__ = (
        ForeignKeyConstraint(["account", "currency"], ["ledger_account.id", "ledger_account.currency"], name="fk_posting_account"),
        CheckConstraint("amount_minor <> 0 and abs(amount_minor) <= 1000000000000000", name="ck_posting_amount"),
        CheckConstraint("amount_minor = cast(amount_minor as bigint)", name="ck_posting_whole"),
        Index("ix_posting_account", "account", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    transaction: Mapped[str] = mapped_column(ForeignKey("ledger_transaction.id"), index=True)
    account: Mapped[str] = mapped_column(String(80))
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class LedgerSealRow(Base):
    """The mark that a transaction is whole."""

    __tablename__ = "ledger_seal"

    transaction: Mapped[str] = mapped_column(String(40), primary_key=True)
