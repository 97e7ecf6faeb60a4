"""The forms of a mark's words that are compared: simplified characters, letters, words, and the part that is not weak."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import yaml

from knowledge.language import HAN, normalise
from retrievers.trademarks.shapes import shape_of
from retrievers.trademarks.sounds import english_sound, readings

_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 60  # characters: a mark longer than that is a slogan, and its beginning is compared
_FEWEST = {True: 2, False: 3}  # what a word must keep when its weak parts go: Chinese characters, letters


@dataclass(frozen=True)
class Form:
    """The words of one mark, ready to be compared."""

    plain: str  # one written form: simplified, lower case, without marks and spaces
    han: str  # its Chinese characters, in order
    words: tuple[str, ...]  # its words of letters and digits

    @classmethod
    @lru_cache(maxsize=50_000)  # popular marks are compared again and again
    def of(cls, text: str) -> "Form":
        """The form of a mark's words in any script, width, case or kind of characters."""
        plain = _unaccented(normalise(text[:_LONGEST])).casefold()
        words = tuple(_WORD.findall(re.sub(r"(?<=[a-z0-9])['’&.\-](?=[a-z0-9])", "", plain)))
        han = "".join(_HAN.findall(plain))
        return cls("".join(char for char in plain if char.isalnum()), han, words)

    @cached_property
    def letters(self) -> str:
        """Its words of letters as one."""
        return "".join(self.words)

    @cached_property
    def core(self) -> "Form":
        """The form without its weak words; itself when nothing else would be left."""
        words = tuple(word for word in self.words if word not in _weak("en"))
        words = words if words and len("".join(words)) >= _FEWEST[False] else self.words
        han = _without_weak(self.han)
        if han == self.han and words == self.words:
            return self
        return Form(han + "".join(words), han, words)

    @cached_property
    def pinyin(self) -> tuple[str, ...]:
        """Every reading of its characters, tones left out, syllables set apart by spaces; empty for letters."""
        return readings(self.han) if self.han else ()

    @cached_property
    def sound(self) -> str:
        """How its letters sound in English (metaphone)."""
        return english_sound(self.letters)

    @cached_property
    def shape(self) -> str:
        """Its characters, each as the first of those it is taken for by the eye."""
        return "".join(shape_of(char) for char in self.han)


def _unaccented(text: str) -> str:
    """Letters without accents: café is cafe."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


@cache
def _weak(language: str) -> frozenset[str]:
    text = files("retrievers.trademarks").joinpath("weak.yaml").read_text("utf-8")
    return frozenset(yaml.load(text, Loader=yaml.CSafeLoader)[language])


@cache
def _weak_at_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(_weak("zh"), key=len, reverse=True))
    return re.compile(f"^(?:{words})"), re.compile(f"(?:{words})$")


def _without_weak(han: str) -> str:
    """Characters without weak words at either end, at least two of them kept."""
    front, back = _weak_at_ends()
    kept = han
    for pattern in (back, back, front):
        shorter = pattern.sub("", kept)
        kept = shorter if len(shorter) >= _FEWEST[True] else kept
    return kept
