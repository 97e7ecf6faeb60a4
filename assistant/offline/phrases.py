"""The sentences of the offline engine: text files, one a language, reviewed like text."""

from functools import cache
from importlib.resources import files

import yaml

from knowledge.language import Language


class Phrases:
    """The phrases of one language."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def __call__(self, name: str, /, **values: object) -> str:
        """The phrase of this name with its placeholders filled. Raises KeyError for an unknown one."""
        return self._rows[name].format(**values)

    def __contains__(self, name: str) -> bool:
        return name in self._rows

    def names(self) -> set[str]:
        """All names, for the test that both languages have the same."""
        return set(self._rows)


def in_one_language(message: str, language: Language) -> str:
    """Rules refuse in both languages ("中文。/ English."); the user reads one."""
    chinese, slash, english = message.partition("/ ")
    return (chinese if language == "zh" else english).strip() if slash else message


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of a language."""
    source = files("assistant.offline").joinpath("phrases", f"{language}.yaml")
    return Phrases(yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader))
