"""The run's own PostgreSQL: made, copied, killed, started again; and said plainly where there is none."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from evals.trade import postgres
from evals.trade.databases import Databases, copied, reopen, replaced
from evals.trade.postgres import PostgresMissing, Server


def test_a_killed_server_comes_back_with_what_was_committed(server: Callable[[], Server], databases: Databases) -> None:
    sessions = databases.fresh("postgresql")
    with sessions.begin() as session:
        session.execute(text("update organisation set name_en = 'Renamed' where id = 'ORG-BUYER'"))
    server().kill()
    assert server().start() < 10
    sessions.engine.dispose()
    with sessions() as session:
        assert session.scalar(text("select name_en from organisation where id = 'ORG-BUYER'")) == "Renamed"
    sessions.engine.dispose()


def asked(url: str, statement: str) -> int:
    """What a statement gives; nobody stays connected."""
    sessions = reopen(url)
    with sessions.begin() as session:
        found = session.execute(text(statement))
        answer = found.scalar() if found.returns_rows else 0
    sessions.engine.dispose()
    return int(answer or 0)


def licences(url: str) -> int:
    return asked(url, "select count(*) from licence")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_stands_apart_and_can_be_made_again(kind: str, databases: Databases) -> None:
    first = databases.fresh_url(kind)  # type: ignore[arg-type]
    second = copied(first)
    held = licences(first)
    assert held
    asked(second, "delete from licence")
    assert (licences(first), licences(second)) == (held, 0)
    assert licences(replaced(second, first)) == held


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
    monkeypatch.setattr(postgres.Path, "glob", lambda self, pattern: [])
    with pytest.raises(PostgresMissing, match="install Debian's `postgresql`"):
        postgres.binaries()
