"""Reading the slots of a task from a turn: ids, amounts, counts, days, choices, free words. Nothing is ever made up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import day_meant
from knowledge.numerals import to_int
from tools.money_said import amounts_said
from tools.records import ids_in
from tools.slots import Slot

Records = Sequence[Mapping[str, str]]
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十\d]{1,2})(?:个|笔|单|条|项|份|家)?|\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b|(最后一(?:个|笔|单|条|项))|\b(last)(?: one)\b",
    re.IGNORECASE,
)
_ENGLISH_ORDINALS = {
    word: place
    for words in ("first second third fourth fifth", "1st 2nd 3rd 4th 5th")
    for place, word in enumerate(words.split(), 1)
}
_ENGLISH_NUMBERS = {
    word: place
    for place, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_NUMBER = r"(\d{1,4}|[一二两三四五六七八九十百]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)"
_COUNT = re.compile(rf"{_NUMBER}\s*(?:件|个|项|类|次|份|人|名|场|套|条|页|点|国|\b(?:pieces?|items?|classes|class|marks?|patents?|people|persons?|copies|times|pages|countries)\b)", re.IGNORECASE)  # fmt: skip
_STARS = re.compile(
    r"([1-5一二三四五]|one|two|three|four|five)\s*(?:颗)?(?:星|分|-?\s?stars?\b)|(?:评|打|给)\s*([1-5一二三四五])\s*$",
    re.IGNORECASE,
)
_WRITTEN_ID = re.compile(
    r"(?:编号|号码?|number|no\.?|id)\s*(?:是|为|is)?\s*[:：#]?\s*([A-Za-z0-9][A-Za-z0-9-]{3,39})", re.IGNORECASE
)
_ALONE_ID = re.compile(r"^\W*([A-Za-z]{2,4}-?[A-Za-z0-9-]{3,39}|\d{4,20})\W*$")
_EDGES = " \t\n,，。.:：;；!！?？“”\"'「」"
_MOST = 2000  # characters of free words


@dataclass(frozen=True)
class Heard:
    """A turn as slots read it. `text` in its normal form, `said` as written; `asked`: the slot was asked for in the turn before.

    `shown`: the records earlier results showed, one list a result, the latest first.
    """

    text: str
    said: str
    today: date
    shown: Sequence[Records] = ()
    asked: bool = False


def read(slot: Slot, heard: Heard) -> str:
    """What a turn says for a slot, "" when it says nothing."""
    return _READERS[slot.reader](slot, heard)


def number_in(text: str) -> int | None:
    """A small whole number, in digits or words of either language."""
    return _ENGLISH_NUMBERS.get(text.lower()) or to_int(text)


def _record(slot: Slot, heard: Heard) -> str:
    if named := ids_in(heard.text, slot.kind):
        return named[-1]  # "not ORD-1, ORD-2": what was said last holds
    written = (_ALONE_ID.match(heard.text) if heard.asked else None) or _WRITTEN_ID.search(heard.text)
    if written and any(char.isdigit() for char in written[1]):
        return written[1].upper()  # no id of ours, yet what the user said: the tool says that there is none
    lists = [[each["id"] for each in records if each["kind"] == slot.kind] for records in heard.shown]
    latest = next((each for each in lists if each), [])
    if place := _place(heard):
        return latest[place - 1 if place > 0 else place] if abs(place) <= len(latest) else ""
    return latest[0] if len(latest) == 1 else ""


def _place(heard: Heard) -> int:
    """Which one of a list a turn means: 1 the first, -1 the last, 0 none."""
    if found := _ORDINAL.search(heard.text):
        if found[3] or found[4]:
            return -1
        return _ENGLISH_ORDINALS.get((found[2] or "").lower(), 0) or to_int(found[1] or "") or 0
    bare = heard.text.strip(_EDGES)
    return (number_in(bare) or 0) if heard.asked and len(bare) <= 2 else 0


def _money(slot: Slot, heard: Heard) -> str:
    said = [each.words for each in amounts_said(heard.text)]
    return said[-1] if said else ""


def _count(slot: Slot, heard: Heard) -> str:
    found = [number_in(match[1]) for match in _COUNT.finditer(heard.text)]
    if not found and heard.asked:
        found = [number_in(heard.text.strip(_EDGES))]
    return str(found[-1]) if found and found[-1] else ""


def _stars(slot: Slot, heard: Heard) -> str:
    found = _STARS.search(heard.text)
    bare = heard.text.strip(_EDGES) if heard.asked else ""
    number = number_in(found[1] or found[2]) if found else number_in(bare) if bare else None
    return str(number) if number and 1 <= number <= 5 else ""


def _day(slot: Slot, heard: Heard) -> str:
    meant = day_meant(heard.text, heard.today)
    return meant.day.isoformat() if meant else ""


def _choice(slot: Slot, heard: Heard) -> str:
    return next((value for value, pattern in slot.choices.items() if re.search(pattern, heard.text, re.IGNORECASE)), "")


def _text(slot: Slot, heard: Heard) -> str:
    for pattern in slot.patterns:
        if found := re.search(pattern, heard.text, re.IGNORECASE | re.DOTALL):
            return next((group for group in found.groups() if group), "").strip(_EDGES)[:_MOST]
    return heard.said.strip()[:_MOST] if heard.asked else ""


def _request(slot: Slot, heard: Heard) -> str:
    return heard.said.strip()[:_MOST]


_READERS: Mapping[str, Callable[[Slot, Heard], str]] = {
    "record": _record, "money": _money, "count": _count, "stars": _stars, "day": _day, "choice": _choice, "text": _text, "request": _request,
}  # fmt: skip
