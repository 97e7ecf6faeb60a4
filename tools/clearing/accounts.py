"""The accounts of the ledger: one for each owner, kind and currency, opened when first needed."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tools.act import Act
from tools.clearing.ledger_tables import LedgerAccountRow
from tools.money import Money

PLATFORM_KINDS = ("escrow", "platform_fee", "rail", "transit")


def account_id(kind: str, currency: str, owner: str = "") -> str:
    """The id of an account: "member:ORG-1:CNY", "escrow:CNY"."""
    return ":".join(part for part in (kind, owner, currency) if part)


def open_account(session: Session, kind: str, currency: str, owner: str = "") -> str:
    """The id of an account, opened when there is none; two that open it at once get the same."""
    identity = account_id(kind, currency, owner)
    if session.scalar(select(LedgerAccountRow.id).where(LedgerAccountRow.id == identity)) is None:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = {
            "id": identity,
            "owner": owner,
            "kind": kind,
            "currency": currency,
            "balance_minor": 0,
            "last_posting": 0,
        }
        session.execute(insert(LedgerAccountRow).values(row).on_conflict_do_nothing())
    return identity


def held_by(session: Session, organisation: str, currency: str = "CNY") -> Money:
    """What an organisation's clearing account holds; nothing where it has none."""
    query = select(LedgerAccountRow.balance_minor).where(LedgerAccountRow.id == account_id("member", currency, organisation))  # fmt: skip
    return Money(session.scalar(query) or 0, currency)


def accounts_of(session: Session, organisation: str) -> list[Money]:
    """The balances of an organisation's accounts, by currency."""
    query = select(LedgerAccountRow.balance_minor, LedgerAccountRow.currency).where(
        LedgerAccountRow.owner == organisation, LedgerAccountRow.kind == "member"
    )
    return [Money(minor, currency) for minor, currency in session.execute(query.order_by(LedgerAccountRow.currency))]


def lock_accounts(act: Act, accounts: set[str]) -> dict[str, LedgerAccountRow]:
    """Accounts as they are now, locked one after the other in order of id, so that two acts never wait for each other."""
    return {identity: act.row(LedgerAccountRow, identity) for identity in sorted(accounts)}
