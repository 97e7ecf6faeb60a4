"""Triggers that refuse, written once for both databases."""

from sqlalchemy import Connection, text


def refuse(connection: Connection, name: str, table: str, event: str, message: str, when: str = "") -> None:
    """A trigger that breaks off what it is fired by. `event`: "insert", "update" or "delete", or "update of column".

    `when`: the condition, an SQL expression over NEW and OLD that both databases understand and that may hold subqueries;
    "" for always. It fires before the row is written.
    """
    if connection.dialect.name == "sqlite":
        guard = f"when {when} " if when else ""
        connection.execute(
            text(f"create trigger {name} before {event} on {table} {guard}begin select raise(abort, '{message}'); end")
        )
        return
    guard = f"if {when} then raise exception '{message}' using errcode = '23514'; end if;" if when else f"raise exception '{message}' using errcode = '23514';"  # fmt: skip
    back = "old" if event == "delete" else "new"
    connection.execute(text(f"create function {name}() returns trigger language plpgsql as $$ begin {guard} return {back}; end $$"))  # fmt: skip
    connection.execute(text(f"create trigger {name} before {event} on {table} for each row execute function {name}()"))


def append_only(connection: Connection, table: str) -> None:
    """Rows of a table are written once: updates and deletes are refused."""
    refuse(connection, f"{table}_no_update", table, "update", f"{table} is append-only")
    refuse(connection, f"{table}_no_delete", table, "delete", f"{table} is append-only")


def drop(connection: Connection, name: str, table: str) -> None:
    """Take a trigger of `refuse` away again."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"drop trigger if exists {name}"))
        return
    connection.execute(text(f"drop trigger if exists {name} on {table}"))
    connection.execute(text(f"drop function if exists {name}()"))


def drop_append_only(connection: Connection, table: str) -> None:
    """Take the triggers of `append_only` away again."""
    drop(connection, f"{table}_no_update", table)
    drop(connection, f"{table}_no_delete", table)
