"""What a database holds, for comparing two moments: every row of every table but for keys the database counts up itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, func, select

from tools.database import Base, Sessions

Content = Mapping[str, list[str]]
Outline = Mapping[str, object]


def content(sessions: Sessions) -> Content:
    """All rows by table, in an order of their own, so that equal databases have equal contents."""
    with sessions.engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(*_told(table))))
            for table in Base.metadata.sorted_tables
        }


def differences(one: Content, other: Content) -> list[str]:
    """The tables that differ, with the rows only one of the two has."""
    return [
        f"{table}: only before {sorted(set(one[table]) - set(other[table]))[:3]}, only after {sorted(set(other[table]) - set(one[table]))[:3]}"
        for table in one
        if one[table] != other[table]
    ]


def outline(sessions: Sessions) -> Outline:
    """What a database comes to whatever ids were drawn and how often was tried: how many records in each state, and who has how much."""
    accounts = Base.metadata.tables["ledger_account"].c
    with sessions.engine.connect() as connection:
        counts = {
            table.name: sorted(
                map(str, connection.execute(select(table.c.state, func.count()).group_by(table.c.state)))
            )
            for table in Base.metadata.sorted_tables
            if "state" in table.c
        }
        return counts | {"balances": sorted(map(str, connection.execute(select(accounts.id, accounts.balance_minor))))}


def _told(table: Table) -> list[Any]:
    """The columns but a counter: a transaction that was rolled back uses numbers up."""
    counter = table.autoincrement_column
    return [column for column in table.columns if column is not counter or column.autoincrement is not True]
