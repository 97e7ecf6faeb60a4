"""Ways to take a line of defence away, one at a time: row locks, version guards, the approval's guard, unique indexes, checks.

Locks and versions are taken out of the statements as they leave for the database, so the code under test stays what it is. What
is taken away stays away for as long as the process lives.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text

from tools.approvals import effects
from tools.clearing import posting
from tools.database import Sessions

Removal = Callable[[Sessions], None]
_LOCK = re.compile(r"\s+FOR (NO KEY )?UPDATE( OF \w+)?", re.I)
_VERSION = re.compile(r" AND \w+\.version = %\(\w+\)s(::\w+)?")


def no_lock(table: str = "") -> Removal:
    """Rows of a table are read without a lock; of all tables but the audit's, whose lock lines everybody up at the end."""

    def locked(statement: str) -> bool:
        return f"FROM {table} " in statement if table else "FROM audit_head" not in statement

    return lambda sessions: _rewritten(sessions, _LOCK, locked)


def no_version(table: str) -> Removal:
    """Rows of a table are written whatever version they have."""
    return lambda sessions: _rewritten(sessions, _VERSION, lambda statement: f"UPDATE {table} " in statement)


def no_guard() -> Removal:
    """An approval is used up whatever state it has."""

    def consume(session: Any, row: Any, moment: Any) -> None:
        row.state, row.decided = "used", moment

    def remove(sessions: Sessions) -> None:
        effects.consume = consume

    return remove


def no_question() -> Removal:
    """Nobody asks the books whether something was settled already."""

    def remove(sessions: Sessions) -> None:
        posting.posted = lambda act, reference: False

    return remove


def no_index(name: str) -> Removal:
    """Without a unique index."""
    return lambda sessions: _changed(sessions, f"drop index {name}")


def no_constraint(table: str, name: str) -> Removal:
    """Without a constraint of a table."""
    return lambda sessions: _changed(sessions, f"alter table {table} drop constraint {name}")


def _rewritten(sessions: Sessions, pattern: re.Pattern[str], where: Callable[[str], bool]) -> None:
    def rewrite(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        return (pattern.sub("", statement) if where(statement.replace("\n", " ")) else statement), parameters

    event.listen(sessions.engine, "before_cursor_execute", rewrite, retval=True)


def _changed(sessions: Sessions, statement: str) -> None:
    with sessions.engine.begin() as connection:
        connection.execute(text(statement))
    sessions.engine.dispose()
