"""The matrix of access: every role x every action x own, same organisation, other, missing gives what the table says (S5, S6).

A tool, an effect or a reading rule without a row fails here, and so does a row with nothing behind it.
"""

import ast
from pathlib import Path

import pytest

from tests.trade.access_cases import CASES, EFFECTS, READS
from tests.trade.access_records import SECRET, STRANGER
from tests.trade.access_room import AccessRoom
from tools.access.relation import Relation
from tools.access.table import may, may_ever, table
from tools.principal import Principal, Role
from tools.refused import Refused
from tools.registry import TOOLS

ROOT = Path(__file__).parent.parent.parent
ASKS = ("require", "may", "may_ever", "read", "_row")  # the table itself, and what passes an action on to it
WITH_RECORD = (Relation.OWN, Relation.SAME, Relation.OTHER, Relation.MISSING)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> AccessRoom:
    return AccessRoom(tmp_path_factory.mktemp("files"))


def tried(room: AccessRoom, action: str, who: Principal, identity: str) -> tuple[str, str]:
    """What comes of an action, and in which words: "done" also where a rule of the matter itself says no."""
    case = CASES[action]
    try:
        if case.request:
            room.effects.propose(who, action, case.request(identity))
        elif case.read:
            with room.sessions() as session:
                case.read(room, session, who, identity)
    except Refused as refused:
        if refused.name in ("access.visitor", "access.role", "not_found"):
            return refused.name, str(refused)
        return "done", str(refused)
    return "done", ""


def expected(who: Principal, action: str, relation: Relation) -> str:
    """What the table says."""
    if not may_ever(who, action):
        return "access.visitor" if who.role is Role.VISITOR else "access.role"
    return "done" if may(who, action, relation) else "not_found"


def owner_of(room: AccessRoom, role: Role, relation: Relation) -> Principal:
    """Whose record stands in a relation to the account of a role; a visitor has none, so that all are others'."""
    if role is Role.VISITOR or relation is Relation.OTHER:
        return STRANGER
    return room.actor(role) if relation is Relation.OWN else room.colleague(role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", CASES)
def test_the_outcome_is_what_the_table_says(room: AccessRoom, action: str, role: Role) -> None:
    who, kind = room.actor(role), CASES[action].kind
    if not kind:
        assert tried(room, action, who, "")[0] == expected(who, action, Relation.NONE)
        return
    words = {}
    for relation in WITH_RECORD:
        if role is Role.VISITOR and relation in (Relation.OWN, Relation.SAME):
            continue
        identity = room.record(kind, owner_of(room, role, relation))
        identity = f"{identity[:4]}999999999999" if relation is Relation.MISSING else identity  # of the same form
        got, said = tried(room, action, who, identity)
        assert got == expected(who, action, relation), (relation, said)
        assert SECRET not in said
        assert action in EFFECTS or got != "done" or not said, said  # what may be read is read
        words[relation] = said.replace(identity, "ID")
    if not may(who, action, Relation.OTHER):
        assert words[Relation.OTHER] == words[Relation.MISSING] != ""


def test_every_effect_every_tool_and_every_rule_that_reads_has_a_row_and_every_row_has_one() -> None:
    tools = {str((tool.extras or {}).get("action", tool.name)) for tool in TOOLS}
    assert tools | set(EFFECTS) | set(READS) <= set(table())
    assert set(table()) - tools - set(EFFECTS) - required() == set()


def required() -> set[str]:
    """The actions that some code asks leave for: the texts in calls of what asks the table."""
    trees = (ast.parse(path.read_text("utf-8")) for folder in ("tools", "assistant", "ui") for path in (ROOT / folder).rglob("*.py"))  # fmt: skip
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS)  # fmt: skip
    return {each.value for call in calls for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)}  # fmt: skip


def test_the_matrix_tries_every_effect_there_is(room: AccessRoom) -> None:
    assert set(room.effects.known) == set(EFFECTS)


def test_the_table_gives_nobody_what_does_not_exist_and_visitors_nothing_with_an_effect() -> None:
    for action, cells in table().items():
        assert not any(Relation.MISSING in can for can in cells.values()), action
        if action in EFFECTS:
            assert Role.VISITOR not in cells, action
            assert cells, action
