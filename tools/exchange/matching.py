"""Matching listings and needs by use and product, with the reasons shown; scores are whole thousandths.

Words are compared after they are put into one language (the desk's glossaries); where an encoder is given, meaning counts too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from knowledge.language import HAN, normalise
from retrievers.glossary import Glossary
from retrievers.tokens import tokens
from tools.approvals.terms import Clause
from tools.search.vocabulary import content, named_terms, shared

Embed = Callable[[list[str]], npt.ArrayLike]
WHOLE = 1000
_ENOUGH = 4  # things in common from which the words count in full
_MEANING = 420  # thousandths of likeness from which two texts are told to mean the same
_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[a-z0-9]+(?:[./'-][a-z0-9]+)*")


@dataclass(frozen=True)
class Text:
    """What is compared: the words of a listing, a need or a question, in every language they were given in."""

    parts: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All of it."""
        return "\n".join(self.parts)


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are, in thousandths, with the reasons."""

    score: int
    reasons: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Common:
    """The words two texts have in common: of one language as they stand, across languages by the glossaries."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    across: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.chinese, *self.english, *self.across)))

    @property
    def things(self) -> int:
        """How many things are meant: what is said in both languages is one thing."""
        return max(len(self.chinese), len(self.english)) + len(self.across)


def compare(wanted: Text, offered: Sequence[Text], embed: Embed | None = None, glossary: Glossary | None = None) -> list[Likeness]:  # fmt: skip
    """How each text offered is like the one wanted. Without an encoder the words alone decide."""
    meanings = _meanings(wanted, offered, embed)
    found = []
    for place, text in enumerate(offered):
        common = common_words(wanted, text, glossary)
        said = min(common.things, _ENOUGH) * WHOLE // _ENOUGH
        reasons = [Clause(key="words", values={"words": "、".join(common.words[:8])})] if common.things else []
        if meanings is None:
            found.append(Likeness(said, tuple(reasons)))
            continue
        if meanings[place] >= _MEANING:
            reasons.append(Clause(key="meaning", values={"percent": meanings[place] * 100 // WHOLE}))
        found.append(Likeness((2 * meanings[place] + said) // 3, tuple(reasons)))
    return found


def common_words(wanted: Text, offered: Text, glossary: Glossary | None = None) -> Common:
    """The words two texts have in common. `glossary`: the law's words for what was said in English or everyday Chinese."""
    ours, theirs = normalise(wanted.whole).casefold(), normalise(offered.whole).casefold()
    both = content(ours) & content(theirs)
    across = [
        f"{term} ({', '.join(sorted(stems))})" for term, stems in (*_bridged(ours, theirs), *_bridged(theirs, ours))
    ]
    if glossary is not None:
        across += [*_said_otherwise(glossary, ours, theirs), *_said_otherwise(glossary, theirs, ours)]
    return Common(tuple(_chinese_runs(ours, both)), tuple(_english_words(ours, both)), tuple(dict.fromkeys(across)))


def _said_otherwise(glossary: Glossary, one: str, other: str) -> list[str]:
    """Words of the glossary for what one text says, where the other says them and the first does not itself."""
    return [word for word in glossary.expand(one).split() if word in other and word not in one]


def _english_words(text: str, both: frozenset[str]) -> list[str]:
    """Words of letters in common, each as the text first has it."""
    first: dict[str, str] = {}
    for word in _WORD.findall(text):
        for stem in tokens(word)[:1]:
            first.setdefault(stem, word)
    return [word for stem, word in first.items() if stem in both]


def _chinese_runs(text: str, both: frozenset[str]) -> list[str]:
    """Pairs of characters in common, joined again to the words they stand in, in the order of the text."""
    found: list[str] = []
    for run in _RUN.findall(text):
        start = 0
        while start < len(run) - 1:
            end = start
            while run[end : end + 2] in both and end < len(run) - 1:
                end += 1
            if end > start:
                found.append(run[start : end + 1])
            start = end + 1
    return list(dict.fromkeys(found))


def _bridged(one: str, other: str) -> list[tuple[str, frozenset[str]]]:
    """Chinese terms of a text whose English words stand in the other, where the other does not say them in Chinese."""
    english = content(other)
    return [(term, stems & english) for term, stems in zip(named_terms(one), shared(one, "zh"), strict=True) if stems & english and term not in other]  # fmt: skip


def _meanings(wanted: Text, offered: Sequence[Text], embed: Embed | None) -> list[int] | None:
    """The cosine of each text with the one wanted, in thousandths, nothing below zero; None without an encoder."""
    if embed is None or not offered:
        return None
    vectors = np.asarray(embed([_brief(wanted), *(_brief(text) for text in offered)]), dtype=np.double)
    lengths = np.linalg.norm(vectors, axis=1)
    scale = np.multiply(lengths[1:], lengths[0])
    cosines = np.divide(vectors[1:] @ vectors[0], scale, out=np.zeros_like(scale), where=scale > 0)
    return [max(0, int(value)) for value in np.rint(np.multiply(cosines, WHOLE))]


@lru_cache(maxsize=4096)
def _brief(text: Text) -> str:
    return text.whole[:1500]
