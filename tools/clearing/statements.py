"""Statements of an organisation's clearing account: what was there, what came and went, what is there."""

import csv
import io
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from knowledge.language import Language
from tools.access.table import require
from tools.clearing.accounts import account_id
from tools.clearing.ledger_tables import LedgerPostingRow, LedgerTransactionRow
from tools.clearing.reading import account_owners
from tools.databases.cells import safe_cell
from tools.money import Money
from tools.principal import Principal
from tools.search.words import words_of


class Entry(BaseModel):
    """A line: `amount` is negative for what went; `balance`: after it; `about`: the escrow or transfer it is for."""

    model_config = ConfigDict(frozen=True)

    when: datetime
    kind: str
    about: str
    amount: Money
    balance: Money


class Statement(BaseModel):
    """Opening balance, entries and closing balance of one account, from `start` until before `end`."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    currency: str
    start: datetime
    end: datetime
    opening: Money
    entries: tuple[Entry, ...]
    closing: Money


def statement(
    session: Session, who: Principal, organisation: str, currency: str, start: datetime, end: datetime
) -> Statement:
    """The statement of an account. Raises Refused for another organisation's."""
    require(who, "show_account", account_owners(session, organisation), organisation)
    account = account_id("member", currency, organisation)
    opening = balance = _until(session, account, currency, start)
    entries = []
    for when, kind, reference, minor in session.execute(_lines(account, start, end)):
        balance = balance + Money(minor, currency)
        about = reference.partition(":")[2]
        entries.append(Entry(when=when, kind=kind, about=about, amount=Money(minor, currency), balance=balance))
    return Statement(
        organisation=organisation, currency=currency, start=start, end=end, opening=opening, entries=tuple(entries), closing=balance,
    )  # fmt: skip


def statement_csv(found: Statement, language: Language) -> str:
    """A statement as CSV, in the words of a language; no cell is taken for a formula."""
    say, out = words_of("tools.clearing", language), io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rows: list[list[object]] = [
        [say(f"column_{name}") for name in ("when", "kind", "about", "amount", "balance", "currency")]
    ]
    rows.append([_day(found.start), say("statement_opening"), "", "", found.opening.amount, found.currency])
    for entry in found.entries:
        what = say(f"posting_{entry.kind}")
        rows.append(
            [entry.when.isoformat(), what, entry.about, entry.amount.amount, entry.balance.amount, found.currency]
        )
    rows.append([_day(found.end), say("statement_closing"), "", "", found.closing.amount, found.currency])
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else f"{cell}" for cell in row])
    return out.getvalue()


def _until(session: Session, account: str, currency: str, moment: datetime) -> Money:
    query = select(func.coalesce(func.sum(LedgerPostingRow.amount_minor), 0)).join(LedgerTransactionRow, LedgerTransactionRow.id == LedgerPostingRow.transaction)  # fmt: skip
    found = session.scalar(query.where(LedgerPostingRow.account == account, LedgerTransactionRow.when < moment))
    return Money(int(found or 0), currency)


def _lines(account: str, start: datetime, end: datetime) -> Select[datetime, str, str, int]:
    what = (LedgerTransactionRow.when, LedgerTransactionRow.kind, LedgerTransactionRow.reference, LedgerPostingRow.amount_minor)  # fmt: skip
    query = select(*what).join(LedgerPostingRow, LedgerTransactionRow.id == LedgerPostingRow.transaction)
    of_period = (
        LedgerPostingRow.account == account,
        LedgerTransactionRow.when >= start,
        LedgerTransactionRow.when < end,
    )
    return query.where(*of_period).order_by(LedgerTransactionRow.when, LedgerPostingRow.id)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
