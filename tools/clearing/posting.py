"""The one writer of the ledger."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from tools.act import Act
from tools.clearing.accounts import lock_accounts
from tools.clearing.ledger_tables import LedgerAccountRow, LedgerTransactionRow
from tools.database import Base
from tools.money import Money
from tools.refused import Refused

_TABLES = Base.metadata.tables
Leg = tuple[str, Money]  # account, what is added to it


def post(act: Act, kind: str, reference: str, legs: Sequence[Leg]) -> str:
    """Move money, once: the legs of each currency add up to nothing; the id of the transaction.

    `reference`: what it is for, one transaction for each. Legs of nothing are left out. Raises Refused when it was done
    before ("ledger.repeated") or an account does not hold enough ("account.short"); ValueError for legs that do not balance.
    """
    moved = [(account, money) for account, money in legs if money.minor]
    _balanced(moved)
    accounts = lock_accounts(act, {account for account, _ in moved})
    if posted(act, reference):
        raise Refused(f"这笔款项已经结清过（{reference}），没有重复划转。/ This was settled already ({reference}); nothing was moved again.", "ledger.repeated")  # fmt: skip
    for account in accounts.values():
        _covered(account, moved)
    return _write(act, kind, reference, moved, accounts)


def posted(act: Act, reference: str) -> bool:
    """Whether there is a transaction of this reference."""
    query = select(LedgerTransactionRow.id).where(LedgerTransactionRow.reference == reference)
    return act.session.scalar(query) is not None


def _balanced(legs: Sequence[Leg]) -> None:
    sums: dict[str, int] = {}
    for _, money in legs:
        sums[money.currency] = sums.get(money.currency, 0) + money.minor
    if len(legs) < 2 or any(sums.values()):
        raise ValueError(f"legs that do not add up to nothing: {sums}")


def _covered(account: LedgerAccountRow, legs: Sequence[Leg]) -> None:
    """Raises Refused when an account that is no mirror of the bank's would go below nothing; CurrencyMixed for another currency."""
    held = after = Money(account.balance_minor, account.currency)
    for name, money in legs:
        after = after + money if name == account.id else after
    if account.kind != "rail" and after.minor < 0:
        raise short(held, held - after)


def short(held: Money, wanted: Money) -> Refused:
    """The refusal for an account that does not hold enough."""
    return Refused(
        f"结算账户余额{held.text('zh')}不足，需要{wanted.text('zh')}；请先入金。"
        f"/ The clearing account holds {held.text('en')}, and {wanted.text('en')} is needed; deposit first.",
        "account.short",
    )


def _write(act: Act, kind: str, reference: str, legs: Sequence[Leg], accounts: dict[str, LedgerAccountRow]) -> str:
    """Transaction, postings, seal, in this order; the accounts in hand are read again, for the trigger changed them."""
    act.session.flush()
    identity = act.fresh("TXN")
    row = {"id": identity, "kind": kind, "reference": reference, "user": act.who.user, "when": act.moment, "cause": act.cause}  # fmt: skip
    rows = [{"transaction": identity, "account": a, "currency": m.currency, "amount_minor": m.minor} for a, m in legs]
    connection = act.session.connection()
    connection.execute(insert(_TABLES["ledger_transaction"]), row)
    connection.execute(insert(_TABLES["ledger_posting"]), rows)
    connection.execute(insert(_TABLES["ledger_seal"]), {"transaction": identity})
    for account in accounts.values():
        act.session.expire(account)
    return identity
