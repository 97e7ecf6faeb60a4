"""The words in which search results are told: text files, one a language, with the same names in both."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.language import Language


class Words:
    """The words of one language."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence of this name with its placeholders filled. Raises KeyError for an unknown one."""
        return self._rows[name].format(**values)

    def names(self) -> set[str]:
        """All names, for the test that both languages have the same."""
        return set(self._rows)


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    return words_of("tools.search", language)


@cache
def words_of(package: str, language: Language) -> Words:
    """The words that a package tells its results in: its files words/zh.yaml and words/en.yaml."""
    source = files(package).joinpath("words", f"{language}.yaml")
    return Words(yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader))
