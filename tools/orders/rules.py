"""The rules of orders that are data: figures, provisions, and the licences executors need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Rules:
    """Figures of orders. `begun` and `most` in basis points of the price; `provisions`: clause -> citation key."""

    quote_days: int
    rework_days: int
    begun: int
    most: int
    provisions: Mapping[str, str]


@dataclass(frozen=True)
class LicenceRule:
    """A licence: its names, the rule that asks for it in words, and the provisions with the days they hold."""

    zh: str
    en: str
    digest_zh: str
    digest_en: str
    provisions: tuple[tuple[str, date | None, date | None], ...]

    def provisions_on(self, day: date) -> tuple[str, ...]:
        """The citation keys in force on a day."""
        return tuple(
            key for key, first, last in self.provisions if (not first or first <= day) and (not last or day <= last)
        )


@cache
def rules() -> Rules:
    """The rules of this installation."""
    rows = _rows("rules.yaml")
    cancellation = rows["cancellation"]
    return Rules(
        rows["quote_days"], rows["rework_days"], cancellation["begun"], cancellation["most"], rows["provisions"]
    )


@cache
def licences() -> Mapping[str, LicenceRule]:
    """The licences by kind."""
    return {kind: _licence(row) for kind, row in _rows("licences.yaml").items()}


def _licence(row: dict[str, Any]) -> LicenceRule:
    held = tuple((each["key"], each["from"] or None, each["until"] or None) for each in row["provisions"])
    return LicenceRule(row["zh"], row["en"], row["digest_zh"], row["digest_en"], held)


def _rows(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(files("tools.orders").joinpath(name).read_text("utf-8"), yaml.CSafeLoader)
    return found
