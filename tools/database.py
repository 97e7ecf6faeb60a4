"""The database of members' data: one engine, one base class, times stored in UTC."""

import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

Sessions = sessionmaker[Session]
_ATTEMPTS = 6  # at making the tables beside another process that does


class Base(DeclarativeBase):
    """Base of every table."""


class Utc(TypeDecorator[datetime]):
    """A moment, stored in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC. Raises ValueError for a moment without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def open_database(url: str) -> Sessions:
    """Open the database at an SQLAlchemy URL and create tables that are not there yet."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful_sqlite)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            Base.metadata.create_all(engine)
            break
        except OperationalError:  # another process makes the same tables at this moment: look again
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.2 * attempt)
    return sessionmaker(engine)


def _careful_sqlite(connection: Any, _: object) -> None:
    """Readers beside a writer, waiting instead of failing, nothing lost after an acknowledgement."""
    # the wait first: a database two processes open for the first time is locked while one of them makes it write-ahead
    for pragma in ("busy_timeout=30000", "journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")


def engine_of(sessions: Sessions) -> Engine:
    """The engine behind a session factory."""
    engine: Engine = sessions.kw["bind"]
    return engine
