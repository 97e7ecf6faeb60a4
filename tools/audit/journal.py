"""Entries for what happens outside the members' database: files handed out, documents kept elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tools.audit.chain import Audit
from tools.database import Sessions
from tools.principal import Principal


@dataclass(frozen=True)
class Journal:
    """Writes an entry in a transaction of its own. What is handed out is entered before it leaves, what is kept elsewhere after."""

    sessions: Sessions
    audit: Audit
    now: Callable[[], datetime]

    def enter(self, who: Principal, action: str, subject: str, **detail: Any) -> None:
        """Add an entry: "download database", "add document" ...; no words of a document in `detail`, which is JSON."""
        with self.sessions.begin() as session:
            self.audit.append(session, self.now(), who, action, subject, **detail)
