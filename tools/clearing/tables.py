"""The tables of escrows, proofs and transfers over the payment rail. The ledger's are in `ledger_tables`."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.clearing.ledger_tables import (
    LedgerAccountRow as LedgerAccountRow,
)  # whoever knows these tables knows the ledger's
from tools.database import Base, Utc


class EscrowRow(Base):
    """Money of a payer held by the platform for an order or a deal until it goes to the payee, back, or is divided.

    `state`: agreed, held, released, refunded, split, void (`tools.clearing.machine`). `payee` is "" until it is known.
    `fee_minor`: the platform's commission, kept from the payee's share at settlement. `proof`: the kind of proof a release
    needs (`tools.clearing.proof_kinds`), "" for none.
    """

    __tablename__ = "escrow"
    __table_args__ = (
        Index("uq_escrow_subject", "purpose", "subject", unique=True),
        CheckConstraint("price_minor > 0 and fee_minor >= 0 and fee_minor <= price_minor", name="ck_escrow_amounts"),
        CheckConstraint("state in ('agreed', 'held', 'released', 'refunded', 'split', 'void')", name="ck_escrow_state"),
        CheckConstraint("payer <> '' and payer <> payee", name="ck_escrow_parties"),
        CheckConstraint("payee <> '' or state not in ('released', 'split')", name="ck_escrow_payee"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))  # order, deal
    subject: Mapped[str] = mapped_column(String(40))
    payer: Mapped[str] = mapped_column(String(40), index=True)
    payee: Mapped[str] = mapped_column(String(40), default="", index=True)
    currency: Mapped[str] = mapped_column(String(3))
    price_minor: Mapped[int] = mapped_column(BigInteger)
    fee_minor: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(10), default="agreed", index=True)
    proof: Mapped[str] = mapped_column(String(30), default="")
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it


class ProofRow(Base):
    """What a party submits to show that the money is due: a notice of recordal, a delivery. `state`: submitted, confirmed."""

    __tablename__ = "escrow_proof"
    __table_args__ = (CheckConstraint("state in ('submitted', 'confirmed')", name="ck_proof_state"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    escrow: Mapped[str] = mapped_column(ForeignKey("escrow.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    number: Mapped[str] = mapped_column(String(80))  # of the notice
    dated: Mapped[date] = mapped_column(Date)  # the day the notice bears
    words: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(String(40))  # who submitted it
    state: Mapped[str] = mapped_column(String(10), default="submitted")
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class TransferRow(Base):
    """Money on its way between the platform and a bank. `direction`: in, out. `state`: requested, sent, done, failed.

    `key` goes with every request to the rail, so that a repeated one is the same one. `lease`: until when a worker has it;
    `due`: not before this moment is it tried again. `receipt`: the rail's number.
    """

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="ck_transfer_amount"),
        CheckConstraint("direction in ('in', 'out')", name="ck_transfer_direction"),
        CheckConstraint("state in ('requested', 'sent', 'done', 'failed')", name="ck_transfer_state"),
        Index("uq_transfer_order", "organisation", "seq", unique=True),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)  # order within the organisation
    organisation: Mapped[str] = mapped_column(String(40))
    direction: Mapped[str] = mapped_column(String(3))
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(10), default="requested", index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    lease: Mapped[datetime | None] = mapped_column(Utc, default=None)
    due: Mapped[datetime | None] = mapped_column(Utc, default=None)
    receipt: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    user: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class SandboxBankRow(Base):
    """A request in the books of the sandbox bank. They are its own: written in its own transaction, before it answers."""

    __tablename__ = "sandbox_bank"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[str] = mapped_column(String(80), unique=True)
    direction: Mapped[str] = mapped_column(String(3))
    organisation: Mapped[str] = mapped_column(String(40))
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(200), default="")
