"""The rules of double entry, kept by the database itself, the same on SQLite and PostgreSQL."""

from sqlalchemy import Connection, text

from tools.migrations.triggers import append_only, drop, drop_append_only, refuse

_GROWING = ("ledger_posting", "ledger_transaction", "ledger_seal")
_KEYS = {"ledger_posting": "id", "ledger_transaction": "id", "ledger_seal": '"transaction"', "ledger_account": "id"}
# The sums of a transaction's currencies that are not nothing.
_UNEVEN = """exists (select 1 from ledger_posting p where p."transaction" = new."transaction"
    group by p.currency having sum(p.amount_minor) <> 0)"""
_FEW = """(select count(*) from ledger_posting p where p."transaction" = new."transaction") < 2"""
_SEALED = """exists (select 1 from ledger_seal s where s."transaction" = new."transaction")"""
# A balance moves by one posting that was not counted yet, by exactly its amount, and by nothing else: whatever the trigger
# below does fits, and no statement of anybody's does.
_UNFOUNDED = """new.id <> old.id or new.owner <> old.owner or new.kind <> old.kind or new.currency <> old.currency
    or new.last_posting <= old.last_posting or not exists (select 1 from ledger_posting p where p.id = new.last_posting
    and p.account = new.id and p.amount_minor = new.balance_minor - old.balance_minor)"""
_COUNT = """update ledger_account set balance_minor = balance_minor + new.amount_minor, last_posting = new.id
    where id = new.account;"""
_REFUSED = (
    ("ledger_posting_sealed", "ledger_posting", "insert", "the transaction is sealed", _SEALED),
    ("ledger_seal_balanced", "ledger_seal", "insert", "the postings do not balance", f"{_UNEVEN} or {_FEW}"),
    ("ledger_account_empty", "ledger_account", "insert", "an account begins empty", "new.balance_minor <> 0 or new.last_posting <> 0"),
    ("ledger_account_founded", "ledger_account", "update", "a balance moves by postings only", _UNFOUNDED),
    ("ledger_account_kept", "ledger_account", "delete", "accounts are not deleted", ""),
)  # fmt: skip


def ledger_triggers(connection: Connection) -> None:
    """Make all triggers of the ledger."""
    for table in _GROWING:
        append_only(connection, table)
    for name, table, event, message, when in _REFUSED:
        refuse(connection, name, table, event, message, when)
    _count(connection)
    if connection.dialect.name == "sqlite":  # "insert or replace" deletes without firing the triggers of a deletion
        for table, key in _KEYS.items():
            there = f"exists (select 1 from {table} t where t.{key} = new.{key})"  # noqa: S608 - names of this file
            refuse(connection, f"{table}_no_replace", table, "insert", f"{table} is append-only", there)


def _count(connection: Connection) -> None:
    """The trigger that adds a posting to its account."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(f"create trigger ledger_posting_count after insert on ledger_posting begin {_COUNT} end")
        )
        return
    body = f"begin {_COUNT} return null; end"
    connection.execute(text(f"create function ledger_posting_count() returns trigger language plpgsql as $$ {body} $$"))
    made = "create trigger ledger_posting_count after insert on ledger_posting for each row execute function ledger_posting_count()"
    connection.execute(text(made))


def drop_ledger_triggers(connection: Connection) -> None:
    """Take them away again."""
    for table in _GROWING:
        drop_append_only(connection, table)
    for name, table, *_ in _REFUSED:
        drop(connection, name, table)
    drop(connection, "ledger_posting_count", "ledger_posting")
    if connection.dialect.name == "sqlite":
        for table in _KEYS:
            drop(connection, f"{table}_no_replace", table)
