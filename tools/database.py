"""The database of members' data: one engine, one base class, times stored in UTC, writers one after the other.

On SQLite a writing transaction takes the write lock at once (BEGIN IMMEDIATE), so that what it reads cannot change before it
writes; on PostgreSQL rows are locked as they are read (`Act.row`). The schema is made and brought up by migrations.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, create_engine, event
from sqlalchemy.engine import URL, Dialect, ExceptionContext, make_url
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator

_PATIENCE = 30  # seconds a writer waits for another
_NAP = 2000  # microseconds between two attempts at the write lock
_WRITING = "ipos_writing"


class DatabaseFailure(Exception):  # noqa: N818 - named for what it says
    """The database could not do it. The message is one sentence with what to do; nothing was half-written."""


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


class Sessions(sessionmaker[Session]):
    """Makes sessions: called, one that reads; `begin()`, one transaction that writes."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.engine = engine
        self._writing = engine.execution_options(**{_WRITING: True})

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end, rolled back by any exception."""
        with self(bind=self._writing) as session, session.begin():
            event.listen(session, "loaded_as_persistent", _keep)
            yield session


def _keep(session: Session, row: object) -> None:
    """Hold on to what a transaction has read: SQLAlchemy forgets rows nobody refers to, and would ask for them again."""
    session.info.setdefault("kept", []).append(row)


def open_database(url: str) -> Sessions:
    """Open the database at an SQLAlchemy URL, its schema brought to this version. Raises DatabaseFailure."""
    from tools.migrations.bringing_up import bring_up

    engine = make_engine(url)
    bring_up(engine)
    return Sessions(engine)


def make_engine(url: str) -> Engine:
    """An engine whose errors say what to do; SQLite waits for other writers and loses nothing it acknowledged."""
    parsed = make_url(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_engine(_driven(parsed), **_options(parsed))
    event.listen(engine, "handle_error", _explained)
    if sqlite:
        event.listen(engine, "connect", _careful_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _driven(url: URL) -> URL:
    """PostgreSQL through psycopg 3, whichever way the operator wrote the URL."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        alone = {"poolclass": StaticPool} if url.database in (None, "", ":memory:") else {}
        return {"connect_args": {"timeout": _PATIENCE, "check_same_thread": False}, **alone}
    # A server that went away is noticed before a transaction, and one that cannot be reached is not waited for.
    return {"pool_pre_ping": True, "pool_size": 20, "max_overflow": 20, "connect_args": {"connect_timeout": 5}}


def _careful_sqlite(connection: Any, _: object) -> None:
    """Readers beside a writer, waiting instead of failing, nothing lost after an acknowledgement."""
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin_sqlite` does
    # the wait first: a database two processes open for the first time is locked while one of them makes it write-ahead
    for pragma in (f"busy_timeout={_PATIENCE * 1000}", "journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that writes takes the lock at once. SQLite waits for it in ever longer naps, up to a tenth of a second, in which
    nobody writes; asking every two milliseconds serves more writers, and none of them last.
    """
    if not connection.get_execution_options().get(_WRITING):
        connection.exec_driver_sql("begin")
        return
    held: Any = connection.connection.driver_connection
    patience = held.execute("pragma busy_timeout").fetchone()[0]
    held.execute("pragma busy_timeout=0")
    try:
        _take_lock(held, patience)
        if not held.in_transaction:
            connection.exec_driver_sql("begin immediate")  # for the last time, and for the words of the refusal
    finally:
        held.execute(f"pragma busy_timeout={patience}")


def _take_lock(held: Any, patience: int) -> None:
    """Try to begin for so many milliseconds; it may have failed afterwards."""
    for _ in range(max(1, patience * 1000 // _NAP)):
        try:
            held.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                return
            time.sleep(_NAP / 1_000_000)
        else:
            return


_SENTENCES = (
    (("database is locked", "database table is locked"), "数据库正被占用，请稍后再试。/ The database is busy; try again in a moment."),
    (("disk is full", "database or disk is full", "No space left", "could not extend"), "磁盘已满，什么也没有写入；请腾出空间后再试。/ The disk is full and nothing was written; free space and try again."),
    (("disk i/o error",), "磁盘读写出错，什么也没有写入；请检查磁盘的空间、配额和状况。/ The disk could not be read or written and nothing was changed; check its space, quota and health."),
    (("readonly database", "attempt to write a readonly", "read-only transaction"), "数据库是只读的；请检查 IPOS_HOME 的权限。/ The database is read-only; check the rights of IPOS_HOME."),
    (("unable to open database file",), "打不开数据库文件；请检查 IPOS_HOME 的路径和权限。/ The database file cannot be opened; check the path and rights of IPOS_HOME."),
    (("malformed", "not a database"), "数据库文件已损坏；请从备份恢复。/ The database file is damaged; restore it from a backup."),
    (("password authentication failed", "does not exist", "no password supplied"), "数据库拒绝了连接；请检查 IPOS_DATABASE_URL 的库名、用户和密码。/ The database refused the connection; check name, user and password in IPOS_DATABASE_URL."),
    (("connection refused", "could not connect", "connection failed", "connection is bad", "failed to resolve", "server closed the connection", "terminating connection", "connection is lost", "the connection is closed", "timeout expired", "consuming input failed", "shutting down", "starting up"), "连不上数据库；请检查数据库服务和 IPOS_DATABASE_URL。/ The database cannot be reached; check the server and IPOS_DATABASE_URL."),
)  # fmt: skip


def _explained(context: ExceptionContext) -> None:
    """Replace what an operator can mend by one sentence that says how; a bug stays what it is."""
    original = str(context.original_exception)
    if (
        isinstance(context.sqlalchemy_exception, (IntegrityError, ProgrammingError, DataError))
        and not context.is_disconnect
    ):
        return
    for marks, sentence in _SENTENCES:
        if any(mark.lower() in original.lower() for mark in marks):
            raise DatabaseFailure(sentence) from context.original_exception
