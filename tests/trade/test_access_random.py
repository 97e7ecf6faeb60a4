"""Random arguments never give another tenant's data, and no schema lets a model say who asks, for whom, or at what price (S6)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.trade.access_cases import EFFECTS, READS
from tests.trade.access_records import RECORDS, SECRET, STRANGER
from tests.trade.access_room import AccessRoom
from tools.principal import Principal, Role
from tools.refused import Refused
from tools.registry import TOOLS

# Who asks is known from the session; whose a record is and what the platform charges, from the database.
NEVER = {
    "user", "user_id", "username", "account", "principal", "role", "roles", "tenant", "tenant_id", "org", "organisation_id", "owner", "buyer", "seller",
    "payer", "payee", "fee", "fee_minor", "tax", "thread", "runtime", "approved", "approval", "hash", "state", "admin", "as_user", "who",
}  # fmt: skip
PRICED_BY_THE_USER = {
    "list_right",
    "answer_quote",
    "publish_session",
}  # what a seller or a provider asks is its own to say
# Who a session is open to is not who asks.
ABOUT_OTHERS = {"publish_session": {"roles"}}
JUNK = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.sampled_from(["*", "%", "' or 1=1 --", "{}", "../../etc", "ORG-OTHER", "admin", "stranger"]))  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> AccessRoom:
    made = AccessRoom(tmp_path_factory.mktemp("files"))
    for kind in RECORDS:
        made.record(kind, STRANGER)
    return made


def fields(model: type[BaseModel]) -> Iterator[str]:
    """The names of a request's fields, of those within it too."""
    for name, field in model.model_fields.items():
        yield name
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from fields(inner)


@pytest.mark.parametrize("name", EFFECTS)
def test_a_request_says_neither_who_asks_nor_what_the_platform_decides(room: AccessRoom, name: str) -> None:
    request = room.effects.known[name].request
    assert not (NEVER - ABOUT_OTHERS.get(name, set())) & set(fields(request))
    assert name in PRICED_BY_THE_USER or "price" not in set(fields(request))
    assert request.model_config.get("extra") == "forbid"
    assert request.model_config.get("frozen")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_lets_a_model_say_neither(tool: Any) -> None:
    schema = tool.tool_call_schema.model_json_schema()
    assert not (NEVER | {"price"}) & set(schema["properties"])


@cache
def requests(room: AccessRoom) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """An effect with arguments: right ones for others' records, some changed, some taken away, some that nobody asked for."""
    theirs = st.sampled_from([room.record(kind, STRANGER) for kind in RECORDS])

    def of(name: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
        make = EFFECTS[name].request
        assert make
        known = sorted(make("ID"))
        right = theirs.map(make)
        changed = st.dictionaries(st.sampled_from(known), st.one_of(JUNK, theirs), max_size=2)
        extra = st.dictionaries(st.sampled_from(sorted(NEVER)), st.one_of(JUNK, theirs), max_size=1)
        return st.tuples(st.just(name), st.builds(lambda *parts: {key: value for part in parts for key, value in part.items()}, right, changed, extra))  # fmt: skip

    return st.sampled_from(sorted(EFFECTS)).flatmap(of)


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_thousand_random_requests_give_nothing_of_anothers(room: AccessRoom, data: st.DataObject) -> None:
    name, asked = data.draw(requests(room))
    who = room.actor(data.draw(st.sampled_from([Role.VISITOR, Role.MEMBER, Role.AGENCY, Role.INVESTOR])))
    card, said = proposed(room, who, name, asked)
    assert SECRET not in said
    assert not (card and NEVER & set(asked)), "what nobody asked for was taken"


def proposed(room: AccessRoom, who: Principal, name: str, asked: dict[str, Any]) -> tuple[bool, str]:
    """Whether there is a card, and everything that is said."""
    try:
        return True, room.effects.propose(who, name, asked).model_dump_json()
    except Refused as refused:
        return False, str(refused)


def read(room: AccessRoom, who: Principal, name: str, identity: str) -> str:
    """Everything that a rule says of an id."""
    rule = READS[name].read
    assert rule
    try:
        with room.sessions() as session:
            return str(rule(room, session, who, identity))
    except Refused as refused:
        return str(refused)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_ids_read_nothing_of_anothers(room: AccessRoom, data: st.DataObject) -> None:
    identity = data.draw(st.one_of(st.sampled_from([room.record(kind, STRANGER) for kind in RECORDS]), st.text(max_size=30), st.sampled_from(["%", "*", "' or ''='"])))  # fmt: skip
    name = data.draw(st.sampled_from(sorted(READS)))
    who = room.actor(data.draw(st.sampled_from([Role.VISITOR, Role.MEMBER, Role.AGENCY, Role.INVESTOR])))
    assert SECRET not in read(room, who, name, identity)


@pytest.mark.parametrize("name", ["show_quote", "show_order", "list_quotes", "list_orders", "show_offer", "show_deal", "list_rating_entries", "download_deliverable"])  # fmt: skip
def test_the_owner_does_see_what_the_others_must_not(room: AccessRoom, name: str) -> None:
    """Else the tests above could not fail."""
    assert SECRET in read(room, STRANGER, name, room.record(READS[name].kind, STRANGER) if READS[name].kind else "")
