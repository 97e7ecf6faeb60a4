"""References of a claim to other claims, in English and Chinese: "any one of claims 1 to 3 or 5", 权利要求1-3任一项."""

import re
from dataclasses import dataclass

_TO = r"(?:to|through|thru|-|–|—|~|～|至|到|－)"
_AND = r"(?:,|，|、|/|and/or|and|or|或者|或|和|及|以及|与)"
_NUMBERS = rf"\d{{1,3}}(?:\s*(?:{_AND}\s*)*(?:{_AND}|{_TO})\s*(?:(?:claims?|权利要求)\s*)?\d{{1,3}}(?!\s*(?:\.\d|%|％|mm|cm|nm|μm|°|℃|个|种|根|块|层)))*"
_EN = re.compile(rf"\b(?:claims?|cls?\.)\s*({_NUMBERS})", re.IGNORECASE)
_ZH = re.compile(rf"权利要求(?:书)?第?\s*({_NUMBERS})")
_ALL = re.compile(
    r"\b(?:any|one|either|each)(?:\s+(?:one|or\s+more))?(?:\s+or\s+more)?\s+of\s+(?:the\s+)?(?:preceding|foregoing|previous|above|prior|aforementioned|aforesaid)\s+claims?"
    r"|\b(?:any|a)\s+(?:preceding|foregoing|previous)\s+claims?|\bthe\s+(?:preceding|foregoing)\s+claims"
    r"|(?:上述|前述|以上|前面|在前)(?:的)?(?:任一|任意一|任何一|任意|各)?(?:项)?权利要求",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(\d{{1,3}})\s*{_TO}\s*(?:(?:claims?|权利要求)\s*)?(\d{{1,3}})", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """One reference: the claims it names, and where it stands in the text of the claim."""

    claims: tuple[int, ...]
    start: int
    end: int


def references(text: str, number: int) -> list[Reference]:
    """The references in a claim, in order; "the preceding claims" are all before `number`."""
    found = [
        Reference(_numbers(match[1]), match.start(), match.end())
        for pattern in (_EN, _ZH)
        for match in pattern.finditer(text)
    ]
    found += [Reference(tuple(range(1, number)), match.start(), match.end()) for match in _ALL.finditer(text)]
    return sorted(found, key=lambda reference: reference.start)


def _numbers(text: str) -> tuple[int, ...]:
    numbers = {int(digits) for digits in re.findall(r"\d+", text)}
    for first, last in _RANGE.findall(text):
        numbers |= set(range(int(first), int(last) + 1))
    return tuple(sorted(numbers))
