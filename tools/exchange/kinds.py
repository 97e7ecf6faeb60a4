"""What can be dealt with how, and the provisions that rests on: two tables as data, read by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tools.refused import Refused


@dataclass(frozen=True)
class Kind:
    """How one subject is dealt with in one way. `clauses`: condition -> name of the provision it rests on, "" for none."""

    proof: str
    duty: str
    written: str
    clauses: Mapping[str, str]


def _rows(name: str) -> Any:
    return yaml.load(files("tools.exchange").joinpath(name).read_text("utf-8"), yaml.CSafeLoader)


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """All ways by subject and kind of deal."""
    return {(subject, deal): Kind(**row) for subject, deals in _rows("kinds.yaml").items() for deal, row in deals.items()}  # fmt: skip


def kind_of(subject: str, deal: str) -> Kind:
    """How a subject is dealt with in one way. Raises Refused where it cannot be."""
    found = kinds().get((subject, deal))
    if found is None:
        raise Refused("这类标的不能以这种方式交易：开放许可只适用于已授权的单件专利。/ This cannot be dealt with in this way: an open licence is for one granted patent only.", "listing.kind")  # fmt: skip
    return found


@cache
def provisions() -> dict[str, list[dict[str, Any]]]:
    """The provisions by our name: key, the word relied on, and from and until when it is the one to cite."""
    found: dict[str, list[dict[str, Any]]] = _rows("provisions.yaml")
    return found


def provision(name: str, day: date) -> str:
    """The citation key of a provision as of a day; "" for no name. Raises KeyError for an unknown one."""
    if not name:
        return ""
    return next(
        str(row["key"])
        for row in provisions()[name]
        if row.get("from", day) <= day and (row.get("until") is None or day < row["until"])
    )
