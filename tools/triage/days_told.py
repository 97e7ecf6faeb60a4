"""Days an inquiry tells, as people write them: whole dates, dates without a year, "yesterday", "three weeks ago", 上周三.

A date without a year means the last one for what has happened and the next one for what is to come, seen from the day received.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.dates import days_in
from knowledge.numerals import NUMERAL, to_int

_N = rf"(\d{{1,3}}|{NUMERAL}|几)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "几": 3}  # fmt: skip
_ZH_DAY = {"大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨儿": -1, "今天": 0, "今日": 0, "今早": 0, "今儿": 0, "今天上午": 0, "明天": 1, "后天": 2}  # fmt: skip
_ZH_WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5}  # fmt: skip
_UNITS = {
    "天": 1,
    "日": 1,
    "d": 1,
    "周": 7,
    "期": 7,
    "拜": 7,
    "w": 7,
    "月": 31,
    "m": 31,
}  # days; a month at its longest
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A day told: where its words stand, and the day, read as past and as to come. `rough`: a week or a month was named, no day."""

    start: int
    end: int
    words: str
    past: date
    future: date
    rough: bool = False


Pair = tuple[date, date] | None


def days_told(text: str, received: date) -> list[Told]:
    """All days of a text (normalised), in order; earlier readers take the words."""
    found: list[Told] = []
    for start, end, pair, rough in _candidates(text, received):
        if pair and not any(each.start < end and start < each.end for each in found):
            found.append(Told(start, end, text[start:end], *pair, rough=rough))
    return sorted(found, key=lambda each: each.start)


def _candidates(text: str, received: date) -> Iterator[tuple[int, int, Pair, bool]]:
    place = 0
    for meant in days_in(text, received):  # whole dates; a month or year alone is no day
        place = max(text.find(meant.words, place), 0)
        if _WHOLE.search(meant.words):
            yield place, place + len(meant.words), (meant.day, meant.day), False
    for pattern, read, rough in _READERS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), read(match, received), rough


def _real(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _without_year(month: int, day: int, received: date) -> Pair:
    """The last and the next such day; this year's when it lies within reach on the other side."""
    days = [each for year in (received.year - 1, received.year, received.year + 1) if (each := _real(year, month, day))]
    past = [each for each in days if each <= received]
    future = [each for each in days if each >= received]
    return (past[-1], future[0]) if past and future else None


def _bare_day(day: int, received: date) -> Pair:
    first = received.replace(day=1)
    before = (first - DAY).replace(day=1)
    after = (first + 31 * DAY).replace(day=1)
    days = [each for month in (before, first, after) if (each := _real(month.year, month.month, day))]
    past = [each for each in days if each <= received]
    future = [each for each in days if each >= received]
    return (past[-1], future[0]) if past and future else None


def _count(word: str) -> int | None:
    plain = word.lower().strip()
    return _ENGLISH.get(plain) or to_int(plain)


def _back(match: re.Match[str], received: date) -> Pair:
    """So many days, weeks or months before the day received."""
    count, unit = _count(match[1]), match[2].lower()
    if not count or count > 400:
        return None
    return (received - count * _UNITS[unit[-1] if unit[-1] in _UNITS else unit[0]] * DAY,) * 2


def _ahead(match: re.Match[str], received: date) -> Pair:
    back = _back(match, received)
    return (2 * (received - back[0]) + back[0],) * 2 if back else None


def _weekday(weeks: int) -> Callable[[re.Match[str], date], Pair]:
    def read(match: re.Match[str], received: date) -> Pair:
        word = match[1].lower()
        wanted = _ZH_WEEK[word] if word in _ZH_WEEK else _WEEKDAYS.index(word)
        day = received + (wanted - received.weekday() + 7 * weeks) * DAY
        if weeks:
            return day, day
        return (day if day <= received else day - 7 * DAY), (day if day >= received else day + 7 * DAY)

    return read


def _plain_week(match: re.Match[str], received: date) -> Pair:
    """ "Last week" is its Monday: a period counted from it ends no later than the true one."""
    return (received - (received.weekday() + 7) * DAY,) * 2


def _last_month(match: re.Match[str], received: date) -> Pair:
    first = (received.replace(day=1) - DAY).replace(day=1)
    day = to_int(match[1]) if match.re.groups and match[1] else 1
    found = _real(first.year, first.month, day or 1)
    return (found, found) if found else None


def _next_month(match: re.Match[str], received: date) -> Pair:
    first = (received.replace(day=1) + 31 * DAY).replace(day=1)
    found = _real(first.year, first.month, to_int(match[1]) or 1)
    return (found, found) if found else None


def _english_last_month(match: re.Match[str], received: date) -> Pair:
    first = (received.replace(day=1) - DAY).replace(day=1)
    return first, first


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WHOLE = _i(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[日号]$|\d.*[a-z].*\d|[a-z].*\d{1,2}.*\d{4}")
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Pair], bool], ...] = (
    (_i("大前天|前天|前日(?!本)|昨天|昨日|昨晚|昨儿|今天|今日|今早|今儿|明天|后天"), lambda m, r: (r + _ZH_DAY[m[0]] * DAY,) * 2, False),
    (_i(rf"{_N}\s*(天|日|个?星期|个?礼拜|周|个月)(?:之)?(?:以)?前"), _back, False),
    (_i(r"(?:上周|上个?星期|上个?礼拜)([一二三四五六日天1-6])"), _weekday(-1), False),
    (_i(r"(?:下周|下个?星期|下个?礼拜)([一二三四五六日天1-6])"), _weekday(1), False),
    (_i(r"(?:本周|这周|这个?星期|这个?礼拜|周|星期|礼拜)([一二三四五六日天1-6])"), _weekday(0), False),
    (_i(r"上周|上个?星期|上个?礼拜"), _plain_week, True),
    (_i(rf"上个?月\s*(\d{{1,2}}|{NUMERAL})\s*[日号]"), _last_month, False),
    (_i(rf"下个?月\s*(\d{{1,2}}|{NUMERAL})\s*[日号]"), _next_month, False),
    (_i(r"上个?月底?"), lambda m, r: _english_last_month(m, r), True),
    (_i(rf"(?<![年\d])(\d{{1,2}}|{NUMERAL})\s*月\s*(\d{{1,2}}|{NUMERAL})\s*[日号]?"), lambda m, r: _without_year(to_int(m[1]) or 0, to_int(m[2]) or 0, r), False),
    (_i(r"(?<![\d.年月:-])(\d{1,2})\s*(?:号(?!楼|院|令|文|线)|日(?=收到|送达|签收|前|截止|到期|之前))"), lambda m, r: _bare_day(int(m[1]), r), False),
    (_i(r"\bday before yesterday\b"), lambda m, r: (r - 2 * DAY,) * 2, False),
    (_i(r"\byesterday\b|\blast night\b"), lambda m, r: (r - DAY,) * 2, False),
    (_i(r"\btoday\b|\bthis (?:morning|afternoon)\b"), lambda m, r: (r, r), False),
    (_i(r"\btomorrow\b"), lambda m, r: (r + DAY,) * 2, False),
    (_i(r"\b(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?couple of|a few) (days?|weeks?|months?) (?:ago|back|earlier)\b"), _back, False),
    (_i(r"\b(?:in|within the next) (\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) (days?|weeks?|months?)(?:'? time)?\b"), _ahead, False),
    (_i(rf"\blast ({'|'.join(_WEEKDAYS)})\b"), _weekday(0), False),
    (_i(rf"\bnext ({'|'.join(_WEEKDAYS)})\b"), _weekday(1), False),
    (_i(rf"\b(?:on |this |by )?({'|'.join(_WEEKDAYS)})\b"), _weekday(0), False),
    (_i(r"\blast week\b"), _plain_week, True),
    (_i(r"\blast month\b"), _english_last_month, True),
    (_i(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})"), lambda m, r: _without_year(_month(m[1]), int(m[2]), r), False),
    (_i(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?! ?\d{{4}})(?=\W|$)"), lambda m, r: _without_year(_month(m[2]), int(m[1]), r), False),
    (_i(r"\b(?:on |by |from )the (\d{1,2})(?:st|nd|rd|th)\b(?! of)"), lambda m, r: _bare_day(int(m[1]), r), False),
)  # fmt: skip


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
