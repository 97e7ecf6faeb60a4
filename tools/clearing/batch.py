"""The clearing batch: releases every escrow whose proof is confirmed, each in a transaction of its own."""

from dataclasses import dataclass

from sqlalchemy import select

from tools.act import Act
from tools.clearing.escrow import fee_kept, price_of, release_escrow
from tools.clearing.house import WORKER, ClearingHouse
from tools.clearing.proving import is_proved
from tools.clearing.tables import EscrowRow, ProofRow
from tools.money import Money
from tools.refused import Refused


@dataclass(frozen=True)
class Paid:
    """An escrow the batch released: what was held, the fee kept, and what the payee got."""

    escrow: str
    held: Money
    fee: Money
    paid: Money


@dataclass(frozen=True)
class Cleared:
    """What a batch did. `left`: escrows that a rule held back, with its sentence."""

    paid: tuple[Paid, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def clear_due(house: ClearingHouse, limit: int = 1000) -> Cleared:
    """Settle everything due. Cut off between two items or run again, it pays nothing twice."""
    paid: list[Paid] = []
    left: list[tuple[str, str]] = []
    for identity in due(house, limit):
        try:
            if done := _clear(house, identity):
                paid.append(done)
        except Refused as refusal:
            left.append((identity, str(refusal)))
    return Cleared(tuple(paid), tuple(left))


def due(house: ClearingHouse, limit: int = 1000) -> list[str]:
    """The held escrows whose proof is confirmed, the oldest first."""
    proved = select(ProofRow.id).where(ProofRow.escrow == EscrowRow.id, ProofRow.kind == EscrowRow.proof, ProofRow.state == "confirmed")  # fmt: skip
    query = select(EscrowRow.id).where(EscrowRow.state == "held", EscrowRow.proof != "", proved.exists())
    with house.sessions() as session:
        return list(session.scalars(query.order_by(EscrowRow.created, EscrowRow.id).limit(limit)))


def _clear(house: ClearingHouse, identity: str) -> Paid | None:

    def settle(act: Act) -> Paid | None:
        escrow = house.held_escrow(act, identity)
        if escrow is None or escrow.state != "held" or not escrow.proof or not is_proved(act.session, escrow):
            return None  # somebody settled it since the list was read
        release_escrow(act, escrow)
        house.follow(act, escrow)
        act.session.flush()
        house.audit.append(act.session, act.moment, WORKER, "clear escrow", escrow.id)
        return Paid(escrow.id, price_of(escrow), fee_kept(escrow), price_of(escrow) - fee_kept(escrow))

    return house.carry("clearing batch", settle)
