"""The labelled questions: sets by different hands, one to tune on and the others kept unseen while tuning.

Each row has an id, a language, the question, the day it is asked for, its layers, and its gold: the articles that answer
it, by law (slug) and number, with the date of adoption of the text meant. Where no statute has it but a practice note
tells it from a regulation or treaty, or a digest tells the case, the row names those. Neither means that nothing answers.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from evals.layers import Labels, read_labels
from knowledge.language import Language
from knowledge.law.library import LawLibrary

SETS = ("dev", "unseen")
OPEN_SETS = frozenset(
    {"dev", "parity-dev", "time-dev"}
)  # whose questions may be shown; who tunes must not see those of the others
Gold = tuple[str, int]  # version key and article number
Row = dict[str, Any]  # one line of a question file, as it is


@dataclass(frozen=True)
class Question:
    """One labelled question; `gold` in the order of the label, the most direct article first. `told_by`: the keys of
    notes and case digests any of which answers what no article does ("practice/<id>", "case/<id>")."""

    id: str
    language: Language
    text: str
    as_of: date
    labels: Labels
    gold: tuple[Gold, ...]
    told_by: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether any provision answers it."""
        return bool(self.gold)

    def is_gold(self, key: str) -> bool:
        """Whether a citation key names a gold article (branches of an article count as the article)."""
        return article_of(key) in self.gold

    def is_told_by(self, key: str) -> bool:
        """Whether a citation key names a note or digest that answers, or a point of one ("practice/<id>/2")."""
        return any(f"{key}/".startswith(f"{told}/") for told in self.told_by)

    def of_gold_law(self, key: str) -> bool:
        """Whether a key names a gold law, in whatever version."""
        return key.partition("@")[0] in {stem.partition("@")[0] for stem, _ in self.gold}

    def right_version(self, key: str) -> bool:
        """Whether a key of a gold law names the version that governs."""
        return key.rpartition("/art")[0] in {stem for stem, _ in self.gold}


def article_of(key: str) -> Gold | None:
    """The version and the article a citation key names, None when it names no article."""
    stem, article, number = key.rpartition("/art")
    leading = number.partition("-")[0]
    return (stem, int(leading)) if article and leading.isdigit() else None


def load_questions(name: str, library: LawLibrary) -> list[Question]:
    """Read one set. Raises ValueError when a gold article is not in the library or a label is unknown."""
    return [_question(row, library) for row in rows_of(name)]


def rows_of(name: str) -> Iterator[Row]:
    """The rows of a set's file as they are."""
    text = files("evals").joinpath("questions", f"{name}.jsonl").read_text("utf-8")
    return (json.loads(line) for line in text.splitlines() if line.strip())


def _question(row: Row, library: LawLibrary) -> Question:
    day = date.fromisoformat(row["as_of"])
    gold = read_gold(row["gold"], row.get("version"), day, library)
    return Question(row["id"], row["lang"], row["query"], day, read_labels(row), gold, tuple(row.get("told_by", ())))


def read_gold(entries: list[Row], adopted: str | None, day: date, library: LawLibrary) -> tuple[Gold, ...]:
    """The gold articles of a label, each once. Raises ValueError when one is not in the library."""
    return tuple(dict.fromkeys(_gold(entry, adopted, day, library) for entry in entries))


def _gold(entry: Row, adopted: str | None, day: date, library: LawLibrary) -> Gold:
    law = next((law for law in library.laws() if law.slug == entry["law"]), None)
    if law is None:
        raise ValueError(f"no law {entry['law']}")
    versions = library.versions(law)
    named = next((version for version in versions if version.adopted.isoformat() == adopted), None)
    version = named or library.version_at(law, day) or versions[-1]
    if not any(article.number.number == entry["article"] for article in library.articles(version)):
        raise ValueError(f"{version.key} has no article {entry['article']}")
    return version.key, int(entry["article"])
