"""Which letters are words of English: a mark that is one has a meaning of its own."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def is_english_word(word: str) -> bool:
    """Whether a word of letters is an English word that is in use."""
    return word.isalpha() and len(word) > 1 and bool(_dictionary().known([word]))
