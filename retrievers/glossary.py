"""Users' words to the law's words: English terms and colloquial Chinese, expanded before search."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from knowledge.one_of import one_of


class Glossary:
    """Adds to a question the statute words its own words stand for."""

    def __init__(self, english: dict[str, list[str]], chinese: dict[str, list[str]]) -> None:
        self._english = {term.lower(): words for term, words in english.items()}
        self._chinese = chinese
        forms = {term: term for term in self._english}  # a term's own spelling comes before a form of another
        for term in self._english:
            for form in _forms(term):
                forms.setdefault(form, term)
        self._term = forms
        english_forms = one_of(forms)
        self._en = re.compile(rf"\b({english_forms})\b")
        self._inside = re.compile(rf"({english_forms})(?![A-Za-z])", re.IGNORECASE)
        self._zh = re.compile(one_of(chinese))

    def expand(self, query: str) -> str:
        """The statute words for a normalised question, each once, in order of appearance; empty when none apply."""
        words: dict[str, None] = {}
        for match in self._en.finditer(query.lower()):
            words.update(dict.fromkeys(self._english[self._term[match[1]]]))
        for match in self._zh.finditer(query):
            words.update(dict.fromkeys(self._chinese[match[0]]))
        return " ".join(words)

    def put_into_chinese(self, query: str) -> str:
        """The query with each English term it holds replaced by the first statute word for it."""
        return self._inside.sub(lambda match: self._english[self._term[match[1].lower()]][0], query)


def _forms(term: str) -> tuple[str, ...]:
    """The spellings a term is met in: itself, plural, past and -ing."""
    plural = f"{term[:-1]}ies" if term.endswith("y") and term[-2:-1] not in "aeiou" else f"{term}s"
    return (
        plural,
        f"{term}s",
        f"{term}es" if term.endswith(("s", "x", "z", "ch", "sh")) else f"{term}s",
        f"{term}ed",
        f"{term}ing",
        f"{term.removesuffix('e')}ing",
        f"{term.removesuffix('e')}ed",
    )


@cache
def load_glossary() -> Glossary:
    """Read the glossary that ships with the product."""
    rows = tomllib.loads(files("retrievers").joinpath("glossary.toml").read_text("utf-8"))
    return Glossary(rows["en"], rows["zh"])
