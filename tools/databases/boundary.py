"""Which of the records a search ranked belong into a database: those that are about the words, in either language.

A ranking by words and meaning always has a next best; a database is a boundary.
"""

import re
from collections.abc import Iterable

from knowledge.language import Language, detect
from knowledge.patents.record import Patent, Texts
from retrievers.tokens import query_tokens, tokens
from tools.search.vocabulary import named_terms, shared

_FILLER = re.compile(r"[的和与及]|关于|有关|相关|中国|国内|\b(?:patents?|of|on|about|chinese)\b", re.IGNORECASE)
_MOST = 0.7  # of the words that any record found holds
_COVERED = 0.5  # share of a Chinese query the glossary has to know before English records can be judged by it


def about(patents: Iterable[Patent], words: str) -> list[Patent]:
    """The records that hold most of the words, or their counterparts in the other language; all without words.

    A word that none of the records holds says nothing of any of them and is not counted.
    """
    found = list(patents)
    words = _FILLER.sub(" ", words)
    wanted = frozenset(query_tokens(words))
    if not wanted:
        return found
    held = [_tokens(patent) for patent in found]
    counted = wanted & frozenset[str]().union(*held) or wanted
    language = detect(words)
    things = shared(words, language)
    known = language == "en" or sum(map(len, named_terms(words))) >= _COVERED * len(counted)
    return [
        patent
        for patent, own in zip(found, held, strict=True)
        if len(counted & own) >= _MOST * len(counted) or (known and _names(patent, things, language))
    ]


def _text(texts: Texts) -> str:
    return " ".join((texts.title, texts.abstract, *texts.claims))


def _tokens(patent: Patent) -> frozenset[str]:
    return frozenset(token for texts in patent.texts.values() for token in tokens(_text(texts)))


def _names(patent: Patent, things: tuple[frozenset[str], ...], language: Language) -> bool:
    """Whether a text in the other language names most of the things."""
    for code, texts in patent.texts.items():
        other: Language = "zh" if code.startswith("zh") else "en"
        if other != language and things:
            said = frozenset[str]().union(*shared(_text(texts), other))
            if sum(bool(thing & said) for thing in things) >= _MOST * len(things):
                return True
    return False
