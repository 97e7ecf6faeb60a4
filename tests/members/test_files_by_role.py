"""Files and index views by role: exports, documents with their pages, databases, conversations; another's and a missing one alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.world import World
from evals.tenants.asking import WAYS, said_to
from evals.tenants.making import _MAKERS, Held
from tests.conftest import make_world
from tools.documents.access import list_documents, open_document
from tools.members.tables import AccountRow, OrganisationRow
from tools.principal import Principal, Role

KINDS = ("document", "database", "conversation", "inquiry")
MARK = {kind: f"mark0123456789{kind[0]}" for kind in KINDS}
RELATIONS = ("own", "same", "other", "missing")


def account(role: Role, relation: str) -> Principal:
    """Whose the record is, seen from the first account of a role."""
    if relation == "other":
        return Principal("stranger", "ORG-OTHER", Role.MEMBER)
    name = role.value if relation == "own" else f"{role.value}-2"
    return Principal(name, "" if role is Role.VISITOR else f"ORG-{role.value}", role)


def held_by(owner: Principal, kind: str) -> Held:
    key = f"{kind}-{owner.user}".ljust(32, "0")
    return Held(kind, "", key, f"{kind} of {owner.user}", "winch brake with a spring", f"{MARK[kind]} {owner.user}")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Every account, and a record of each kind for each."""
    made = make_world(Path(tmp_path_factory.mktemp("files")), demo=False)
    owners = {account(role, relation) for role in Role for relation in ("own", "same", "other")}
    with pytest.MonkeyPatch.context() as patch, made.sessions.begin() as session:
        for owner in sorted(owners, key=lambda each: each.user):
            if owner.organisation and not session.get(OrganisationRow, owner.organisation):
                session.add(OrganisationRow(id=owner.organisation, name_zh=owner.organisation, name_en=owner.organisation, kind="enterprise", created=made.now()))  # fmt: skip
                session.flush()
            if owner.organisation:
                session.add(AccountRow(user=owner.user, organisation=owner.organisation, role=owner.role.value, created=made.now()))  # fmt: skip
                session.flush()
            patch.setattr("evals.tenants.making.person", lambda _, owner=owner: owner)
            for kind in KINDS:
                _MAKERS[kind](made, session, held_by(owner, kind))
    return made


LISTS: dict[str, Callable[[World, Principal], object]] = {
    "documents": lambda world, who: [each.model_dump() for each in list_documents(world.documents, who)],
    "conversations": lambda world, who: world.conversations.of_user(who.user, 1000),
    "inquiries": lambda world, who: [vars(each) for each in world.inquiries.of_user(who.user)],
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("kind", "way"), [(kind, way) for kind in ("document", "database") for way in WAYS[kind] if way not in ("its exact words", "listed", "shown by owner and name")])  # fmt: skip
def test_what_is_named_is_its_owners_alone(world: World, role: Role, kind: str, way: str) -> None:
    who, said = account(role, "own"), {}
    for relation in RELATIONS:
        owner = account(role, "own" if relation == "missing" else relation)
        held = held_by(owner, kind)
        wanted = Held(kind, "", "0" * 32, "nothing", held.text, held.mark) if relation == "missing" else held
        said[relation] = said_to(WAYS[kind][way][0], world, who, wanted).replace(wanted.id, "ID").replace(wanted.name, "NAME")  # fmt: skip
    assert said["same"] == said["other"] == said["missing"]
    assert MARK[kind] not in said["other"]
    assert said["own"] != said["missing"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_own_and_nothing_else(world: World, role: Role, name: str) -> None:
    who = account(role, "own")
    told = str(LISTS[name](world, who))
    others = {account(each, relation).user for each in Role for relation in ("own", "same", "other")} - {who.user}
    assert f"of {who.user}" in told or f" {who.user}" in told
    assert [user for user in others if f"of {user}.pdf" in told or f"of {user}'" in told or f"of {user} mark" in told] == []  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_the_pages_of_documents_are_searched_in_the_own_only(world: World, role: Role) -> None:
    who = account(role, "own")
    ask = WAYS["document"]["its exact words"][0]
    told = said_to(ask, world, who, held_by(account(role, "other"), "document"))
    assert f"{MARK['document']} {who.user}" in told
    assert "stranger" not in told
    assert f"{who.user}-2" not in told


@pytest.mark.parametrize("role", Role)
def test_a_file_lies_where_only_its_owners_name_leads(world: World, role: Role) -> None:
    who = account(role, "own")
    mine = world.documents.store.file_of(open_document(world.documents, who, held_by(who, "document").id))
    theirs = world.documents.store.of("stranger")[0]
    assert mine.read_bytes().decode().endswith(f" {who.user}")
    assert mine.parent != world.documents.store.file_of(theirs).parent


@pytest.mark.parametrize("role", Role)
def test_a_conversation_of_another_is_neither_continued_nor_erased(world: World, role: Role) -> None:
    who = account(role, "own")
    for name in ("gone on with", "erased"):
        ask, said = WAYS["conversation"][name][0], {}
        for relation in ("same", "other"):
            said[relation] = said_to(ask, world, who, held_by(account(role, relation), "conversation"))
        assert len(set(said.values())) == 1
        assert "没有找到这段对话" in said["other"]
