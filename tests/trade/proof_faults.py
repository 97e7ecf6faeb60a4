"""Work with a database in a process that may do less: write no more to files, or be no root."""

import os
import resource
import signal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text

from evals.trade.content import content, differences
from evals.trade.databases import copied, reopen
from evals.trade.venue import Venue
from tools.approvals.terms import Outcome
from tools.database import DatabaseFailure
from tools.money import Money

NOBODY = 65534


def deposit(venue: Venue, minor: int = 100_000) -> Outcome:
    """Something that writes in one transaction after another: a card, its approval, the transfer, the books."""
    return venue.do("bao", "deposit_money", amount=Money(minor))


class Cut:
    """Breaks the connection of an engine off before its `lost`-th statement, by way of another one."""

    def __init__(self, engine: Engine, other: Engine, lost: int) -> None:
        self._engine, self._other, self._left = engine, other, lost
        event.listen(engine, "before_cursor_execute", self._count)

    def end(self) -> None:
        """Let the engine go about its work."""
        event.remove(self._engine, "before_cursor_execute", self._count)

    def _count(self, connection: Any, cursor: Any, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            with self._other.connect() as killer:
                killer.execute(text("select pg_terminate_backend(:pid)"), {"pid": cursor.connection.info.backend_pid})


def limited_files(url: str) -> tuple[str, list[str]]:
    """What is said when no file may grow, and what changed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = content(reopen(url))
    Path(url.removeprefix("sqlite:///") + "-wal").unlink(missing_ok=True)
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, was[1]))  # room for the index of the log, not for the log
    said = _said(url)
    resource.setrlimit(resource.RLIMIT_FSIZE, was)
    return said, differences(before, content(reopen(url)))


def unprivileged(url: str) -> tuple[str, bool]:
    """What is said to a user who may read the file and not write it, and whether the database is as it was."""
    _said(copied(url))  # what is imported and read on first use is in memory then: this user may not read it either
    before = content(reopen(url))
    path = Path(url.removeprefix("sqlite:///"))
    for each in path.parent.glob(f"{path.name}*"):
        each.chmod(0o444)
    for folder in path.parents:
        folder.chmod(folder.stat().st_mode | 0o555) if os.getuid() == 0 and str(folder) != "/" else None
    os.seteuid(NOBODY if os.getuid() == 0 else os.getuid())
    said = _said(url)
    os.seteuid(os.getuid())
    path.chmod(0o644)
    return said, content(reopen(url)) == before


def _said(url: str) -> str:
    venue = Venue(reopen(url))
    try:
        deposit(venue)
    except DatabaseFailure as failure:
        return str(failure)
    except Exception as error:  # what it should not be
        return f"{type(error).__name__}: {error}"
    finally:
        venue.sessions.engine.dispose()
    return "nothing"
