"""The words of the pages: files of names and sentences, the same names in both languages."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.language import Language

PARTS = (
    "",
    "search",
    "record",
    "marks",
    "databases",
    "sources",
    "approval",
    "catalogue",
    "orders",
    "exchange",
    "clearing",
    "ratings",
    "deadlines",
    "appraisal",
    "value",
    "portfolio",
    "members",
    "agencies",
    "training",
    "information",
    "triage",
    "health_check",
    "finance",
)  # fmt: skip - a file each: zh.yaml, search.zh.yaml ...


@cache
def texts(language: Language) -> dict[str, str]:
    """All words of a language by name; the test sees that both languages have the same names."""
    found: dict[str, str] = {}
    for part in PARTS:
        rows = words_of(part, language)
        if twice := found.keys() & rows.keys():
            raise ValueError(f"two files of words have the same names: {', '.join(sorted(twice))}")
        found |= rows
    return found


def words_of(part: str, language: Language) -> dict[str, str]:
    """The words of one file."""
    name = f"{part}.{language}.yaml" if part else f"{language}.yaml"
    rows: dict[str, str] = yaml.load(files("ui").joinpath("words", name).read_text("utf-8"), yaml.CSafeLoader)
    return rows


@cache
def openings(language: Language) -> tuple[str, ...]:
    """Suggested first questions."""
    rows: list[str] = yaml.safe_load(files("ui").joinpath("words", f"openings.{language}.yaml").read_text("utf-8"))
    return tuple(rows)
