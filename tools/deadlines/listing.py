"""The events a deadline can run from, with the rights and places they have rules for."""

from pydantic import BaseModel, ConfigDict

from knowledge.dates import EARLIEST
from knowledge.practice.notes import Both
from tools.deadlines.facts import ALL, Facts, fits
from tools.deadlines.rules_file import event_name, events, rules


class Listed(BaseModel):
    """One event: its id, name, other names, and per jurisdiction the rights and the names of what follows."""

    model_config = ConfigDict(frozen=True)

    event: str
    name: Both
    aliases: tuple[str, ...]
    served: bool
    rights: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    follows: tuple[Both, ...]


def listed(jurisdiction: str = ALL, right: str = "any") -> list[Listed]:
    """Every event with at least one rule for this place and right, in the order of the file."""
    return [row for event in events() if (row := _row(event, jurisdiction, right))]


def _row(event: str, jurisdiction: str, right: str) -> Listed | None:
    asked = Facts(event=event, day=EARLIEST, right=right)
    found = [rule for rule in rules() if rule.event == event and jurisdiction in (ALL, rule.jurisdiction) and fits(rule, asked)]  # fmt: skip
    if not found:
        return None
    return Listed(
        event=event, name=event_name(event), aliases=events()[event].aliases, served=any(rule.service for rule in found),
        rights=tuple(sorted({name for rule in found for name in rule.rights})),
        jurisdictions=tuple(sorted({rule.jurisdiction for rule in found})),
        follows=tuple(rule.name for rule in found if rule.name),
    )  # fmt: skip
