"""Quoting an article: find words in it whatever the line breaks, and pick the sentence that decides a question."""

import re

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_SPACE = re.compile(r"\s+")


def locate(words: str, text: str) -> str | None:
    """The piece of `text` that these words stand in verbatim (line breaks and spaces aside), None when it has none."""
    if words in text:
        return words
    letters = [re.escape(char) for char in _SPACE.sub("", words)]
    found = re.search(r"\s*".join(letters), text) if letters else None
    return found[0] if found else None


def sentences(text: str) -> list[str]:
    """The sentences and list items of an article, in order."""
    return [piece.strip() for piece in _SENTENCE.findall(text) if len(piece.strip()) > 3]


def decisive_sentence(text: str, terms: set[str]) -> str:
    """The sentence sharing most of a question's index terms (the first on ties, the opening one when none is shared)."""
    pieces = sentences(text) or [text]
    return max(pieces, key=lambda piece: (sum(term in piece for term in terms), -pieces.index(piece)))
