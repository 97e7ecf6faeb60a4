"""The words of the pages, one file a language."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.language import Language


@cache
def texts(language: Language) -> dict[str, str]:
    """All words of a language by name; the test sees that both languages have the same names."""
    rows: dict[str, str] = yaml.safe_load(files("ui").joinpath("words", f"{language}.yaml").read_text("utf-8"))
    return rows


@cache
def openings(language: Language) -> tuple[str, ...]:
    """Suggested first questions."""
    rows: list[str] = yaml.safe_load(files("ui").joinpath("words", f"openings.{language}.yaml").read_text("utf-8"))
    return tuple(rows)
