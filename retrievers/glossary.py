"""Users' words to the law's words: English terms and colloquial Chinese, expanded before search."""

import re
import tomllib
from functools import cache
from importlib.resources import files


class Glossary:
    """Adds to a question the statute words its own words stand for."""

    def __init__(self, english: dict[str, list[str]], chinese: dict[str, list[str]]) -> None:
        self._english = {term.lower(): words for term, words in english.items()}
        self._chinese = chinese
        self._en = re.compile(
            r"\b("
            + "|".join(re.escape(term) for term in sorted(self._english, key=len, reverse=True))
            + r")(?:s|es|ed|ing)?\b"
        )
        self._zh = re.compile("|".join(re.escape(term) for term in sorted(chinese, key=len, reverse=True)))

    def expand(self, query: str) -> str:
        """The statute words for a normalised question, each once, in order of appearance; empty when none apply."""
        words: dict[str, None] = {}
        for match in self._en.finditer(query.lower()):
            words.update(dict.fromkeys(self._english[match[1]]))
        for match in self._zh.finditer(query):
            words.update(dict.fromkeys(self._chinese[match[0]]))
        return " ".join(words)


@cache
def load_glossary() -> Glossary:
    """Read the glossary that ships with the product."""
    rows = tomllib.loads(files("retrievers").joinpath("glossary.toml").read_text("utf-8"))
    return Glossary(rows["en"], rows["zh"])
