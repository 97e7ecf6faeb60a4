"""Days: the ones a user types as an option, and the ones a question speaks of."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.numerals import NUMERAL, to_int

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
_MONTHS = {m: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
_MONTHS.update({name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9})
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_ZH = re.compile(
    rf"(?<![\d{NUMERAL[1:-2]}])(\d{{4}}|[一二][零〇○一二三四五六七八九]{{3}}|今年|明年|后年|去年|前年|下一年|次年)年?(?:\s*({NUMERAL}|\d{{1,2}})\s*月(?:份)?)?(?:\s*({NUMERAL}|\d{{1,2}})\s*[日号])?"
)
_EN_DMY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_MDY = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_MY = re.compile(rf"\b{_MONTH}(?:\s+of)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_NEXT = re.compile(
    rf"\b(next|this(?:\s+coming)?|coming|last)\s+(?:{_MONTH}|year)\b|\b{_MONTH}\s+(?:of\s+)?(next|this|last)\s+year\b",
    re.IGNORECASE,
)
_EN_YEAR = re.compile(
    r"\b(?:in|from|after|since|during|by|until|before|early|late|mid|of|as of|for)[\s-]+(\d{4})\b", re.IGNORECASE
)
_RELATIVE_YEAR = {
    "今年": 0,
    "明年": 1,
    "下一年": 1,
    "次年": 1,
    "后年": 2,
    "去年": -1,
    "前年": -2,
    "next": 1,
    "this": 0,
    "last": -1,
}
_COMING = ("next", "coming", "this coming")
_RELATIVE_YEAR.update(dict.fromkeys(_COMING, 1))
_AS_OF = re.compile(
    r"截至|截止|按照?.{0,12}(?:当时|那时)|当时|那时候?|as\s+(?:of|at)|at\s+(?:that|the)\s+time|back then|in force (?:on|in|at)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DayMeant:
    """A day a question speaks of, the words that name it, and whether the law of that very day is asked for."""

    day: date
    words: str
    explicit: bool


def parse_day(text: str, today: date) -> date:
    """Read the value of an as-of option: "2027-03-01", "2027-03", "today", "明年三月".

    Raises ValueError with one sentence for anything else and for days outside 1949-10-01 to 2100-12-31.
    """
    plain = text.strip().lower()
    relative = {"today": 0, "now": 0, "今天": 0, "现在": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1}
    if plain in relative:
        return today + timedelta(days=relative[plain])
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        found = days_in(plain, today)
        if not found:
            raise ValueError(f"{text!r} is not a day; write it as YYYY-MM-DD.") from None
        day = found[0].day
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{day.isoformat()} is outside {EARLIEST.isoformat()} to {LATEST.isoformat()}.")
    return day


def days_in(text: str, today: date) -> list[DayMeant]:
    """Every day a text names, in order of place. A month or a year stands for its first day (today, if this one)."""
    found: dict[int, DayMeant] = {}
    taken: list[tuple[int, int]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            day = read(match, today)
            if day and EARLIEST <= day <= LATEST:
                taken.append(match.span())
                near = text[max(0, match.start() - 14) : match.end() + 8]
                found[match.start()] = DayMeant(day, match[0].strip(), bool(_AS_OF.search(near)))
    return [found[start] for start in sorted(found)]


def day_meant(text: str, as_of: date) -> DayMeant | None:
    """The day whose law a question is about when it says so itself: a later day than `as_of`, or an explicit "as of".

    A past day without "as of" is usually the day of a fact (a mark registered in 2019) and decides nothing by itself.
    """
    days = days_in(text, as_of)
    explicit = next((meant for meant in days if meant.explicit), None)
    return explicit or next((meant for meant in days if meant.day > as_of), None)


def _day(year: int, month: int | None, day: int | None, today: date) -> date | None:
    if month is None and year == today.year:
        return today
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


def _iso(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, today)


def _chinese(match: re.Match[str], today: date) -> date | None:
    word = match[1]
    if word in _RELATIVE_YEAR:
        year: int | None = today.year + _RELATIVE_YEAR[word]
    elif "年" not in match[0]:
        return None
    else:
        year = to_int(word)
    month, day = (to_int(match[n]) if match[n] else None for n in (2, 3))
    return _day(year, month, day, today) if year else None


def _dmy(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[3]), _MONTHS[match[2].lower()], int(match[1]), today)


def _mdy(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[3]), _MONTHS[match[1].lower()], int(match[2]), today)


def _my(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[2]), _MONTHS[match[1].lower()], None, today)


def _next(match: re.Match[str], today: date) -> date | None:
    word = " ".join((match[1] or match[4]).lower().split())
    name = match[2] or match[3]
    if not name:
        return _day(today.year + _RELATIVE_YEAR[word], None, None, today)
    month = _MONTHS[name.lower()]
    if match[1] and word in _COMING:  # "next March": the coming one
        return _day(today.year + (1 if month <= today.month else 0), month, None, today)
    return _day(today.year + _RELATIVE_YEAR[word], month, None, today)


def _year(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[1]), None, None, today)


_READERS = (
    (_ISO, _iso),
    (_EN_DMY, _dmy),
    (_EN_MDY, _mdy),
    (_EN_MY, _my),
    (_EN_NEXT, _next),
    (_ZH, _chinese),
    (_EN_YEAR, _year),
)
