"""What a question says it is about in its own words, and whether the law of an article is made for something else.

"Copyright statutory damages" reads much like the damages of a patent to every list: the rule is the same in both laws,
and only one word tells them apart. A user who named the right never forgives an answer from the law of another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Subject:
    """A right, or a special setting, with the words that name it and the laws (slugs) made for it alone."""

    name: str
    is_right: bool
    laws: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    for_law: Mapping[str, str]  # by language, see the file

    @cached_property
    def _words(self) -> re.Pattern[str]:
        english = (
            rf"{re.escape(word[:-1])}" if word.endswith("*") else rf"{re.escape(word)}(?:e?s)?\b" for word in self.en
        )
        return re.compile("|".join([*map(re.escape, self.zh), *(rf"\b{word}" for word in english)]), re.IGNORECASE)

    def named_in(self, question: str) -> bool:
        """Whether a normalised question has a word of it."""
        return bool(self._words.search(question))


@dataclass(frozen=True)
class Named:
    """The subjects that a question names."""

    subjects: frozenset[str]

    @classmethod
    def of(cls, question: str) -> "Named":
        """Read a normalised question."""
        return cls(frozenset(each.name for each in subjects() if each.named_in(question)))

    def right_fits(self, law: str) -> bool:
        """False when the law (its slug) is that of one right and the question names others alone."""
        own, rights = made_for(law), {each.name for each in subjects() if each.is_right} & self.subjects
        return own is None or not own.is_right or not rights or own.name in rights

    def setting_fits(self, law: str) -> bool:
        """False when the law (its slug) is for a special setting that no word of the question names."""
        own = made_for(law)
        return own is None or own.is_right or own.name in self.subjects

    def setting_of(self, law: str) -> bool:
        """Whether the law (its slug) is for a special setting that the question names."""
        own = made_for(law)
        return own is not None and not own.is_right and own.name in self.subjects


@cache
def subjects() -> tuple[Subject, ...]:
    """All subjects, from the file that ships with the product."""
    rows = yaml.load(files("retrievers").joinpath("subjects.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(_subject(row) for row in rows)


def _subject(row: dict[str, Any]) -> Subject:
    name = str(row.get("right") or row["setting"])
    words = tuple(row["zh"]), tuple(row["en"])
    return Subject(name, "right" in row, tuple(row["laws"]), *words, row.get("for_law", {}))


@cache
def made_for(law: str) -> Subject | None:
    """The subject that a law (its slug) is made for alone, None for a law of several."""
    return next((each for each in subjects() if law in each.laws), None)
