"""Short questions as most people ask them first ("专利年费没交怎么办"), by the practice note or the article that answers them.

The questions beside notes and articles tell situations; these are the plain ones, a few words long, that name the thing itself.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber
from knowledge.practice.notes import Phrases

_ARTICLE = re.compile(r"cn/([a-z-]+?)(?:-(20\d\d))?/(\d+(?:-\d+)?)")


class Plain(BaseModel):
    """Questions in both languages. `to`: the id of a practice note, or an article in whatever text, cn/patent-law/22, or in one: cn/trademark-law-2019/39."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str
    zh: list[str]
    en: list[str]


def plain_sources() -> list[Traversable]:
    """The files that ship with the product, by name."""
    folder = files("knowledge.practice").joinpath("plain")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)


def load_plain() -> Iterator[Plain]:
    """Read and validate every file. Raises pydantic.ValidationError on a malformed one."""
    for source in plain_sources():
        yield from (Plain.model_validate(row) for row in yaml.load(source.read_text("utf-8"), yaml.CSafeLoader))


def plain_by_key(library: LawLibrary) -> dict[str, Phrases]:
    """The questions by the key of the note (practice/...) or of each text of the article that has such a number.

    Raises ValueError for an article no text of the law has.
    """
    found: dict[str, Phrases] = {}
    for plain in load_plain():
        for key in _keys(library, plain.to):
            found[key] = joined(found.get(key), Phrases(zh=plain.zh, en=plain.en))
    return found


def joined(one: Phrases | None, other: Phrases | None) -> Phrases:
    """The phrases of both, each once."""
    parts = [each for each in (one, other) if each]
    return Phrases(
        zh=list(dict.fromkeys(text for part in parts for text in part.zh)),
        en=list(dict.fromkeys(text for part in parts for text in part.en)),
    )


def _keys(library: LawLibrary, to: str) -> list[str]:
    article = _ARTICLE.fullmatch(to)
    if not article:
        return [f"practice/{to}"]
    law = library.law(article[1])
    versions = library.versions(law) if law else []
    meant = [version for version in versions if article[2] in (None, str(version.adopted.year))]
    held = [library.article(version, ArticleNumber.parse(article[3])) for version in meant]
    if keys := [each.key for each in held if each]:
        return keys
    raise ValueError(f"plain questions on {to}: the library holds no such article")
