"""Levels of classification symbols: a record is found by every level above its own (IPC guide, 2025, paragraphs 13-29).

Section "F", class "F02", subclass "F02C", main group "F02C 7", subgroup "F02C 7/055". A prefix never means part of a
number: "F02C 7" finds "F02C 7/055" and not "F02C 70/00".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.patents.record import Patent

_SYMBOL = re.compile(r"^([A-HY])(?:(\d{2})(?:([A-Z])(?:\s*(\d{1,4})(?:\s*[/-]\s*(\d{1,6}))?)?)?)?$")
_SCHEMES = frozenset(["IPC", "CPC"])


@lru_cache(maxsize=20_000)
def level(text: str) -> str:
    """A prefix as a user or a record writes it, in normal form: "f02c7/055" is "F02C 7/055".

    What is no IPC or CPC symbol (a Locarno class, a USPC class) comes back in capitals, unchanged otherwise.
    """
    packed = " ".join(text.strip().upper().split())
    found = _SYMBOL.match(packed)
    if not found:
        return packed
    section, number, letter, group, subgroup = found.groups()
    head = section + (number or "") + (letter or "")
    if group is None:
        return head
    return f"{head} {int(group)}" + (f"/{subgroup}" if subgroup else "")


@lru_cache(maxsize=20_000)
def levels(code: str) -> tuple[str, ...]:
    """All levels of a symbol, the highest first: "F02C 7/055" gives F, F02, F02C, F02C 7, F02C 7/055."""
    code = level(code)
    if not _SYMBOL.match(code):
        return (code,) if code else ()
    out = [code[:size] for size in (1, 3, 4) if len(code) >= size]
    if " " in code:
        out.append(code.partition("/")[0])
        if "/" in code:
            out.append(code)
    return tuple(out)


def is_under(code: str, prefix: str) -> bool:
    """Whether a symbol lies at or below a level."""
    return level(prefix) in levels(code)


def codes_of(patent: Patent) -> list[str]:
    """The symbols of a record in normal form, each once, the first ones first."""
    ordered = sorted(patent.symbols, key=lambda symbol: not symbol.first)
    return list(dict.fromkeys(level(symbol.code) for symbol in ordered if symbol.code))


def groups_of(codes: Iterable[str]) -> list[str]:
    """Subclasses and main groups of symbols: the levels at which two records are likely about one thing."""
    return list(dict.fromkeys(part for code in codes for part in levels(code) if len(part) >= 4 and "/" not in part))
