"""What the database alone can do: the rows of one order written by a bare SQLAlchemy insert, with nothing asked or checked."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table, insert, select

from evals.trade.load import Step
from tools.database import Base, Sessions

Rows = list[tuple[Table, dict[str, Any]]]


def rows_written(sessions: Sessions, work: Callable[[], object]) -> Rows:
    """The rows that some work adds, parents first."""
    before = _all(sessions)
    work()
    after = _all(sessions)
    return [(table, dict(row)) for table in _ordered() for key, row in after[table.name].items() if key not in before[table.name]]  # fmt: skip


def bare_insert(open_sessions: Callable[[], Sessions], rows: Rows) -> Callable[[int], Step]:
    """Workers that write these rows under ever new keys, one transaction each."""
    named = {value for table, row in rows for value in _keys(table, row)}

    def start(worker: int) -> Step:
        sessions, counter = open_sessions(), itertools.count(worker * 1_000_000 + 100_000)

        def step() -> str:
            number = next(counter)
            with sessions.begin() as session:
                for place, (table, row) in enumerate(rows):
                    session.execute(insert(table).values(_renamed(table, row, named, number, number * 100 + place)))
            return str(number)

        return step

    return start


def _ordered() -> list[Table]:
    return list(Base.metadata.sorted_tables)


def _all(sessions: Sessions) -> Mapping[str, dict[tuple[Any, ...], Mapping[str, Any]]]:
    with sessions.engine.connect() as connection:
        return {
            table.name: {tuple(row[column.name] for column in table.primary_key): dict(row) for row in connection.execute(select(table)).mappings()}
            for table in _ordered()
        }  # fmt: skip


def _keys(table: Table, row: Mapping[str, Any]) -> set[str]:
    """The texts of a row that no other row may have."""
    columns = [*table.primary_key, *(column for column in table.columns if column.unique)]
    return {row[column.name] for column in columns if isinstance(row[column.name], str) and len(row[column.name]) >= 12}


def _renamed(table: Table, row: Mapping[str, Any], named: set[str], number: int, counted: int) -> dict[str, Any]:
    """A row under new keys: texts by their end, numbers as the worker counts; a key the database counts up is left to it."""
    out: dict[str, Any] = {}
    for column in table.columns:
        value = row[column.name]
        if column.primary_key and isinstance(value, int):
            if column is table.autoincrement_column and column.autoincrement is True:
                continue
            value = counted
        for name in named if isinstance(value, str) else ():
            value = value.replace(name, f"{name[:-10]}{number:010d}")
        out[column.name] = value
    return out
