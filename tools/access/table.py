"""The table of access: a file a capability under `rows/`, one row an action, one cell a role.

A cell lists the relations with which the role may act. Deny by default: a role without a cell, and an action without a
row, may nothing. What is somebody else's and what does not exist are refused in the same words (S5, S6).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from tools.access.relation import Owner, Relation, relation_to
from tools.principal import Principal, Role
from tools.refused import Refused, not_found

Cells = Mapping[Role, frozenset[Relation]]


@cache
def table() -> Mapping[str, Cells]:
    """All rows by action. Raises ValueError for a row that stands twice or a cell that means nothing."""
    found: dict[str, Cells] = {}
    for source in sorted(files("tools.access").joinpath("rows").iterdir(), key=lambda each: each.name):
        if source.name.endswith(".yaml"):
            for action, cells in (yaml.load(source.read_text("utf-8"), yaml.CSafeLoader) or {}).items():
                if action in found:
                    raise ValueError(f"{action} stands twice in the table of access")
                found[action] = {Role(role): frozenset(Relation(each) for each in can) for role, can in cells.items()}
    return found


def may(who: Principal, action: str, relation: Relation) -> bool:
    """Whether the table lets this role act with this relation."""
    return relation is not Relation.MISSING and relation in table().get(action, {}).get(who.role, frozenset())


def may_ever(who: Principal, action: str) -> bool:
    """Whether the role may act at all: decides which tools a model is shown."""
    return bool(table().get(action, {}).get(who.role))


def require(who: Principal, action: str, owners: tuple[Owner, ...] | None, identity: str = "") -> None:
    """Let pass or raise Refused: by role in its own words, by record in those of a record that does not exist."""
    if not may_ever(who, action):
        if who.role is Role.VISITOR:
            raise Refused("请先登录平台账户再办理。/ Sign in with an account of the platform first.", "access.visitor")
        raise Refused("您的账户角色不能办理此事。/ Accounts of your role cannot do this.", "access.role")
    if not may(who, action, relation_to(who, owners)):
        raise not_found(identity)
