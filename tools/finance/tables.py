"""The table of packets: what a member sent to a lender or investor, as it was when it was approved."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc
from tools.finance.machine import PACKET

STATES = ", ".join(f"'{state}'" for state in PACKET.states)


class PacketRow(Base):
    """A packet. `document`: JSON of `tools.finance.packet.Packet`; `digest`: SHA-256 of it, which the approval was bound to."""

    __tablename__ = "finance_packet"
    __table_args__ = (
        CheckConstraint(f"state in ({STATES})", name="finance_packet_state"),
        CheckConstraint("amount_minor > 0", name="finance_packet_amount"),
        CheckConstraint("organisation <> recipient", name="finance_packet_parties"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))
    recipient: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    document: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(20), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    created: Mapped[datetime] = mapped_column(Utc)
    decided: Mapped[datetime | None] = mapped_column(Utc, default=None)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way to say it
