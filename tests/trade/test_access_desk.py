"""The tools of the desk by the same table: public ones never look at who asks, a user's own things are the user's alone (S5, S6)."""

import inspect
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge.documents.record import Contents, Page, PageState
from knowledge.documents.store import DocumentStore
from knowledge.law.library import LawLibrary
from tests.conftest import TODAY, clock
from tests.search_records import records, room
from tests.trade.audits import audit, journal
from tools.access.relation import Relation
from tools.access.table import may, table
from tools.cases.tools import CASE_TOOLS
from tools.database import Sessions, open_database
from tools.databases.access import Databases
from tools.databases.keeping import create_database
from tools.databases.tools import DATABASE_TOOLS
from tools.documents.access import Documents, add_document
from tools.documents.tools import DOCUMENT_TOOLS
from tools.law.tools import LAW_TOOLS
from tools.principal import Principal, Role
from tools.refused import Refused
from tools.registry import TOOLS
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.tools import SEARCH_TOOLS
from tools.search.trademark_tools import TRADEMARK_TOOLS
from tools.triage.inquiries import Inquiries
from tools.triage.tools import hand_to_staff

DESK = (*LAW_TOOLS, *CASE_TOOLS, *SEARCH_TOOLS, *TRADEMARK_TOOLS, *DATABASE_TOOLS, *DOCUMENT_TOOLS, hand_to_staff)
OF_WHO_ASKS = (*DATABASE_TOOLS, *DOCUMENT_TOOLS, hand_to_staff)
CANARY = "canary winch of another tenant"
Asked = Callable[[Any, str], object]
# Each tool that takes a name, asked for a record by it.
BY_NAME: dict[str, Asked] = {
    "show_patent_database": lambda runtime, named: func("show_patent_database")(named, runtime),
    "search_patent_database": lambda runtime, named: func("search_patent_database")(named, "轨枕", runtime),
    "read_my_document": lambda runtime, named: func("read_my_document")("winch", runtime, named),
}
# Each that takes none.
PLAIN: dict[str, Asked] = {
    "create_patent_database": lambda runtime, named: func("create_patent_database")(named, "轨枕 E01B", runtime),
    "list_patent_databases": lambda runtime, _: func("list_patent_databases")(runtime),
    "read_my_document": lambda runtime, _: func("read_my_document")("winch", runtime),
    "hand_to_staff": lambda runtime, _: func("hand_to_staff")("请联系我", runtime),
}


def func(name: str) -> Callable[..., Any]:
    """The function behind a tool."""
    return next(tool for tool in TOOLS if tool.name == name).func  # type: ignore[union-attr,return-value]


@pytest.fixture(scope="module")
def held(library: LawLibrary) -> SearchRoom:
    return room(records(), library)


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory, held: SearchRoom) -> Iterator[tuple[Databases, Documents, Sessions]]:  # fmt: skip
    """For each account of each role a database and a document of its own."""
    folder: Path = tmp_path_factory.mktemp("documents")
    sessions, numbers = open_database("sqlite://"), count(1)
    new_id: Callable[[], str] = lambda: f"{next(numbers):032x}"[::-1]  # noqa: E731
    databases = Databases(sessions, clock, new_id, audit())
    documents = Documents(DocumentStore(folder), clock, new_id, journal(sessions))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.documents.access.read_document", lambda data, limits: Contents(pages=(Page(number=1, text=f"The {CANARY} {data.decode()}", state=PageState.TEXT),)))  # fmt: skip
        for who in (*(account(role, number) for role in Role for number in (1, 2)), STRANGER):
            create_database(databases, held, who, f"{CANARY} {who.user}", SearchQuery(classes=("E01B",)), as_of=TODAY)
            add_document(documents, who, f"{CANARY} {who.user}", f"%PDF {who.user}".encode())
        yield databases, documents, sessions


def account(role: Role, number: int) -> Principal:
    """The first or second account of a role, of one organisation."""
    return Principal(f"{role.value}-{number}", "" if role is Role.VISITOR else f"ORG-{role.value}", role)


STRANGER = Principal("stranger", "ORG-OTHER", Role.MEMBER)


def runtime_of(things: tuple[Databases, Documents, Sessions], held: SearchRoom, who: Principal) -> Any:
    databases, documents, sessions = things
    inquiries = Inquiries(sessions, clock, databases.new_id, audit())
    desk = SimpleNamespace(
        databases=databases, documents=documents, inquiries=inquiries, search_room=held, principal=who, thread="t", language="en", as_of=TODAY, now=clock,
    )  # fmt: skip
    return SimpleNamespace(context=desk, stream_writer=lambda _: None)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_named_is_given_as_the_table_says(things: tuple[Databases, Documents, Sessions], held: SearchRoom, name: str, role: Role) -> None:  # fmt: skip
    who, words = account(role, 1), {}
    owners = {Relation.OWN: who.user, Relation.SAME: account(role, 2).user, Relation.OTHER: STRANGER.user, Relation.MISSING: "nobody"}  # fmt: skip
    for relation, owner in owners.items():
        named = f"{CANARY} {owner}"
        try:
            BY_NAME[name](runtime_of(things, held, who), named)
            words[relation] = ""
        except Refused as refused:
            words[relation] = str(refused).replace(named, "NAME")
        assert (words[relation] == "") is may(who, name, relation), (relation, words[relation])
    assert words[Relation.SAME] == words[Relation.OTHER] == words[Relation.MISSING]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", PLAIN)
def test_what_names_nothing_gives_nobody_elses(things: tuple[Databases, Documents, Sessions], held: SearchRoom, name: str, role: Role) -> None:  # fmt: skip
    who = account(role, 1)
    assert may(who, name, Relation.NONE)
    said = str(PLAIN[name](runtime_of(things, held, who), f"new one of {who.user}"))
    for other in (account(role, 2).user, STRANGER.user):
        assert f"{CANARY} {other}" not in said
        assert f"PDF {other}" not in said


@pytest.mark.parametrize("tool", [tool for tool in DESK if tool not in OF_WHO_ASKS], ids=lambda tool: tool.name)
def test_a_public_tool_is_everybodys_and_does_not_look_who_asks(tool: Any) -> None:
    assert table()[tool.name] == dict.fromkeys(Role, frozenset({Relation.NONE}))
    assert "principal" not in inspect.getsource(tool.func)


def test_every_tool_that_looks_who_asks_is_tried() -> None:
    assert {tool.name for tool in OF_WHO_ASKS} == {*BY_NAME, *PLAIN}
