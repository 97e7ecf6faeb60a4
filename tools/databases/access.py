"""Who may do what with a database: its owner everything, editors change what is in it, readers look.

Somebody else's database and one that does not exist are told alike, so that names cannot be tried out.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tools.audit.chain import Audit
from tools.database import Sessions
from tools.databases.definition import Definition
from tools.databases.tables import DatabaseRow, ShareRow
from tools.principal import Principal
from tools.refused import Refused


class Level(IntEnum):
    """What an account may do; each level includes those below."""

    READER = 1
    EDITOR = 2
    OWNER = 3

    @property
    def word(self) -> str:
        """The level as it is stored and typed."""
        return self.name.lower()


@dataclass(frozen=True)
class Databases:
    """What the rules on databases work with: where they are stored, the one clock, the one source of ids, the audit."""

    sessions: Sessions
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    audit: Audit

    def entered(self, session: Session, who: Principal, action: str, identity: str, **detail: Any) -> None:
        """Enter into the audit what was done to a database, last in the transaction that does it; no words of the user's in it."""
        self.audit.append(session, self.now(), who, f"{action} database", identity, **detail)


@dataclass(frozen=True)
class Opened:
    """A database as somebody may see it. `version` tells whether it has changed since."""

    id: str
    owner: str
    name: str
    definition: Definition
    found: tuple[str, ...]
    level: Level
    created: datetime
    refreshed: datetime | None
    version: int

    @property
    def members(self) -> tuple[str, ...]:
        """The numbers of the publications in it, best first."""
        return self.definition.members(self.found)


def databases_of(holder: object) -> Databases:
    """The databases of a desk or a world (its attribute `databases`). Raises Refused when there are none."""
    found = getattr(holder, "databases", None)
    if not isinstance(found, Databases):
        raise Refused("这里不能保存专题库。/ Databases cannot be kept here.")
    return found


def open_database(databases: Databases, who: Principal, named: str, need: Level = Level.READER) -> Opened:
    """A database by its id or name; one that somebody shares also as OWNER/NAME.

    Raises Refused: in the same words for what does not exist and what is not for this account, in others for what one
    may see but not change.
    """
    with databases.sessions() as session:
        row, level = _row(session, who, named)
        return _allowed(row, level, need)


@contextmanager
def changing(databases: Databases, who: Principal, named: str, need: Level = Level.EDITOR) -> Iterator[tuple[Session, DatabaseRow, Opened]]:  # fmt: skip
    """One transaction that changes a database, alone: others who want to change it wait. Raises as `open_database`."""
    identity = open_database(databases, who, named, need).id
    with databases.sessions.begin() as session:
        # the write first: it takes the lock, and what is read after it is what everybody else left
        session.execute(update(DatabaseRow).where(DatabaseRow.id == identity).values(version=DatabaseRow.version + 1))
        row, level = _row(session, who, identity)
        yield session, row, _allowed(row, level, need)


def list_databases(databases: Databases, who: Principal) -> list[Opened]:
    """The databases an account may see: its own, then those shared with it, by name."""
    with databases.sessions() as session:
        rows = [(row, level) for row, level in _visible(session, who)]
        return sorted((_opened(row, level) for row, level in rows), key=lambda each: (each.owner != who.user, each.name.casefold(), each.id))  # fmt: skip


def _visible(session: Session, who: Principal) -> Iterator[tuple[DatabaseRow, Level]]:
    for row in session.scalars(select(DatabaseRow).where(DatabaseRow.owner == who.user)):
        yield row, Level.OWNER
    shared = select(DatabaseRow, ShareRow.level).join(ShareRow, ShareRow.database == DatabaseRow.id).where(ShareRow.user == who.user)  # fmt: skip
    for row, level in session.execute(shared):
        yield row, Level[level.upper()]


def _row(session: Session, who: Principal, named: str) -> tuple[DatabaseRow, Level]:
    """The one database an account means by an id or name. Its own name goes before one that is shared."""
    wanted = " ".join(named.split())
    seen = list(_visible(session, who))
    for meant in (
        [each for each in seen if each[0].id == wanted],
        [each for each in seen if each[0].owner == who.user and each[0].name.casefold() == wanted.casefold()],
        [each for each in seen if wanted.casefold() in (each[0].name.casefold(), f"{each[0].owner}/{each[0].name}".casefold())],
    ):  # fmt: skip
        if len(meant) == 1:
            return meant[0]
        if meant:
            names = ", ".join(sorted(f"{row.owner}/{row.name}" for row, _ in meant))
            raise Refused(f"有几个专题库叫“{wanted[:80]}”，请写全：{names}。/ Several databases are called “{wanted[:80]}”; write one of: {names}.")  # fmt: skip
    raise Refused(f"没有专题库“{wanted[:80]}”；用 ipos database list 查看。/ There is no database “{wanted[:80]}”; see ipos database list.")  # fmt: skip


def _allowed(row: DatabaseRow, level: Level, need: Level) -> Opened:
    if level < need:
        zh, en = ("可以查看，不能修改", "look at, but not change") if need is Level.EDITOR else ("使用，只有所有者能做这件事", "use, but only its owner may do this")  # fmt: skip
        raise Refused(f"专题库“{row.name}”您{zh}；请找 {row.owner}。/ The database “{row.name}” is yours to {en}; ask {row.owner}.")  # fmt: skip
    return _opened(row, level)


def _opened(row: DatabaseRow, level: Level) -> Opened:
    return Opened(
        id=row.id, owner=row.owner, name=row.name, definition=Definition.model_validate_json(row.definition),
        found=tuple(json.loads(row.found)), level=level, created=row.created, refreshed=row.refreshed, version=row.version,
    )  # fmt: skip
