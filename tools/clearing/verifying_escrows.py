"""Escrows against the books: the escrow accounts hold what the held escrows are; each escrow was funded and ended once."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from tools.clearing.accounts import account_id
from tools.clearing.ledger_tables import LedgerAccountRow, LedgerPostingRow, LedgerTransactionRow
from tools.clearing.tables import EscrowRow

Found = Iterator[tuple[str, str, Mapping[str, str | int]]]
_FUNDED = ("held", "released", "refunded", "split")
_ENDS = {"released": "release", "refunded": "refund", "split": "split"}


def escrow_findings(session: Session) -> Found:
    """What does not fit, as name, escrow or account, values."""
    yield from _held(session)
    moved = _movements(session)
    for row in session.execute(select(EscrowRow.id, EscrowRow.state, EscrowRow.price_minor, EscrowRow.currency)):
        yield from _one(row, moved.pop(f"fund:{row.id}", None), moved.pop(f"settle:{row.id}", None))
    for reference in moved:
        yield "escrow_missing", reference, {}


def _held(session: Session) -> Found:
    """The balance of each escrow account is the sum of what is held in its currency (I3)."""
    query = select(EscrowRow.currency, func.sum(EscrowRow.price_minor)).where(EscrowRow.state == "held")
    held = {currency: int(total) for currency, total in session.execute(query.group_by(EscrowRow.currency))}
    accounts = select(LedgerAccountRow.currency, LedgerAccountRow.balance_minor).where(
        LedgerAccountRow.kind == "escrow"
    )
    balances = {currency: balance for currency, balance in session.execute(accounts)}  # noqa: C416 - rows, not pairs
    for currency in sorted(held.keys() | balances.keys()):
        if held.get(currency, 0) != balances.get(currency, 0):
            values = {"balance": balances.get(currency, 0), "held": held.get(currency, 0)}
            yield "escrow_held", account_id("escrow", currency), values


def _movements(session: Session) -> dict[str, tuple[str, int]]:
    """What each funding and settling transaction did to the escrow account: reference -> kind, amount."""
    t, p, a = LedgerTransactionRow, LedgerPostingRow, LedgerAccountRow
    query = (
        select(t.reference, t.kind, func.sum(p.amount_minor))
        .join(p, p.transaction == t.id)
        .join(a, a.id == p.account)
        .where(a.kind == "escrow")
        .group_by(t.reference, t.kind)
    )
    return {reference: (kind, int(total)) for reference, kind, total in session.execute(query)}


def _one(row: Row[str, str, int, str], funded: tuple[str, int] | None, settled: tuple[str, int] | None) -> Found:
    """One escrow: funded once when it should be, settled once in the way its state says (I4)."""
    wanted = ("fund", row.price_minor) if row.state in _FUNDED else None
    if funded != wanted:
        yield "escrow_funding", row.id, {"state": row.state, "booked": _told(funded)}
    wanted = (_ENDS[row.state], -row.price_minor) if row.state in _ENDS else None
    if settled != wanted:
        yield "escrow_settling", row.id, {"state": row.state, "booked": _told(settled)}


def _told(movement: tuple[str, int] | None) -> str:
    return f"{movement[0]} {movement[1]}" if movement else "-"
