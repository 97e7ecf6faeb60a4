"""Who may do what with a database: every rule tried as owner, editor, reader, somebody else, and on what is not there."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tests.search_records import records, room
from tests.trade.audits import audit
from tools.database import open_database as open_file
from tools.databases import choosing, exporting, figures, keeping, scope, sharing
from tools.databases.access import Databases, Level, list_databases, open_database
from tools.databases.definition import FieldType
from tools.principal import Principal
from tools.refused import Refused
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom

OWNER, EDITOR, READER, OTHER = (Principal(name) for name in ("owner", "editor", "reader", "other"))
QUERY, N = SearchQuery(classes=("E01B",)), "CN1000011B"
Rule = Callable[[Databases, SearchRoom, Principal, str], object]
# Every rule that takes a database, and the least level it needs.
RULES: dict[str, tuple[Level, Rule]] = {
    "open": (Level.READER, lambda d, r, who, named: open_database(d, who, named)),
    "show": (Level.READER, lambda d, r, who, named: figures.show_database(d, r, who, named, TODAY)),
    "history": (Level.READER, lambda d, r, who, named: keeping.history_of(d, who, named)),
    "count changes": (Level.READER, lambda d, r, who, named: keeping.count_changes(d, who, named)),
    "marks": (Level.READER, lambda d, r, who, named: choosing.marks_of(d, who, named)),
    "scope": (Level.READER, lambda d, r, who, named: scope.numbers_of(d, who, named)),
    "search": (Level.READER, lambda d, r, who, named: scope.search_within(d, r, who, named, SearchQuery(words="轨枕"), TODAY)),
    "export": (Level.READER, lambda d, r, who, named: exporting.export_database(d, r, who, named, "csv", "zh", TODAY)),
    "table": (Level.READER, lambda d, r, who, named: exporting.table_of(d, r, who, named, "zh", TODAY)),
    "refresh": (Level.EDITOR, lambda d, r, who, named: keeping.refresh_database(d, r, who, named, as_of=TODAY)),
    "redefine": (Level.EDITOR, lambda d, r, who, named: keeping.redefine_database(d, r, who, named, QUERY, as_of=TODAY)),
    "include": (Level.EDITOR, lambda d, r, who, named: choosing.include(d, r, who, named, [N])),
    "exclude": (Level.EDITOR, lambda d, r, who, named: choosing.exclude(d, who, named, ["US1000012B2"])),
    "undecide": (Level.EDITOR, lambda d, r, who, named: choosing.undecide(d, who, named, [N])),
    "tag": (Level.EDITOR, lambda d, r, who, named: choosing.tag(d, who, named, N, ["x"])),
    "add field": (Level.EDITOR, lambda d, r, who, named: choosing.add_field(d, who, named, "new", FieldType.TEXT)),
    "remove field": (Level.EDITOR, lambda d, r, who, named: choosing.remove_field(d, who, named, "score")),
    "set value": (Level.EDITOR, lambda d, r, who, named: choosing.set_value(d, who, named, N, "score", "1")),
    "share": (Level.OWNER, lambda d, r, who, named: sharing.share(d, who, named, "friend", Level.READER)),
    "shares": (Level.OWNER, lambda d, r, who, named: sharing.shares_of(d, who, named)),
    "delete": (Level.OWNER, lambda d, r, who, named: keeping.delete_database(d, who, named)),
}  # fmt: skip
TAKE_NO_DATABASE = {"create_database", "list_databases", "run_definition", "note_change", "scoped", "as_csv", "as_xlsx", "changing", "databases_of", "count"}  # fmt: skip


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> SearchRoom:
    return room(records(), library)


@pytest.fixture
def databases(tmp_path: Path, held: SearchRoom) -> Databases:
    ids = count(1)
    made = Databases(open_file(f"sqlite:///{tmp_path / 'ipos.db'}"), lambda: datetime(2026, 11, 22, tzinfo=UTC), lambda: f"{next(ids):010x}", audit())  # fmt: skip
    keeping.create_database(made, held, OWNER, "secret sleepers", QUERY, as_of=TODAY)
    choosing.add_field(made, OWNER, "secret sleepers", "score", FieldType.NUMBER)
    sharing.share(made, OWNER, "secret sleepers", "editor", Level.EDITOR)
    sharing.share(made, OWNER, "secret sleepers", "reader", Level.READER)
    return made


def refusal(rule: Rule, databases: Databases, held: SearchRoom, who: Principal, named: str) -> str:
    """What a rule says to somebody, "" when it does what it is asked."""
    try:
        rule(databases, held, who, named)
    except Refused as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(("who", "level"), [(OWNER, Level.OWNER), (EDITOR, Level.EDITOR), (READER, Level.READER), (OTHER, None)])  # fmt: skip
def test_a_rule_is_for_those_who_may(
    databases: Databases, held: SearchRoom, name: str, who: Principal, level: Level | None
) -> None:
    need, rule = RULES[name]
    identity = list_databases(databases, OWNER)[0].id
    before = open_database(databases, OWNER, identity), keeping.history_of(databases, OWNER, identity)
    for named in ("secret sleepers", "owner/secret sleepers", identity):
        said = refusal(rule, databases, held, who, named)
        if level is None:  # as if it did not exist: the same words as for a name nobody uses
            assert said.replace(named, "NAME") == refusal(rule, databases, held, who, "no such").replace("no such", "NAME") != ""  # fmt: skip
        elif level < need:
            assert "ask owner" in said
        else:
            assert said == ""
            return
    assert (open_database(databases, OWNER, identity), keeping.history_of(databases, OWNER, identity)) == before


@pytest.mark.parametrize("name", RULES)
def test_what_does_not_exist_is_told_to_everybody_alike(databases: Databases, held: SearchRoom, name: str) -> None:
    said = {refusal(RULES[name][1], databases, held, who, "DB-0000000009") for who in (OWNER, EDITOR, READER, OTHER)}
    assert len(said) == 1
    assert "There is no database" in said.pop()


def test_no_rule_is_left_out_of_the_table() -> None:
    public = {
        name
        for module in (keeping, choosing, sharing, scope, figures, exporting)
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == module.__name__ and not isinstance(value, type)
    }  # fmt: skip
    tried = {name for _, rule in RULES.values() for name in rule.__code__.co_names}
    assert public - TAKE_NO_DATABASE <= tried


def test_names_are_ones_own(databases: Databases, held: SearchRoom) -> None:
    mine = keeping.create_database(databases, held, READER, "Secret Sleepers", QUERY, as_of=TODAY)
    assert open_database(databases, READER, "secret sleepers").id == mine.id  # one's own before one that is shared
    assert open_database(databases, READER, "owner/secret sleepers").id != mine.id
    keeping.create_database(databases, held, OTHER, "secret sleepers", QUERY, as_of=TODAY)
    sharing.share(databases, OTHER, "secret sleepers", "editor", Level.READER)
    with pytest.raises(Refused, match="other/secret sleepers"):
        open_database(databases, EDITOR, "secret sleepers")
    assert [(each.owner, each.level) for each in list_databases(databases, EDITOR)] == [("owner", Level.EDITOR), ("other", Level.READER)]  # fmt: skip


def test_a_share_ends_when_it_is_taken_back(databases: Databases, held: SearchRoom) -> None:
    assert sharing.share(databases, OWNER, "secret sleepers", "reader", Level.EDITOR) == {"editor": "editor", "reader": "editor"}  # fmt: skip
    assert refusal(RULES["tag"][1], databases, held, READER, "secret sleepers") == ""
    assert sharing.share(databases, OWNER, "secret sleepers", "reader", None) == {"editor": "editor"}
    assert "There is no database" in refusal(RULES["open"][1], databases, held, READER, "secret sleepers")
    for account, level in (("", Level.READER), ("owner", Level.READER), ("friend", Level.OWNER)):
        with pytest.raises(Refused):
            sharing.share(databases, OWNER, "secret sleepers", account, level)
