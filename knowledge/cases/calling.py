"""What people call a case ("the red can case"): a question that says so means that case, whatever else is close to it."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml


def called_source() -> Traversable:
    """The file of names that ships with the product."""
    return files("knowledge.cases").joinpath("called.yaml")


@cache
def names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """By the id of a digest: sets of words, in small letters, any of which names the case when all are said."""
    rows = yaml.load(called_source().read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {case: tuple(tuple(words) for words in sets) for case, sets in rows.items()}


def called_in(question: str) -> list[str]:
    """The ids of the digests whose case a question calls by name; by more words first, else in the order of the file."""
    said = question.casefold()
    found = {case: max((len(words) for words in sets if all(_says(said, word) for word in words)), default=0) for case, sets in names().items()}  # fmt: skip
    return sorted((case for case, count in found.items() if count), key=lambda case: -found[case])


def _says(question: str, word: str) -> bool:
    """Latin words count whole: "sharp" is not said by "sharply"."""
    if not word.isascii():
        return word in question
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", question) is not None
