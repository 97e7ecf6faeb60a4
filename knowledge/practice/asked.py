"""Questions as people really ask them, article by article: what a search compares a user's own words with.

A note holds the questions that explain an article best; these are many more, most of them situations told without the
law's terms, so that each article can be found by its users' vocabulary. One file a law and version, named like the notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from knowledge.practice.notes import Phrases


@dataclass(frozen=True)
class AskedFile:
    """The questions on one version of a law, by article number ("42", "219-1")."""

    slug: str
    adopted: str
    questions: dict[str, Phrases]


def asked_sources() -> list[Traversable]:
    """The files that ship with the product, by name: `<slug>@<adopted>.yaml`."""
    folder = files("knowledge.practice").joinpath("questions")
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda entry: entry.name)


def load_asked() -> Iterator[AskedFile]:
    """Read and validate every file. Raises pydantic.ValidationError on a malformed one."""
    for source in asked_sources():
        slug, _, adopted = source.name.removesuffix(".yaml").partition("@")
        rows = yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader) or []
        yield AskedFile(slug, adopted, {str(row["number"]): Phrases(zh=row["zh"], en=row["en"]) for row in rows})
