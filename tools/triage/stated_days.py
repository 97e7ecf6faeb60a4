"""Last days told outright: "respond by 5 December", 还剩三天, "served on the 3rd, 15 days to answer"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.numerals import to_int
from tools.triage.days_told import Told
from tools.triage.legal_words import telling

_BEFORE, _AFTER = 16, 8  # characters around a date in which it may be called the last day
_AROUND = 90  # characters around it in which an office or a court has to be spoken of
_UNITS = {"天": 1, "日": 1, "周": 7, "期": 7, "月": 30, "d": 1, "w": 7, "m": 30}
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "thirty": 30, "sixty": 60, "半": 15, "半个": 15}  # fmt: skip
_BUSINESS = re.compile(
    r"报价|报名|投标|开会|\bquot\w+|\bproposal\b|\bregister for\b|\bsign ?up\b|\bmeeting\b|\btender\b", re.IGNORECASE
)


def stated_days(text: str, days: list[Told], received: date) -> list[tuple[date, str]]:
    """The last days a text tells, each with its words; only those near words of offices and courts count as legal."""
    found = [*_dates(text, days, received), *_remaining(text, received), *_within(text, days)]
    return [(day, words) for day, words, place in found if _legal(text, place)]


def _legal(text: str, place: int) -> bool:
    near = text[max(0, place - _AROUND) : place + _AROUND]
    close = text[max(0, place - 24) : place + 24]
    return bool(telling()["legal"].search(near)) and (
        not _BUSINESS.search(close) or bool(telling()["legal"].search(close))
    )


def _dates(text: str, days: list[Told], received: date) -> Iterator[tuple[date, str, int]]:
    """Dates to come that are called a last day."""
    for told in days:
        around = text[max(0, told.start - _BEFORE) : told.start] + "\x00" + text[told.end : told.end + _AFTER]
        if told.future >= received - timedelta(days=1) and _called_last(around):
            yield told.future, told.words, told.start


def _called_last(around: str) -> bool:
    before, _, after = around.partition("\x00")
    head, tail = re.split(r"[。；;!?]|\. ", before)[-1], re.split(r"[。；;!?，,]|\. ", after)[0]
    pattern = telling()["last_day"]
    return bool(pattern.search(head) or pattern.match(tail) or re.match(r"\s*(?:之|以)?前", tail) or re.search(r"\b(?:deadline|due)\b", tail, re.IGNORECASE))  # fmt: skip


def _remaining(text: str, received: date) -> Iterator[tuple[date, str, int]]:
    for match in telling()["remaining"].finditer(text):
        count, unit = next((match[n], match[n + 1]) for n in range(1, len(match.groups()), 2) if match[n])
        if length := _length(count, unit):
            yield received + length, match[0], match.start()


def _within(text: str, days: list[Told]) -> Iterator[tuple[date, str, int]]:
    """A period told with the notice, counted from the day told nearest before or after it."""
    for match in telling()["within"].finditer(text):
        count, unit = next((match[n], match[n + 1]) for n in range(1, len(match.groups()), 2) if match[n])
        near = [
            told for told in days if abs(told.start - match.start()) < 60 and not told.start < match.end() <= told.end
        ]
        if near and (length := _length(count, unit)):
            told = min(near, key=lambda each: abs(each.start - match.start()))
            yield told.past + length, f"{told.words} … {match[0]}", match.start()


def _length(count: str, unit: str) -> timedelta | None:
    number = _WORDS.get(count.lower()) or to_int(count)
    if count.startswith("半"):
        return timedelta(days=15 if "月" in unit else 0) or None
    key = unit[-1] if unit[-1] in _UNITS else unit[0].lower()
    return timedelta(days=number * _UNITS[key]) if number else None
