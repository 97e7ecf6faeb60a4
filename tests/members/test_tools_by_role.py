"""Every tool of the conversation that names a record, by every role: what the table says, and another's record is as if there were none.

Which tools those are is read from the tools themselves (their slots), so that a new one is tried as soon as it is there.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import BaseTool

from tests.conftest import TODAY, clock, make_world
from tests.trade.access_records import AGENCY, RECORDS, SECRET
from tests.trade.access_room import AccessRoom
from tests.trade.test_access_matrix import expected, owner_of
from tools.access.relation import Relation
from tools.access.table import may, table
from tools.principal import Role
from tools.refused import Refused
from tools.registry import TOOLS, action_of

SAID = "1.00元 5星 2026-1 2026-11-20 CNY 1.00"
FILLED = {
    "amount": "CNY 1.00",
    "reason": "材料有误，理由充分",
    "stars": 5,
    "number": "2026-1",
    "day": "2026-11-20",
    "comment": "好",
    "agency": AGENCY,
    "title": "一件申请",
    "summary": "需要撰写一件申请",
    "contact": "李工",
}
# Where the table lets a role act on its own record, the state a record has to be in is told by a name of its own.
KINDS = {"rating_entry": "entry", "accept_assignment": "order in work"}

PUBLIC = ("listing",)


def record_of(tool: BaseTool) -> tuple[str, str]:
    """The argument in which a tool names a record, and the kind of record; ("", "") for a tool that names none."""
    if tool.name == "introduce_agency":  # what it acts on is the match; the agency is of the directory everybody reads
        return "match", "match"
    task = (tool.extras or {}).get("task")
    for slot in task.slots if task else ():
        kind = KINDS.get(tool.name, KINDS.get(slot.kind, slot.kind))
        if slot.reader == "record" and kind in RECORDS:
            return slot.argument, kind
    return "", ""


def of_a_record(tool: BaseTool) -> bool:
    """Whether the table knows what the tool does by whose record it is; signing up for what is on for all is none of them."""
    return any(set(cells) - {Relation.NONE} for cells in table()[action_of(tool)].values())


NAMING = [tool for tool in TOOLS if record_of(tool)[0] and of_a_record(tool)]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> AccessRoom:
    return AccessRoom(tmp_path_factory.mktemp("files"))


def asked(room: AccessRoom, library: Any, tool: BaseTool, role: Role, identity: str) -> tuple[str, str]:
    """What a tool answers: the name of a refusal of the table or "done", and everything it says."""
    desk = SimpleNamespace(principal=room.actor(role), effects=room.effects, language="en", thread="t", as_of=TODAY, now=clock, library=library, receiver="")  # fmt: skip
    runtime = SimpleNamespace(context=desk, stream_writer=lambda _: None, state={"messages": [HumanMessage(SAID)]})
    argument, _ = record_of(tool)
    schema = tool.tool_call_schema.model_json_schema()  # type: ignore[union-attr]
    given = {name: FILLED.get(name, "x") for name in schema.get("required", []) if name != argument} | {argument: identity}  # fmt: skip
    try:
        return "done", str(tool.func(runtime=runtime, **given))  # type: ignore[attr-defined]
    except Refused as refused:
        known = refused.name in ("access.visitor", "access.role", "not_found")
        return refused.name if known else "done", str(refused)


def test_many_tools_name_records() -> None:
    assert len(NAMING) >= 18
    assert {"show_order", "accept_offer", "release_escrow", "dispute_rating"} <= {tool.name for tool in NAMING}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return make_world(tmp_path_factory.mktemp("law")).library


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("tool", NAMING, ids=lambda tool: tool.name)
def test_a_tool_gives_what_the_table_says(room: AccessRoom, library: Any, tool: BaseTool, role: Role) -> None:
    who, (_, kind), words = room.actor(role), record_of(tool), {}
    for relation in (Relation.OWN, Relation.SAME, Relation.OTHER, Relation.MISSING):
        if role is Role.VISITOR and relation in (Relation.OWN, Relation.SAME):
            continue
        identity = room.record(kind, owner_of(room, role, relation))
        identity = f"{identity[:4]}999999999999" if relation is Relation.MISSING else identity
        got, said = asked(room, library, tool, role, identity)
        public = (
            kind in PUBLIC and relation is Relation.MISSING
        )  # looked up before it is asked who may: anybody can look
        assert got in {expected(who, action_of(tool), relation), *(("not_found",) if public else ())}, (relation, said)
        words[relation] = said.replace(identity, "ID")
    if not may(who, action_of(tool), Relation.OTHER) and kind not in PUBLIC:
        assert words[Relation.OTHER] == words[Relation.MISSING]
        assert SECRET not in words[Relation.OTHER]
