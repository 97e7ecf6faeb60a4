"""Making, refreshing, redefining and deleting databases, and the history of what came and went."""

import json
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.patents.record import Patent
from tools.databases.access import Databases, Level, Opened, changing, open_database
from tools.databases.boundary import about
from tools.databases.definition import Definition, Filters, plain_name
from tools.databases.tables import ChangeRow, DatabaseRow
from tools.principal import Principal
from tools.refused import Refused
from tools.search.log import SearchLog
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom

MOST, MOST_FOUND = 200, 5_000  # databases of one account; publications a query may bring
_ATTEMPTS = 3
_VERBS = {"refreshed": "refresh", "redefined": "redefine"}  # as the audit names them


class Change(BaseModel):
    """One entry of a database's history. The sum of all that came less all that went is what it holds."""

    model_config = ConfigDict(frozen=True)

    what: str
    by: str
    when: datetime
    came: tuple[str, ...]
    went: tuple[str, ...]
    members: int
    index: str
    log: SearchLog | None = None


class Ran(BaseModel):
    """What query and filters give now. `total`: what the query found before the filters; `cut`: that more was found than
    is taken."""

    model_config = ConfigDict(frozen=True)

    numbers: tuple[str, ...]
    total: int
    cut: bool
    log: SearchLog


def create_database(
    databases: Databases, room: SearchRoom, who: Principal, name: str, query: SearchQuery, filters: Filters | None = None, *, as_of: date
) -> Opened:  # fmt: skip
    """Save a query under a name and run it. Raises Refused for a name in use, an empty query, or too many databases."""
    name, definition = plain_name(name), Definition(query=_stated(query), filters=filters or Filters())
    ran = run_definition(room, definition, as_of)
    identity = f"DB-{databases.new_id()[:10].upper()}"
    taken = Refused(f"您已有专题库“{name}”，请换个名称。/ You have a database “{name}” already; choose another name.")
    try:
        with databases.sessions.begin() as session:
            held = session.scalars(select(DatabaseRow.name).where(DatabaseRow.owner == who.user)).all()
            if name.casefold() in {each.casefold() for each in held}:
                raise taken
            if len(held) >= MOST:
                raise Refused(
                    f"专题库已有 {MOST} 个，请先删除一些。/ There are {MOST} databases already; delete some first."
                )
            row = DatabaseRow(
                id=identity, owner=who.user, name=name, definition=definition.model_dump_json(), found=json.dumps(ran.numbers),
                version=1, created=databases.now(), refreshed=databases.now(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            note_change(databases, session, identity, who, "created", (), ran.numbers, ran.log)
            databases.entered(session, who, "create", identity, members=len(ran.numbers))
    except IntegrityError:  # another process was faster
        raise taken from None
    return open_database(databases, who, identity)


def refresh_database(databases: Databases, room: SearchRoom, who: Principal, named: str, *, as_of: date) -> Change:
    """Run query and filters again, and say what came and went. Raises Refused for who may not change the database."""
    return _rerun(databases, room, who, named, "refreshed", None, None, as_of)


def redefine_database(
    databases: Databases, room: SearchRoom, who: Principal, named: str, query: SearchQuery | None = None, filters: Filters | None = None, *, as_of: date
) -> Change:  # fmt: skip
    """Give a database another query or other filters and run it; decisions by hand, tags and fields stay."""
    return _rerun(databases, room, who, named, "redefined", _stated(query) if query else None, filters, as_of)


def delete_database(databases: Databases, who: Principal, named: str) -> Opened:
    """Remove a database with its tags, values, shares and history. Raises Refused for anybody but its owner."""
    with changing(databases, who, named, Level.OWNER) as (session, row, opened):
        session.execute(delete(DatabaseRow).where(DatabaseRow.id == row.id))
        databases.entered(session, who, "delete", opened.id)
        return opened


def history_of(databases: Databases, who: Principal, named: str, logs: bool = False) -> list[Change]:
    """What came and went, oldest first; with the search logs if wanted."""
    opened = open_database(databases, who, named)
    with databases.sessions() as session:
        rows = session.scalars(select(ChangeRow).where(ChangeRow.database == opened.id).order_by(ChangeRow.id)).all()
        return [_change(row, logs) for row in rows]


def run_definition(room: SearchRoom, definition: Definition, as_of: date) -> Ran:
    """What query and filters of a definition give; nothing outside this machine is asked."""
    recorder = room.recorder("database")
    found = recorder.search("database", definition.query, MOST_FOUND)
    patents = [hit.patent for hit in found.hits if definition.filters.passes(hit.patent)]
    patents = about(patents, definition.query.words)
    if definition.filters.states:
        patents = [each for each in patents if room.status_of(each, as_of).state in definition.filters.states]
    if definition.filters.latest_only:
        patents = _latest(patents)
    numbers = tuple(dict.fromkeys(str(patent.number) for patent in patents))
    # the log keeps the query and the counts; the numbers stand in the history already
    slim = recorder.log.model_copy(update={"entries": tuple(each.model_copy(update={"numbers": ()}) for each in recorder.log.entries)})  # fmt: skip
    return Ran(numbers=numbers, total=found.total, cut=len(found.hits) < found.total, log=slim)


def note_change(
    databases: Databases, session: Session, identity: str, who: Principal, what: str, before: tuple[str, ...], now: tuple[str, ...], log: SearchLog | None = None
) -> Change:  # fmt: skip
    """Write down what came and went between two states of a database, within the transaction that changes it."""
    held, kept = set(before), set(now)
    row = ChangeRow(
        database=identity, what=what, by=who.user, when=databases.now(), members=len(now), index=log.index if log else "",
        came=json.dumps([number for number in now if number not in held]),
        went=json.dumps([number for number in before if number not in kept]),
        log=log.model_dump_json() if log else "",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _change(row, logs=True)


def count_changes(databases: Databases, who: Principal, named: str) -> int:
    """How many entries the history of a database has."""
    opened = open_database(databases, who, named)
    with databases.sessions() as session:
        return session.scalar(select(func.count()).where(ChangeRow.database == opened.id)) or 0


def _rerun(
    databases: Databases, room: SearchRoom, who: Principal, named: str, what: str, query: SearchQuery | None, filters: Filters | None, as_of: date
) -> Change:  # fmt: skip
    """Search without holding the lock, then store, unless somebody gave the database another query in the meantime."""
    for _ in range(_ATTEMPTS):
        seen = open_database(databases, who, named, Level.EDITOR)
        new = seen.definition.model_copy(update={"query": query or seen.definition.query, "filters": filters or seen.definition.filters})  # fmt: skip
        ran = run_definition(room, new, as_of)
        with changing(databases, who, seen.id) as (session, row, now):
            same = (now.definition.query, now.definition.filters) == (seen.definition.query, seen.definition.filters)
            if not same:
                continue
            after = now.definition.model_copy(update={"query": new.query, "filters": new.filters})
            row.definition, row.found = after.model_dump_json(), json.dumps(ran.numbers)
            row.refreshed = databases.now()
            change = note_change(databases, session, row.id, who, what, now.members, after.members(ran.numbers), ran.log)  # fmt: skip
            databases.entered(session, who, _VERBS[what], row.id, came=len(change.came), went=len(change.went))
            return change
    raise Refused("专题库正被别人修改，请再试一次。/ Somebody else is changing the database; try again.")


def _stated(query: SearchQuery) -> SearchQuery:
    if query.is_empty:
        raise Refused("请写出专题库的检索内容：词、分类号、申请人、国家或时间。/ Say what the database is about: words, classes, holders, countries or times.")  # fmt: skip
    return query


def _latest(patents: list[Patent]) -> list[Patent]:
    """The latest publication of each application, at the place of its best one."""
    best: dict[str, Patent] = {}
    for patent in patents:
        key = patent.application or str(patent.number)
        held = best.get(key)
        if held is None or (patent.published or date.min) > (held.published or date.min):
            best[key] = patent  # a key keeps its first place
    return list(best.values())


def _change(row: ChangeRow, logs: bool) -> Change:
    return Change(
        what=row.what, by=row.by, when=row.when, came=tuple(json.loads(row.came)), went=tuple(json.loads(row.went)),
        members=row.members, index=row.index, log=SearchLog.model_validate_json(row.log) if logs and row.log else None,
    )  # fmt: skip
