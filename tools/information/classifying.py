"""Which category an item belongs to: what its source is for, unless its words clearly speak for another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

CATEGORIES = ("policies", "technology", "cases", "judicial")


@dataclass(frozen=True)
class Category:
    """A category: its names and the words that speak for it."""

    zh: str
    en: str
    cues: re.Pattern[str]

    def name(self, language: str) -> str:
        """Its name in "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@cache
def categories() -> Mapping[str, Category]:
    """The categories by key, in the order in which their words are looked for."""
    rows = yaml.load(files("tools.information").joinpath("categories.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {key: Category(row["zh"], row["en"], re.compile(row["cues"], re.IGNORECASE)) for key, row in rows.items()}


def category_of(title: str, text: str, default: str) -> str:
    """The category of an item: of the words of its title first, then the source's own; of its text only without one ("auto")."""
    named = next((key for key, each in categories().items() if each.cues.search(title)), "")
    if default in CATEGORIES:
        return named if named == "judicial" or (named == "cases" and default != "judicial") else default
    return named or next((key for key, each in categories().items() if each.cues.search(text)), "technology")
