"""Points at which a process can be made to die: after each statement, before and after each commit."""

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

BEFORE_COMMIT, AFTER_COMMIT = "before commit", "after commit"


class Points:
    """Counts the points an engine passes; at the `fatal`-th the process kills itself by SIGKILL, as a power cut would.

    `names` are the points passed so far; `committed` is called after each commit of a run that is not to die.
    """

    def __init__(self, engine: Engine, fatal: int = 0, committed: Callable[[], None] = lambda: None) -> None:
        self.names: list[str] = []
        self._fatal, self._committed = fatal, committed
        event.listen(engine, "after_cursor_execute", self._executed)
        self._engine, self._commit = engine, engine.dialect.do_commit
        engine.dialect.do_commit = self._commits  # type: ignore[method-assign]

    def disarm(self) -> None:
        """Let the engine go about its work."""
        event.remove(self._engine, "after_cursor_execute", self._executed)
        self._engine.dialect.do_commit = self._commit  # type: ignore[method-assign]

    def _executed(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        self._pass(" ".join(statement.split())[:60])

    def _commits(self, connection: Any) -> None:
        self._pass(BEFORE_COMMIT)
        self._commit(connection)
        self._pass(AFTER_COMMIT)
        self._committed()

    def _pass(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
