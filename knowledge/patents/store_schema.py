"""The SQLite file of the processed tier: its tables, and how a connection to it is opened.

Write-ahead logging: many readers beside one writer, in threads and processes. A transaction survives the death of the
process; `synchronous=normal` may lose the last ones to a power cut, checkpoints of ingest runs with them, so that
records and checkpoints never disagree.
"""

import sqlite3
from pathlib import Path

from filelock import FileLock

VERSION = 1
_SCHEMA = """
create table publications (
    id integer primary key, number text not null unique, base text not null, country text not null,
    serial text not null, kind text not null, application text not null, filed text, published text,
    right text not null, family text not null, revision integer not null, raw text not null, source text not null,
    content blob not null, sources text not null, record blob not null);
create index publications_of_base on publications(base);
create index publications_of_application on publications(application) where application <> '';
create index publications_by_revision on publications(revision);
create index publications_by_source on publications(source, country, published);
create table holders (entity text not null, publication integer not null, primary key (entity, publication)) without rowid;
create index holders_of_publication on holders(publication);
create table tombstones (
    number text primary key, deleted text not null, revision integer not null, gone integer not null) without rowid;
create index tombstones_by_revision on tombstones(revision) where gone;
create table counters (name text primary key, value integer not null) without rowid;
insert into counters values ('revision', 0);
create table runs (
    id integer primary key autoincrement, asked text not null, source text not null, licence text not null,
    started text not null, ended text);
create table run_files (
    run integer not null references runs(id), path text not null, raw text not null default '',
    bytes integer not null default 0, importer text not null default '', source text not null default '',
    state text not null, reason text not null default '', done integer not null default 0,
    added integer not null default 0, replaced integer not null default 0, unchanged integer not null default 0,
    older integer not null default 0, deleted integer not null default 0, rejected integer not null default 0,
    conflicts integer not null default 0, started text not null, ended text, primary key (run, path)) without rowid;
create table rejects (
    id integer primary key, run integer not null references runs(id), path text not null, place text not null,
    reason text not null, conflict integer not null);
create index rejects_of_run on rejects(run, path);
"""


class StoreError(Exception):
    """The file of patent records cannot be used. One sentence, Chinese and English, says why and what to do."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode; the file and its tables are made when missing. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = sqlite3.connect(path, timeout=30, isolation_level=None)
        if _version(database) == 0:
            # two processes that switch to write-ahead logging at once lock each other out, whatever the time-out
            with FileLock(path.with_name(f"{path.name}.lock")):
                database.execute("pragma journal_mode=wal")
                if _version(database) == 0:
                    database.executescript(f"begin immediate; {_SCHEMA} pragma user_version={VERSION}; commit;")
        version = _version(database)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"专利数据库 {path} 无法打开（{error}），请检查磁盘空间与权限，或恢复备份。/"
            f" The patent database {path} cannot be opened ({error}); check disk space and rights, or restore a backup."
        ) from error
    if version > VERSION:
        raise StoreError(
            f"专利数据库 {path} 由更新的版本建立，请升级本程序。/"
            f" The patent database {path} was made by a newer version; upgrade this program."
        )
    database.execute("pragma synchronous=normal")
    database.execute("pragma cache_size=-32768")
    database.execute("pragma foreign_keys=on")
    return database


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("pragma user_version").fetchone()[0])
