"""Transfers against the books: what is in transit is what is on its way out, and every answer of the rail was booked once."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from tools.clearing.accounts import account_id
from tools.clearing.ledger_tables import LedgerAccountRow, LedgerPostingRow, LedgerTransactionRow
from tools.clearing.tables import TransferRow
from tools.clearing.transfers import OPEN

Found = Iterator[tuple[str, str, Mapping[str, str | int]]]
_STUCK = 8  # attempts without an answer


def transfer_findings(session: Session) -> Found:
    """What does not fit, as name, transfer or account, values."""
    yield from _transit(session)
    booked = _booked(session)
    t = TransferRow
    for row in session.execute(select(t.id, t.state, t.direction, t.amount_minor, t.attempts)):
        yield from _one(row, booked.pop(f"rail:{row.id}", None), booked.pop(f"pay_out:{row.id}", None))
    for reference in booked:
        yield "transfer_missing", reference, {}


def _transit(session: Session) -> Found:
    """The balance of each transit account is the sum of the open pay-outs in its currency."""
    query = select(TransferRow.currency, func.sum(TransferRow.amount_minor)).where(TransferRow.direction == "out", TransferRow.state.in_(OPEN))  # fmt: skip
    way = {currency: int(total) for currency, total in session.execute(query.group_by(TransferRow.currency))}
    accounts = select(LedgerAccountRow.currency, LedgerAccountRow.balance_minor).where(
        LedgerAccountRow.kind == "transit"
    )
    balances = {currency: balance for currency, balance in session.execute(accounts)}  # noqa: C416 - rows, not pairs
    for currency in sorted(way.keys() | balances.keys()):
        if way.get(currency, 0) != balances.get(currency, 0):
            values = {"balance": balances.get(currency, 0), "open": way.get(currency, 0)}
            yield "transit_open", account_id("transit", currency), values


def _booked(session: Session) -> dict[str, tuple[str, int]]:
    """The transactions of transfers: reference -> kind, amount of the leg that adds."""
    t, p = LedgerTransactionRow, LedgerPostingRow
    of_transfers = t.reference.startswith("rail:") | t.reference.startswith("pay_out:")
    query = select(t.reference, t.kind, func.sum(p.amount_minor)).join(p, p.transaction == t.id).where(p.amount_minor > 0, of_transfers)  # fmt: skip
    return {name: (kind, int(total)) for name, kind, total in session.execute(query.group_by(t.reference, t.kind))}


def _one(row: Row[str, str, str, int, int], answer: tuple[str, int] | None, left: tuple[str, int] | None) -> Found:
    """One transfer: its request and the rail's answer are in the books as its state says."""
    kinds = {("in", "done"): "deposit", ("out", "done"): "paid_out", ("out", "failed"): "return"}
    kind = kinds.get((row.direction, row.state))
    if answer != ((kind, row.amount_minor) if kind else None):
        yield "transfer_booking", row.id, {"state": row.state, "booked": f"{answer[0]} {answer[1]}" if answer else "-"}
    if left != (("pay_out", row.amount_minor) if row.direction == "out" else None):
        yield "transfer_request", row.id, {"state": row.state, "booked": f"{left[0]} {left[1]}" if left else "-"}
    if row.state in OPEN and row.attempts >= _STUCK:
        yield "transfer_stuck", row.id, {"attempts": row.attempts}
