"""Chinese characters that are taken for one another by the eye."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def _groups() -> dict[str, str]:
    text = files("retrievers.trademarks").joinpath("shapes.yaml").read_text("utf-8")
    rows: list[str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {char: row[0] for row in rows for char in row}


def shape_of(char: str) -> str:
    """The first of the characters this one is taken for; itself when it is taken for none."""
    return _groups().get(char, char)


def look_alike(first: str, second: str) -> bool:
    """Whether two different characters are easily taken for one another."""
    return first != second and shape_of(first) == shape_of(second)
