"""I16, I17: a backup taken under load restores to a sound state; migrations down and up keep the books and every row that stays."""

from collections.abc import Callable

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from evals.trade.databases import Databases, Kind, reopen
from evals.trade.invariants import asked, invariants
from evals.trade.invariants_money import BOOKS
from evals.trade.postgres import Server
from tests.trade.proof_apart import apart
from tests.trade.proof_backup import backed_up

KEPT_FROM = "0003"  # the ledger's own revision: below it there are no books


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_under_load_has_every_order_acknowledged_before_it(
    kind: Kind, databases: Databases, server: Callable[[], Server]
) -> None:
    template = databases.template(kind)
    programs = server().program("") if kind == "postgresql" else ""
    with apart() as pool:
        before, since, wrong = pool.submit(backed_up, template, programs).result()
    assert wrong == []
    assert before > 5
    assert since > 0, "nobody worked while the backup was taken"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_down_and_up_keep_the_books_and_the_rows(kind: Kind, staged: Databases) -> None:
    sessions = reopen(staged.fresh_url(kind))
    config = Config()
    config.set_main_option("script_location", "tools:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    revisions = [each.revision for each in script.walk_revisions() if each.revision > KEPT_FROM]
    assert len(revisions) >= 3
    before = rows(sessions.engine)
    for revision in revisions:
        change(sessions.engine, config, "downgrade", str(script.get_revision(revision).down_revision))
        left = rows(sessions.engine)
        assert left
        assert left == {table: before[table] for table in left}, f"going down from {revision} lost rows"
        assert asked(sessions, BOOKS) == []
    change(sessions.engine, config, "upgrade", "head")
    again = rows(sessions.engine)
    assert again.keys() == before.keys()
    assert {table: again[table] for table in left} == left
    assert asked(sessions, BOOKS) == []
    sessions.engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("table", ["event", "audit", "ledger_posting", "ledger_transaction", "ledger_seal"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set {} = {}"])
def test_what_happened_cannot_be_changed(statement: str, table: str, kind: Kind, staged: Databases) -> None:
    sessions = reopen(staged.fresh_url(kind))
    column = inspect(sessions.engine).get_columns(table)[0]["name"]
    with pytest.raises(Exception, match="append-only"), sessions.begin() as session:
        session.execute(text(statement.format(table, f'"{column}"', f'"{column}"')))
    assert invariants(sessions) == []
    sessions.engine.dispose()


def change(engine: Engine, config: Config, way: str, revision: str) -> None:
    """Bring the schema up or down."""
    with engine.execution_options(ipos_writing=True).begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, way)(config, revision)


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return {name: connection.execute(text(f'select count(*) from "{name}"')).scalar_one() for name in names}
