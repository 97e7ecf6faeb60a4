"""The provisions a value rests beside, by our names for them."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def provisions() -> dict[str, list[dict[str, Any]]]:
    """By our name: key, the word relied on, and from and until when it is the one to cite."""
    source = files("tools.valuation").joinpath("provisions.yaml").read_text("utf-8")
    found: dict[str, list[dict[str, Any]]] = yaml.load(source, yaml.CSafeLoader)
    return found


def key_of(name: str, day: date) -> str:
    """The citation key of a provision as of a day. Raises KeyError for an unknown name."""
    rows = (row for row in provisions()[name] if row.get("from", day) <= day and day < row.get("until", date.max))
    return str(next(rows)["key"])


def keys_of(names: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The keys of several, each once."""
    return tuple(dict.fromkeys(key_of(name, day) for name in names))
