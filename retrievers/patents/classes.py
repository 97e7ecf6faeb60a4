"""Levels of classification symbols: a record is found by every level above its own.

"F02C 7/055" is found by F, F02, F02C, "F02C 7/00" (its main group, however a user writes it: "f02c 7") and itself; a
Locarno class "14-03" by 14 and itself. A prefix never means part of a number: "F02C 7" does not find "F02C 70/00".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.patents.classification import SymbolError, class_prefix, prefixes
from knowledge.patents.record import Patent

_IPC = re.compile(r"^[A-HY](\d{2}|$)")
_LOCARNO = re.compile(r"^\d{2}-\d{2}$")
_SUBCLASS = 4  # characters


@lru_cache(maxsize=20_000)
def level(text: str) -> str:
    """A prefix as a user or a record writes it, in normal form: "f02c7/055" is "F02C 7/055", "F02C 7" is "F02C 7/00".

    What is no IPC or CPC symbol (a Locarno class, a US class) comes back in capitals, unchanged otherwise.
    """
    try:
        return class_prefix(text)
    except SymbolError:
        return " ".join(text.upper().split())


@lru_cache(maxsize=20_000)
def levels(code: str) -> tuple[str, ...]:
    """All levels of a symbol, the highest first: "F02C 7/055" gives F, F02, F02C, F02C 7/00, F02C 7/055."""
    code = level(code)
    if _IPC.match(code):
        return prefixes(code)
    return (code[:2], code) if _LOCARNO.match(code) else (code,) if code else ()


def is_under(code: str, prefix: str) -> bool:
    """Whether a symbol lies at or below a level."""
    return level(prefix) in levels(code)


def codes_of(patent: Patent) -> list[str]:
    """The symbols of a record in normal form, each once, the first ones first."""
    ordered = sorted(patent.symbols, key=lambda symbol: not symbol.first)
    return list(dict.fromkeys(level(symbol.code) for symbol in ordered if symbol.code))


@lru_cache(maxsize=20_000)
def _groups(code: str) -> tuple[str, ...]:
    return tuple(part for part in levels(code) if _IPC.match(part) and (len(part) == _SUBCLASS or part.endswith("/00")))


def groups_of(codes: Iterable[str]) -> list[str]:
    """Subclasses and main groups of symbols: the levels at which two records are likely about one thing."""
    return list(dict.fromkeys(group for code in codes for group in _groups(code)))
