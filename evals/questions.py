"""The labelled questions: two sets by different hands, one to tune on and one kept unseen while tuning.

Each row has an id, a language, the question, the day it is asked for, its kind, and its gold: the articles that answer
it, by law (slug) and number, with the date of adoption of the text meant. No gold means that nothing here answers it.
"""

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from knowledge.language import Language
from knowledge.law.library import LawLibrary

SETS = ("dev", "unseen")


@dataclass(frozen=True)
class Question:
    """One labelled question; `gold` holds (version key, article number) pairs."""

    id: str
    language: Language
    text: str
    as_of: date
    kind: str
    gold: frozenset[tuple[str, int]]

    @property
    def answerable(self) -> bool:
        """Whether any provision answers it."""
        return bool(self.gold)

    def is_gold(self, key: str) -> bool:
        """Whether a citation key names a gold article (branches of an article count as the article)."""
        stem, article, number = key.rpartition("/art")
        return bool(article) and (stem, int(number.partition("-")[0])) in self.gold

    def of_gold_law(self, key: str) -> bool:
        """Whether a key names a gold law, in whatever version."""
        return key.partition("@")[0] in {stem.partition("@")[0] for stem, _ in self.gold}

    def right_version(self, key: str) -> bool:
        """Whether a key of a gold law names the version that governs."""
        return key.rpartition("/art")[0] in {stem for stem, _ in self.gold}


def load_questions(name: str, library: LawLibrary) -> list[Question]:
    """Read one set. Raises ValueError when a gold article is not in the library."""
    text = files("evals").joinpath("questions", f"{name}.jsonl").read_text("utf-8")
    return [_question(json.loads(line), library) for line in text.splitlines() if line.strip()]


def _question(row: dict, library: LawLibrary) -> Question:  # type: ignore[type-arg]
    day = date.fromisoformat(row["as_of"])
    gold = frozenset(_gold(entry, row.get("version"), day, library) for entry in row["gold"])
    return Question(row["id"], row["lang"], row["query"], day, row["kind"], gold)


def _gold(entry: dict, adopted: str | None, day: date, library: LawLibrary) -> tuple[str, int]:  # type: ignore[type-arg]
    law = next((law for law in library.laws() if law.slug == entry["law"]), None)
    if law is None:
        raise ValueError(f"no law {entry['law']}")
    versions = library.versions(law)
    named = next((version for version in versions if version.adopted.isoformat() == adopted), None)
    version = named or library.version_at(law, day) or versions[-1]
    if not any(article.number.number == entry["article"] for article in library.articles(version)):
        raise ValueError(f"{version.key} has no article {entry['article']}")
    return version.key, int(entry["article"])
