"""Special-topic databases: what a definition gives, what a refresh changes, fields, figures, searching within, scope."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from assistant.offline.database_replies import database_reply
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from tests.conftest import TODAY
from tests.search_records import inventions, later, record, records, room
from tests.trade.audits import audit
from tools.database import open_database as open_file
from tools.databases.access import Databases, list_databases, open_database
from tools.databases.boundary import about
from tools.databases.choosing import (
    add_field,
    exclude,
    include,
    marks_of,
    remove_field,
    set_value,
    tag,
    undecide,
)  # fmt: skip
from tools.databases.definition import Definition, FieldType, Filters, OwnField, plain_value
from tools.databases.figures import show_database
from tools.databases.keeping import create_database, delete_database, history_of, redefine_database, refresh_database
from tools.databases.scope import numbers_of, scoped, search_within
from tools.databases.tables import ChangeRow, DatabaseRow, NoteRow, ShareRow
from tools.principal import Principal
from tools.refused import Refused
from tools.search.patentability import InventionText, check_patentability
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.standing import State

LEI = Principal("lei")

HELD = records()
NUMBERS = [str(patent.number) for patent in HELD]
SLEEPERS = SearchQuery(classes=("E01B",))  # CN1000011B, US1000012B2, CN1000013U, US1000014A1


@pytest.fixture
def databases(tmp_path: Path) -> Databases:
    ids = count(1)
    sessions = open_file(f"sqlite:///{tmp_path / 'ipos.db'}")
    return Databases(sessions, lambda: datetime(2026, 11, 22, 10, tzinfo=UTC), lambda: f"{next(ids):010x}", audit())


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> SearchRoom:
    return room(HELD, library)


def made(databases: Databases, held: SearchRoom, query: SearchQuery = SLEEPERS, name: str = "轨枕", **filters: object) -> str:  # fmt: skip
    return create_database(databases, held, LEI, name, query, Filters(**filters), as_of=TODAY).id  # type: ignore[arg-type]


some_numbers = some.frozensets(some.sampled_from(NUMBERS[:12]))


@given(found=some.lists(some.sampled_from(NUMBERS[:12]), unique=True), steps=some.lists(some.tuples(some.sampled_from(["include", "exclude", "undecide"]), some_numbers), max_size=6))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_included_wins_over_not_found_and_excluded_over_everything(found: list[str], steps: list[tuple[str, frozenset[str]]]) -> None:  # fmt: skip
    definition = Definition(query=SLEEPERS)
    decided: dict[str, str] = {}
    for what, numbers in steps:
        act = {"include": definition.including, "exclude": definition.excluding, "undecide": definition.undecided}[what]
        definition = act(numbers)
        assert getattr(definition, act.__name__)(numbers) == definition  # deciding twice is deciding once
        decided |= dict.fromkeys(numbers, what)
    members = definition.members(found)
    assert len(set(members)) == len(members)
    for number in NUMBERS[:12]:
        expected = {"include": True, "exclude": False}.get(decided.get(number, ""), number in found)
        assert (number in members) is expected
    kept = [number for number in found if number in members]
    assert list(members[: len(kept)]) == kept  # those found stand first, in their order
    assert Definition.model_validate_json(definition.model_dump_json()) == definition


def test_a_number_cannot_be_decided_both_ways_nor_a_field_named_twice() -> None:
    with pytest.raises(ValueError, match="both"):
        Definition(query=SLEEPERS, include=frozenset({"US1A1"}), exclude=frozenset({"US1A1"}))
    with pytest.raises(ValueError, match="twice"):
        Definition(
            query=SLEEPERS, fields=(OwnField(name="a", type=FieldType.TEXT), OwnField(name="A", type=FieldType.DATE))
        )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [({}, {"CN1000011B", "US1000012B2", "CN1000013U", "US1000014A1"}),
     ({"all_words": ("橡胶垫片",)}, {"CN1000011B"}), ({"no_words": ("轨枕",)}, {"US1000012B2", "US1000014A1"}),
     ({"stages": ("application",)}, {"US1000014A1"}), ({"states": (State.IN_FORCE,)}, set()), ({"states": (State.ENDED,)}, {"CN1000011B", "US1000012B2", "CN1000013U", "US1000014A1"}),
     ({"all_words": ("BOLTS  fix",), "no_words": ("gasket",)}, {"US1000014A1"})],
)  # fmt: skip
def test_filters_narrow(databases: Databases, held: SearchRoom, filters: dict[str, object], expected: set[str]) -> None:  # fmt: skip
    members = set(open_database(databases, LEI, made(databases, held, **filters)).members)
    assert members == expected


def test_one_publication_of_an_application_is_kept_if_wished(databases: Databases, library: LawLibrary) -> None:
    invention = inventions()[1]
    pair = [record("CN2000001A", invention, "zh", date(2020, 1, 1), application="CN201810000001.0"),
            record("CN2000001B", invention, "zh", date(2022, 1, 1), application="CN201810000001.0")]  # fmt: skip
    identity = made(databases, room(pair, library), latest_only=True)
    assert open_database(databases, LEI, identity).members == ("CN2000001B",)


def test_a_refresh_is_idempotent_and_says_what_came_and_went(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    again = refresh_database(databases, held, LEI, identity, as_of=TODAY)
    assert (again.came, again.went, again.members) == ((), (), 4)
    new = record("CN3000001B", inventions()[1], "zh", date(2026, 5, 1))
    other: list[Patent] = [patent for patent in HELD if str(patent.number) != "US1000014A1"] + [new]
    change = refresh_database(databases, later(held, other), LEI, identity, as_of=TODAY)
    assert (set(change.came), set(change.went), change.index) == ({"CN3000001B"}, {"US1000014A1"}, "test-2")
    assert change.log
    assert change.log.entries[0].query == SLEEPERS
    history = history_of(databases, LEI, identity)
    assert [each.what for each in history] == ["created", "refreshed", "refreshed"]
    assert replayed(databases, identity) == set(open_database(databases, LEI, identity).members)


def replayed(databases: Databases, identity: str) -> set[str]:
    """What the history says a database holds."""
    now: set[str] = set()
    for change in history_of(databases, LEI, identity):
        assert not now & set(change.came)
        assert set(change.went) <= now
        now = (now | set(change.came)) - set(change.went)
        assert len(now) == change.members
    return now


def test_decisions_by_hand_outlive_refreshes_and_the_history_adds_up(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    assert include(databases, held, LEI, identity, ["CN 1000021 B", "CN1000011B"]).came == ("CN1000021B",)
    assert exclude(databases, LEI, identity, ["US1000012"]).went == ("US1000012B2",)  # without a kind: all of them
    assert exclude(databases, LEI, identity, ["CN1000021B"]).went == ("CN1000021B",)  # the last decision counts
    assert include(databases, held, LEI, identity, ["CN1000021B"]).came == ("CN1000021B",)
    change = redefine_database(databases, held, LEI, identity, SearchQuery(classes=("A21B",)), as_of=TODAY)
    assert {"CN1000021B", "CN1000011B"} <= set(open_database(databases, LEI, identity).members)
    assert "CN1000041B" in change.came
    assert undecide(databases, LEI, identity, ["CN1000021B"]).went == ("CN1000021B",)
    assert replayed(databases, identity) == set(open_database(databases, LEI, identity).members)
    for wrong, words in ((["no number"], "no publication number"), (["US9999999B2"], "No record of")):
        with pytest.raises(Refused, match=words):
            include(databases, held, LEI, identity, wrong)


def test_a_change_of_the_query_during_a_refresh_is_not_lost(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    calls = count()

    class Slow:
        def search(self, query: object, k: int = 20) -> object:
            if not next(calls):  # while the first search runs, somebody else redefines
                redefine_database(databases, held, LEI, identity, SearchQuery(classes=("A21B",)), as_of=TODAY)
            return held.searcher.search(query, k)  # type: ignore[arg-type]

    slow = SimpleNamespace(**{**held.__dict__, "searcher": Slow()})
    slow.recorder = lambda kind: SearchRoom.recorder(slow, kind)  # type: ignore[arg-type]
    refresh_database(databases, slow, LEI, identity, as_of=TODAY)  # type: ignore[arg-type]
    opened = open_database(databases, LEI, identity)
    assert opened.definition.query.classes == ("A21B",)
    assert "CN1000041B" in opened.members
    assert replayed(databases, identity) == set(opened.members)


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [("number", "1,234.50", "1234.5"), ("number", "-3", "-3"), ("number", "１２", "12"), ("number", "1e3", "1000"), ("date", "2026-11-22", "2026-11-22"),
     ("yes_no", "是", "yes"), ("yes_no", "No", "no"), ("text", " =cmd() ", "=cmd()"), ("text", "", "")],
)  # fmt: skip
def test_values_have_one_written_form(kind: str, typed: str, written: str) -> None:
    assert plain_value(OwnField(name="x", type=FieldType(kind)), typed) == written


@pytest.mark.parametrize(("kind", "typed"), [("number", "many"), ("number", "nan"), ("number", "1e99"), ("date", "someday"), ("yes_no", "maybe")])  # fmt: skip
def test_a_value_of_another_type_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(Refused, match="is no value of the field"):
        plain_value(OwnField(name="x", type=FieldType(kind)), typed)


def test_tags_and_fields_mark_members_and_come_back_with_them(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    add_field(databases, LEI, identity, "评分", FieldType.NUMBER)
    assert set_value(databases, LEI, identity, "CN1000011", "评分", "8.50") == "8.5"
    assert tag(databases, LEI, identity, "CN1000011B", ["核心", " 核心 ", "rival"]) == ["rival", "核心"]
    assert tag(databases, LEI, identity, "CN1000011B", ["rival"], remove=True) == ["核心"]
    exclude(databases, LEI, identity, ["CN1000011B"])
    with pytest.raises(Refused, match="is not in the database"):
        tag(databases, LEI, identity, "CN1000011B", ["x"])
    undecide(databases, LEI, identity, ["CN1000011B"])
    marks = marks_of(databases, LEI, identity)["CN1000011B"]
    assert (marks.tags, marks.values) == (["核心"], {"评分": "8.5"})
    for wrong in ("评分", "  ", "x" * 81):
        with pytest.raises(Refused):
            add_field(databases, LEI, identity, wrong, FieldType.TEXT)
    remove_field(databases, LEI, identity, "评分")
    assert marks_of(databases, LEI, identity)["CN1000011B"].values == {}
    with pytest.raises(Refused, match="There is no field"):
        set_value(databases, LEI, identity, "CN1000011B", "评分", "1")


def test_figures_count_every_publication_once(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    include(databases, held, LEI, identity, ["CN1000021B"])
    tag(databases, LEI, identity, "CN1000021B", ["battery"])
    found = show_database(databases, held, LEI, identity, TODAY)
    counts = {name: {each.value: each.count for each in values} for name, values in found.figures.counts.items()}
    assert (found.members, found.by_hand, found.gone) == (5, 1, [])
    assert counts["country"] == {"CN": 3, "US": 2}
    assert counts["class"] == {"E01B": 4, "H01M": 1}
    assert sum(counts["year"].values()) == sum(counts["status"].values()) == 5
    assert counts["tag"] == {"battery": 1}
    assert [each.value for each in found.figures.counts["year"]] == sorted(counts["year"])


def test_a_record_that_is_gone_is_said_to_be(databases: Databases, held: SearchRoom, library: LawLibrary) -> None:
    identity = made(databases, held)
    found = show_database(databases, room([p for p in HELD if str(p.number) != "CN1000011B"], library), LEI, identity, TODAY)  # fmt: skip
    assert found.gone == ["CN1000011B"]
    assert "No longer held: CN1000011B" in database_reply(found, "en")


def test_searches_stay_within_a_database(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    numbers = numbers_of(databases, LEI, identity)
    found = search_within(databases, held, LEI, identity, SearchQuery(words="轨枕"), TODAY)
    assert found.hits
    assert {hit.number for hit in found.hits} <= numbers
    assert search_within(databases, held, LEI, identity, SearchQuery(words="披萨烤盘"), TODAY).hits == []
    outside = SearchQuery(words="披萨", numbers=("CN1000041B",))
    assert search_within(databases, held, LEI, identity, outside, TODAY).hits == []
    assert search_within(databases, held, LEI, identity, SearchQuery(numbers=("CN1000011",)), TODAY).hits[0].number == "CN1000011B"  # fmt: skip
    exclude(databases, LEI, identity, sorted(numbers))
    assert (
        search_within(databases, held, LEI, identity, SearchQuery(words="轨枕"), TODAY).hits == []
    )  # empty is not all


def test_the_other_searches_can_be_kept_within_a_database_too(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    kept = scoped(held, numbers_of(databases, LEI, identity))
    found = check_patentability(kept, InventionText(text=inventions()[1].claim("zh"), filed=TODAY), TODAY)
    assert {column.document.number for column in found.matrix.columns} <= numbers_of(databases, LEI, identity)
    assert found.matrix.columns


def test_a_deleted_database_leaves_no_row(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    tag(databases, LEI, identity, "CN1000011B", ["x"])
    assert delete_database(databases, LEI, identity).name == "轨枕"
    with databases.sessions() as session:
        assert [session.query(table).count() for table in (DatabaseRow, NoteRow, ChangeRow, ShareRow)] == [0, 0, 0, 0]
    assert list_databases(databases, LEI) == []


@pytest.mark.parametrize(("name", "query"), [("轨枕", SLEEPERS), ("  ", SLEEPERS), ("--", SLEEPERS), ("x" * 81, SLEEPERS), ("new", SearchQuery())])  # fmt: skip
def test_a_database_needs_a_name_of_its_own_and_a_subject(databases: Databases, held: SearchRoom, name: str, query: SearchQuery) -> None:  # fmt: skip
    made(databases, held)
    with pytest.raises(Refused) as refused:
        made(databases, held, query, name)
    assert "/ " in str(refused.value)
    assert len(list_databases(databases, LEI)) == 1


def test_changes_at_the_same_time_are_all_kept(databases: Databases, held: SearchRoom) -> None:
    identity = made(databases, held)
    numbers = NUMBERS[8:32]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: include(databases, held, LEI, identity, [number]), numbers))
        list(pool.map(lambda number: tag(databases, LEI, identity, number, ["x"]), numbers))
    assert set(numbers) <= set(open_database(databases, LEI, identity).members)
    assert replayed(databases, identity) == set(open_database(databases, LEI, identity).members)
    assert len(marks_of(databases, LEI, identity)) == len(numbers)


@pytest.mark.parametrize(
    ("words", "members"),
    [("轨枕", {"CN1000011B", "CN1000013U", "US1000012B2", "US1000014A1"}), ("中国的轨枕", {"CN1000011B", "CN1000013U", "US1000012B2", "US1000014A1"}),
     ("reinforced concrete railway sleeper", {"CN1000011B", "CN1000013U", "US1000012B2", "US1000014A1"}), ("weather on the moon", set()), ("月球天气预报", set())],
)  # fmt: skip
def test_words_are_a_boundary_in_both_languages(words: str, members: set[str]) -> None:
    found = {str(patent.number) for patent in about(HELD, words)}
    assert {number for number in found if number[2:8] == "100001"} == members
    assert found == members
    assert about(HELD, "") == HELD
