"""The words of legal events and of what stands beside them, read from data."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.numerals import NUMERAL

_NUMBER = rf"(?:\d{{1,3}}|{NUMERAL}|半个?|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|thirty|sixty)"


@dataclass(frozen=True)
class LegalEvent:
    """An event that starts a legal period, how it is told, which rights it may concern and where, "" for wherever.

    `held`: whether tools/deadlines has a rule of it; `happened`: the words themselves say that it has come.
    """

    event: str
    rights: tuple[str, ...]
    jurisdiction: str
    held: bool
    happened: bool
    pattern: re.Pattern[str]


@cache
def legal_events() -> tuple[LegalEvent, ...]:
    """All events, narrower ones first."""
    return tuple(LegalEvent(row["event"], tuple(row["rights"]), row.get("jurisdiction", ""), row.get("held", True), row.get("happened", False), _either(row)) for row in _read("legal_events"))  # fmt: skip


@cache
def telling() -> dict[str, re.Pattern[str]]:
    """How receipt, a last day, days left and the rest are told, by name."""
    return {name: _either(row) for name, row in _read("telling").items()}


def _read(name: str) -> Any:
    source = files("tools.triage").joinpath("data", f"{name}.yaml")
    return yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)


def _either(row: dict[str, str]) -> re.Pattern[str]:
    """One pattern of both languages; {number} is a number in figures or words."""
    return re.compile("|".join(f"(?:{row[name]})" for name in ("zh", "en")).replace("{number}", _NUMBER), re.IGNORECASE)
