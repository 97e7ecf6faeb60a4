"""What a visitor types into a search field, as the values the rules take."""

import re
from collections.abc import Iterable
from datetime import date

from knowledge.dates import parse_day
from knowledge.patents.numbers import NumberError, parse_publication
from tools.refused import Refused

COMMON = ("CN", "US", "EP", "WO", "JP", "KR", "DE", "TW")  # offices offered beside those held
_CODES = re.compile(r"[,，;；、\n]+")
_NAMES = re.compile(r"[;；\n]+")  # a name may have commas: "Morning Star Co., Ltd."


def codes(text: str) -> tuple[str, ...]:
    """Classes or countries as typed: "f02c 7/055, G05D" is two."""
    return tuple(dict.fromkeys(part.strip().upper() for part in _CODES.split(text) if part.strip()))


def names(text: str) -> tuple[str, ...]:
    """Names as typed, one a line or with semicolons."""
    return tuple(dict.fromkeys(part.strip() for part in _NAMES.split(text) if part.strip()))


def chosen(values: Iterable[str]) -> tuple[str, ...]:
    """Countries as chosen from a list or typed into it."""
    return tuple(dict.fromkeys(value.strip().upper() for value in values if value.strip()))


def claim_numbers(text: str) -> tuple[int, ...]:
    """Claims as typed: "1, 3". Raises Refused for what is no number."""
    parts = codes(text)
    wrong = next((part for part in parts if not part.isdecimal() or len(part) > 3), "")
    if wrong:
        raise Refused(f"“{wrong}”不是权利要求的编号，请写成 1, 3。/ “{wrong}” is no claim number; write 1, 3.")
    return tuple(dict.fromkeys(map(int, parts)))


def days(text: str, today: date) -> tuple[date, ...]:
    """Days as typed, with commas. Raises Refused for what is no day."""
    try:
        return tuple(parse_day(part.lower(), today) for part in codes(text))
    except ValueError as error:
        raise Refused(str(error)) from None


def publication(text: str) -> str:
    """A publication number in canonical form. Raises Refused for what is none."""
    try:
        return str(parse_publication(text))
    except NumberError as error:
        raise Refused(str(error)) from None


def publications(text: str) -> tuple[str, ...]:
    """Publication numbers as typed, with commas. Raises Refused when one is none."""
    return tuple(publication(part) for part in codes(text))
