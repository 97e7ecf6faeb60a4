"""A backup taken while orders are placed, by the database's own means, and what it holds when it is restored."""

import os
import signal
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import text
from sqlalchemy.engine import make_url

from evals.trade.databases import copied, reopen, replaced
from evals.trade.invariants import invariants
from evals.trade.load import acknowledged, spawn
from evals.trade.orders import asking_and_ordering
from evals.trade.venue import AUDIT

WORKERS, ENOUGH, PATIENCE, AFTER = 3, 20, 60.0, 1.0  # orders before the backup; seconds for them, and of work after it


def backed_up(template: str, programs: str) -> tuple[int, int, list[str]]:
    """How many orders were acknowledged before the backup began, how many the live database had more than it, and what is wrong.

    For a process that may fork. `programs`: the folder of pg_dump, "" for SQLite.
    """
    url = copied(template)
    with tempfile.TemporaryDirectory() as folder:
        logs = [Path(folder) / f"{number}.log" for number in range(WORKERS)]
        children = [
            spawn(asking_and_ordering(url), number, log, monotonic() + 10 * PATIENCE) for number, log in enumerate(logs)
        ]
        began = _when_enough(logs)
        restored = _through_pg_dump(url, template, programs, folder) if programs else _by_sqlite(url, folder)
        sleep(AFTER)
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        done = [one for log in logs for one in acknowledged(log)]
        before = {one.record for one in done if one.record and one.at < began}
        held = _orders(restored)
        wrong = [f"an order acknowledged before is missing: {record}" for record in before - held]
        wrong += [one.error for one in done if one.error]
        return len(before), len(_orders(url) - held), wrong + _broken(restored)


def _when_enough(logs: list[Path]) -> float:
    """Wait until there are enough orders; the moment."""
    patience = monotonic() + PATIENCE
    while sum(1 for log in logs for _ in acknowledged(log)) < ENOUGH and monotonic() < patience:
        sleep(0.05)
    return monotonic()


def _by_sqlite(url: str, folder: str) -> str:
    source, target = sqlite3.connect(make_url(url).database or ""), sqlite3.connect(f"{folder}/backup.db")
    source.backup(target, pages=16, sleep=0.001)  # a few pages at a time, with writers in between
    for connection in (source, target):
        connection.close()
    return f"sqlite:///{folder}/backup.db"


def _through_pg_dump(url: str, template: str, programs: str, folder: str) -> str:
    parsed = make_url(url)
    at = ["-h", str(parsed.query["host"]), "-U", "postgres"]
    subprocess.run([f"{programs}/pg_dump", *at, "-Fc", "-f", f"{folder}/backup", str(parsed.database)], check=True)
    restored = parsed.set(database=f"{parsed.database}_restored")
    shown = restored.render_as_string(hide_password=False)
    replaced(shown, parsed.set(database="template0").render_as_string(hide_password=False))
    subprocess.run([f"{programs}/pg_restore", *at, "-d", str(restored.database), f"{folder}/backup"], check=True)
    return shown


def _orders(url: str) -> set[str]:
    sessions = reopen(url)
    with sessions() as session:
        found = {row[0] for row in session.execute(text("select id from orders"))}
    sessions.engine.dispose()
    return found


def _broken(url: str) -> list[str]:
    sessions = reopen(url)
    found = invariants(sessions)
    with sessions() as session:
        found += [] if AUDIT.verify(session).sound else ["I2 the audit is broken"]
    sessions.engine.dispose()
    return found
