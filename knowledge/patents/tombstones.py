"""Publications an office took back: what is known of them until a record comes that was retrieved later."""

import sqlite3
from datetime import UTC, datetime

from knowledge.patents.numbers import PatentNumber


class Tombstones:
    """The tombstones of one connection. A number without a kind stands for the publications of every kind."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def deleted(self, number: PatentNumber) -> datetime | None:
        """When a publication was last taken back; None: never."""
        rows = self._database.execute(
            "select deleted from tombstones where number in (?, ?)", (str(number), number.without_kind)
        ).fetchall()
        return max((datetime.fromisoformat(deleted) for (deleted,) in rows), default=None)

    def put(self, number: str, when: datetime, revision: int, gone: bool) -> None:
        """A publication was taken back then; the latest deletion counts. `gone`: it was held and is no longer."""
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        held = self._database.execute("select deleted from tombstones where number = ?", (number,)).fetchone()
        latest = max(aware, datetime.fromisoformat(held[0])) if held else aware
        self._database.execute(
            "insert into tombstones values (?1, ?2, ?3, ?4) on conflict (number) do update set deleted = ?2,"
            " revision = case when ?4 then ?3 else revision end, gone = gone or ?4",
            (number, latest.isoformat(), revision, gone),
        )

    def lift(self, number: str) -> None:
        """The publication is back; when it was deleted stays known, for the records from before."""
        self._database.execute("update tombstones set gone = 0 where number = ?", (number,))

    def since(self, revision: int) -> list[tuple[int, str]]:
        """What is gone, by the revision at which it went, after one."""
        query = "select revision, number from tombstones where gone and revision > ? order by revision"
        return self._database.execute(query, (revision,)).fetchall()
