"""The labels of a case: their values, their names, and the rules that follow from them (desk, licence gate, times)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.practice.notes import Both

CORRECTABLE = ("sub_platform", "right", "segment", "licence", "jurisdiction")
NONE = "none"


def data_of(name: str) -> Any:
    """A file of this package's data."""
    return yaml.load(files("tools.triage").joinpath("data", f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def values(label: str) -> Mapping[str, Both]:
    """The values of a label with their names. Raises KeyError for an unknown label."""
    return {value: Both(**names) for value, names in data_of("labels")[label].items()}


def name_of(label: str, value: str, language: str) -> str:
    """A value's name."""
    names = values(label)
    return names[value].of(language) if value in names else value


@cache
def routing() -> Mapping[str, Any]:
    """Desks, times, capacity, thresholds and the licence gate."""
    found: Mapping[str, Any] = data_of("routing")
    return found


def desk_of(labels: Mapping[str, str]) -> str:
    """The desk that has a matter with these labels."""
    for row in routing()["desks"]:
        if all(labels[label] in wanted for label, wanted in row["when"].items()):
            return str(row["desk"])
    raise ValueError("the last row of the routing fits everything")


def skills_of(desk: str) -> Both:
    """What a desk can do."""
    return Both(**routing()["skills"][desk])


def gated(licence: str, labels: Mapping[str, str]) -> bool:
    """Whether this kind of licensed body may be suggested for a matter with these labels (DOMAIN 16: who may act)."""
    allowed = routing()["gate"].get(licence, {})
    facts: Mapping[str, object] = {**labels, "out_of_scope": labels["sub_platform"] == NONE}
    return all(facts[label] in wanted for label, wanted in allowed.items())
