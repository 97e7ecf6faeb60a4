"""`ipos ledger verify`: the books checked against themselves, against the escrows and against the transfers.

The database keeps most of these rules by its triggers; the check does not trust them, so it finds what was changed behind
their back: a restored file, a dropped trigger, a hand in the database.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.clearing.ledger_tables import LedgerAccountRow, LedgerPostingRow, LedgerSealRow, LedgerTransactionRow
from tools.clearing.verifying_escrows import escrow_findings
from tools.clearing.verifying_transfers import transfer_findings
from tools.principal import Principal

_P, _T, _A, _S = LedgerPostingRow, LedgerTransactionRow, LedgerAccountRow, LedgerSealRow
Found = Iterator[tuple[str, str, Mapping[str, str | int]]]  # name, subject, values


@dataclass(frozen=True)
class Finding:
    """Something wrong. `name`: which rule (`finding_<name>` in the words); `subject`: with which record; `values`: how."""

    name: str
    subject: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def verify_ledger(session: Session, who: Principal) -> list[Finding]:
    """All that is wrong with the books; nothing when they are sound. Raises Refused for who may not look."""
    require(who, "verify_ledger", None)
    return findings(session)


def findings(session: Session) -> list[Finding]:
    """All that is wrong with the books, for those who ask in the name of the platform itself."""
    return [Finding(name, subject, values) for check in _CHECKS for name, subject, values in check(session)]


def _currencies(session: Session) -> Found:
    query = select(_P.currency, func.sum(_P.amount_minor)).group_by(_P.currency).having(func.sum(_P.amount_minor) != 0)
    for currency, total in session.execute(query):
        yield "currency_unbalanced", currency, {"sum": int(total)}


def _transactions(session: Session) -> Found:
    by = (_P.transaction, _P.currency)
    for name, currency, total in session.execute(select(*by, func.sum(_P.amount_minor)).group_by(*by).having(func.sum(_P.amount_minor) != 0)):  # fmt: skip
        yield "transaction_unbalanced", name, {"currency": currency, "sum": int(total)}
    legs = select(_T.id, func.count(_P.id)).outerjoin(_P, _P.transaction == _T.id).group_by(_T.id)
    for name, count in session.execute(legs.having(func.count(_P.id) < 2)):
        yield "transaction_legs", name, {"legs": count}
    for name in session.scalars(select(_T.id).where(~select(_S.transaction).where(_S.transaction == _T.id).exists())):
        yield "transaction_unsealed", name, {}


def _strays(session: Session) -> Found:
    """Postings and seals without what they belong to."""
    account = select(_A.id).where(_A.id == _P.account, _A.currency == _P.currency).exists()
    movement = select(_T.id).where(_T.id == _P.transaction).exists()
    for number, where in session.execute(select(_P.id, _P.account).where(or_(~account, ~movement))):
        yield "posting_stray", str(number), {"account": where}
    for name in session.scalars(select(_S.transaction).where(~select(_T.id).where(_T.id == _S.transaction).exists())):
        yield "seal_stray", name, {}


def _accounts(session: Session) -> Found:
    booked = func.coalesce(func.sum(_P.amount_minor), 0)
    query = select(_A.id, _A.kind, _A.balance_minor, booked).outerjoin(_P, _P.account == _A.id)
    for name, kind, balance, total in session.execute(query.group_by(_A.id, _A.kind, _A.balance_minor)):
        if balance != int(total):
            yield "account_balance", name, {"balance": balance, "sum": int(total)}
        if kind != "rail" and balance < 0:
            yield "account_overdrawn", name, {"balance": balance}


_CHECKS: tuple[Callable[[Session], Found], ...] = (
    _currencies, _transactions, _strays, _accounts, escrow_findings, transfer_findings,
)  # fmt: skip
