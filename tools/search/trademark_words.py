"""The sentences of a trademark search, in both languages."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.practice.notes import Both


def words(kind: str, name: str, **values: object) -> Both:
    """The sentence of this kind and name with its placeholders filled. Raises KeyError for an unknown one."""
    row = _rows()[kind][name]
    return Both(zh=row["zh"].format(**values), en=row["en"].format(**values))


def names(kind: str) -> set[str]:
    """All names of a kind, for the test that none is missing."""
    return set(_rows()[kind])


@cache
def _rows() -> dict[str, dict[str, dict[str, str]]]:
    text = files("tools.search").joinpath("trademark_words.yaml").read_text("utf-8")
    found: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
