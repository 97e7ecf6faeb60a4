"""Bringing a database to this version's schema, also one made before there were migrations."""

import time
from importlib.resources import files

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from tools.database import DatabaseFailure
from tools.migrations import HEAD

_ATTEMPTS = 6  # at making the tables beside another process that does
_BEFORE = "conversation"  # a table that the versions without migrations had


def bring_up(engine: Engine) -> None:
    """Apply what is missing, all of it or nothing. Raises DatabaseFailure for a database of a newer version."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            held = _held(engine)
            if held == HEAD:
                return
            _refuse_newer(held)
            _upgrade(engine, held)
            return
        except (
            DatabaseError,
            DatabaseFailure,
        ) as error:  # another process makes the same tables at this moment: look again
            if attempt == _ATTEMPTS or (isinstance(error, DatabaseFailure) and "reached" in str(error)):
                raise
            time.sleep(0.2 * attempt)


def _held(engine: Engine) -> str:
    """The revision a database is at, "" for none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("select version_num from alembic_version")).scalar() or "")


def _refuse_newer(held: str) -> None:
    if held > HEAD:
        raise DatabaseFailure(
            f"数据库来自更新的版本（{held}），请更新 IPOS。/ The database is of a newer version ({held}); update IPOS."
        )


def _upgrade(engine: Engine, held: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("tools.migrations")))
    config.set_main_option("path_separator", "os")
    with engine.execution_options(ipos_writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":  # one process at a time; SQLite's write lock does the same
            connection.execute(text("select pg_advisory_xact_lock(4950)"))
        config.attributes["connection"] = connection
        if not held and inspect(connection).has_table(_BEFORE):
            command.stamp(config, "0001")
        command.upgrade(config, "head")
