"""The schema comes from migrations: they make what the tables say, bring old databases up, and undo themselves."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from tests.trade.tables import all_tables
from tools.database import DatabaseFailure, make_engine, open_database
from tools.migrations import HEAD

SCRIPTS = Path(__file__).parent.parent.parent / "tools" / "migrations"


def migrate(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        if revision == "base" or int(revision) < int(HEAD):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def test_head_is_the_newest_migration_and_there_is_one_line_of_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    sessions = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    with sessions.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), all_tables()) == []


def test_a_database_of_before_migrations_is_brought_up_with_its_rows(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    before = (
        "conversation",
        "feedback",
        "usage",
        "inquiry",
        "topic_database",
        "topic_share",
        "topic_note",
        "topic_change",
    )
    all_tables().create_all(engine, tables=[all_tables().tables[name] for name in before])
    with engine.begin() as connection:
        connection.execute(text("""insert into usage ("user", day, tokens) values ('lei', '2026-11-01', 12)"""))
    sessions = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    with sessions() as session:
        assert session.execute(text('select "user", tokens from usage')).all() == [("lei", 12)]
        assert session.execute(text("select version_num from alembic_version")).scalar() == HEAD


def test_every_migration_can_be_undone_and_done_again(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'x.db'}").engine
    tables = set(inspect(engine).get_table_names())
    with engine.begin() as connection:
        connection.execute(text("""insert into usage ("user", day, tokens) values ('lei', '2026-11-01', 12)"""))
    migrate(engine, "0001")
    assert "approval" not in inspect(engine).get_table_names()
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from usage")).scalar() == 1
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert set(inspect(open_database(f"sqlite:///{tmp_path / 'x.db'}").engine).get_table_names()) == tables


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    sessions = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    with sessions.begin() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(DatabaseFailure, match="newer version"):
        open_database(f"sqlite:///{tmp_path / 'x.db'}")
