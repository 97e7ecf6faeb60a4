"""Whether an item is for a subscription, and why: its category, and one of its own words, holders or classes where it has any."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.language import HAN, normalise
from knowledge.patents.holders import entity_of


class Wish(BaseModel):
    """What a subscription asks for. `holders` as they were typed; `classes`: IPC, CPC or "nice:9", without spaces."""

    model_config = ConfigDict(frozen=True)

    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether it has words of its own besides categories."""
        return bool(self.keywords or self.holders or self.classes)


class Reason(BaseModel):
    """Why an item is told: `kind` is category, keyword, holder or class."""

    model_config = ConfigDict(frozen=True)

    kind: str
    value: str


def reasons(wish: Wish, category: str, words: str, facts: Mapping[str, Any]) -> list[Reason]:
    """Why an item fits, [] where it does not. `words`: its titles and texts.

    With categories and words of its own, both have to fit; with one of the two alone, that one.
    """
    if wish.categories and category not in wish.categories:
        return []
    found = [*_keywords(wish, words, facts), *_holders(wish, words, facts), *_classes(wish, facts)]
    if wish.personal and not found:
        return []
    own = [Reason(kind="category", value=category)] if category in wish.categories else []
    return [*found, *own]


def _keywords(wish: Wish, words: str, facts: Mapping[str, Any]) -> list[Reason]:
    said = normalise(" ".join([words, *map(str, facts.get("tags", ())), *map(str, facts.get("terms", ()))])).lower()
    return [Reason(kind="keyword", value=each) for each in wish.keywords if _pattern(each).search(said)]


@lru_cache(maxsize=4096)
def _pattern(keyword: str) -> re.Pattern[str]:
    """A keyword as it is looked for: English whole words, with a plural; Chinese wherever it stands."""
    plain = re.escape(normalise(keyword).lower().strip()).replace(r"\ ", r"\s+")
    if re.search(f"[{HAN}]", keyword):
        return re.compile(plain)
    return re.compile(rf"(?<![a-z0-9]){plain}(?:e?s)?(?![a-z0-9])")


def _holders(wish: Wish, words: str, facts: Mapping[str, Any]) -> list[Reason]:
    held = set(facts.get("holders", ()))
    said = normalise(words).lower()
    return [
        Reason(kind="holder", value=each)
        for each in wish.holders
        if entity_of(each) in held or normalise(each).lower() in said
    ]


def _classes(wish: Wish, facts: Mapping[str, Any]) -> list[Reason]:
    codes = [str(code).upper() for code in facts.get("classes", ())]
    return [
        Reason(kind="class", value=each)
        for each in wish.classes
        if any(code.startswith(each.upper()) for code in codes)
    ]
