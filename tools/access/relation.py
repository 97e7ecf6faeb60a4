"""How a principal stands to a record: its own, its organisation's, somebody else's, or none there is."""

from dataclasses import dataclass
from enum import StrEnum

from tools.principal import Principal


class Relation(StrEnum):
    """The columns of the table of access, but for the roles."""

    OWN = "own"
    SAME = "same"  # of the same organisation
    OTHER = "other"
    MISSING = "missing"
    NONE = "none"  # the action is about no record: it makes a new one, or reads what is public


@dataclass(frozen=True)
class Owner:
    """Whose a record is, in one capacity."""

    organisation: str
    user: str = ""


NOBODY: tuple[Owner, ...] = ()


def relation_to(who: Principal, owners: tuple[Owner, ...] | None) -> Relation:
    """The closest relation to any of the owners; None stands for an action without a record, no owners for a missing one."""
    if owners is None:
        return Relation.NONE
    if not owners:
        return Relation.MISSING
    if any(owner.user == who.user for owner in owners if owner.user):
        return Relation.OWN
    if who.organisation and any(owner.organisation == who.organisation for owner in owners):
        return Relation.SAME
    return Relation.OTHER
