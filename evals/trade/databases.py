"""Fresh databases by kind, each a copy of one that was prepared once: in memory, SQLite in a file, PostgreSQL."""

import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from evals.trade.postgres import Server
from tools.database import Sessions, make_engine

Kind = Literal["memory", "sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("memory", "sqlite", "postgresql")
_counter = itertools.count(1)


class Databases:
    """`prepare(url)` makes the schema and what every run starts with. `server()` gives the PostgreSQL, started when first asked."""

    def __init__(self, folder: Path, prepare: Callable[[str], None], server: Callable[[], Server]) -> None:
        self._folder, self._prepare, self._server = folder, prepare, server
        self._templates: dict[str, str] = {}

    def fresh(self, kind: Kind) -> Sessions:
        """A copy nobody else has, open."""
        return in_memory(self.template("sqlite")) if kind == "memory" else reopen(self.fresh_url(kind))

    def fresh_url(self, kind: Kind) -> str:
        """The URL of a copy nobody else has, in a file or on the server."""
        return copied(self.template(kind))

    def template(self, kind: Kind) -> str:
        """The URL of the prepared database; nobody writes to it or stays connected."""
        if kind not in self._templates:
            name = f"prepared{next(_counter)}"
            url = self._server().create(name) if kind == "postgresql" else f"sqlite:///{self._folder / name}.db"
            self._prepare(url)
            self._templates[kind] = url
        return self._templates[kind]


def copied(url: str) -> str:
    """A copy of a database nobody is connected to, beside it: its URL."""
    target = make_url(url).set(database=_beside(make_url(url).database or ""))
    return replaced(target.render_as_string(hide_password=False), url)


def replaced(url: str, source: str) -> str:
    """Make the database at `url` a copy of `source` again, whatever it holds; its URL. Both on the same server, or both files."""
    target, template = make_url(url).database or "", make_url(source).database or ""
    if url.startswith("sqlite"):
        for left in ("-wal", "-shm"):
            Path(f"{target}{left}").unlink(missing_ok=True)
        _in_one_file(template)
        shutil.copyfile(template, target)
        return url
    with psycopg.connect(host=str(make_url(url).query["host"]), user="postgres", dbname="postgres", autocommit=True) as connection:  # fmt: skip
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(target)))
        connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(target), sql.Identifier(template)))  # fmt: skip
    return url


def discarded(url: str) -> None:
    """Remove a copy on the server, whoever is connected."""
    parsed = make_url(url)
    with psycopg.connect(host=str(parsed.query["host"]), user="postgres", dbname="postgres", autocommit=True) as connection:  # fmt: skip
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(parsed.database or "")))  # fmt: skip


def in_memory(url: str) -> Sessions:
    """A copy in memory of an SQLite file, open."""
    engine = make_engine("sqlite://")
    held = engine.raw_connection()
    source = sqlite3.connect(make_url(url).database or "")
    source.backup(held.driver_connection)  # type: ignore[arg-type]
    source.close()
    held.close()
    return Sessions(engine)


def reopen(url: str) -> Sessions:
    """Open a database whose schema is known to be there, as a process does that comes second."""
    return Sessions(make_engine(url))


def _beside(name: str) -> str:
    fresh = f"copy{os.getpid()}_{next(_counter)}"
    return str(Path(name).with_name(f"{fresh}.db")) if name.endswith(".db") else fresh


def _in_one_file(path: str) -> None:
    """Bring what SQLite keeps beside a file into it."""
    if Path(f"{path}-wal").exists():
        connection = sqlite3.connect(path)
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
