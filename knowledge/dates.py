"""Days: the ones a user types as an option, and the ones a question speaks of."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.numerals import NUMERAL, to_int

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
_MONTHS = {m: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
_MONTHS.update({name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9})
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ISO = re.compile(r"(?<![\d.])(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?![\d元])")
_ZH = re.compile(
    rf"(?<![\d{NUMERAL[1:-2]}])(\d{{4}}|[一二][零〇○一二三四五六七八九]{{3}}|今年|明年|后年|去年|(?<!大)前年|下一年|次年)年?(?:\s*({NUMERAL}|\d{{1,2}})\s*月(?:份)?)?(?:\s*({NUMERAL}|\d{{1,2}})\s*[日号])?"
)
_EN_DMY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_MDY = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_MY = re.compile(rf"\b{_MONTH}(?:\s+of)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_EN_NEXT = re.compile(
    rf"\b(next|this(?:\s+coming)?|coming|last)\s+(?:{_MONTH}|year)\b|\b{_MONTH}\s+(?:of\s+)?(next|this|last)\s+year\b",
    re.IGNORECASE,
)
_EN_YEAR = re.compile(
    r"\b(?:in|from|after|since|during|by|until|before|early|late|mid|of|as of|for)[\s-]+(\d{4})\b(?!\s*(?:yuan|days?|rmb|units?|pieces?|元))(?![.,]\d)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"(?<![\d.,/第￥$-])(?<!Article )(?<!Art\. )(?<!RMB )(?<!CNY )(20[2-4]\d)(?![\d.,/年条元-])(?!\s*(?:yuan|days?|rmb|articles?|units?|pieces?|元|条|件|个))",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(
    r"(?:过了?|过完)(?:元旦|新年)|(?<![超经通不])过完?年(?=[之以]?后|再|就|$|[,，。])|(?:元旦|新年)(?:之|以)?(?:后|起)|(?:明年)?元旦|\b(?:in|after|from|come|by|past) (?:the )?new year(?:'s)?(?: day)?\b",
    re.IGNORECASE,
)
_SPRING = re.compile(
    r"(?:春节|开春|明年年初|明年初|明年春天)(?:之|以)?后?|\b(?:early|in the spring of) next year\b",
    re.IGNORECASE,
)
_NEXT_MONTH = re.compile(r"下个?月|\bnext month\b", re.IGNORECASE)
_FROM_NOW = re.compile(
    rf"从(?:现在|今天)起\s*({NUMERAL}|\d{{1,2}})\s*(个月|年)(?:之|以)?后?|\b(\w+) (months?|years?) from now\b",
    re.IGNORECASE,
)
_COMING_MONTH = re.compile(
    rf"\b(?:come|from|beginning(?: in)?|starting) {_MONTH}(?= on|\b,? (?:we|i|can|will|may|is|are|do|does)\b)(?!\s*\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?<![\d年第为存满])(2[6-9]|3\d)年\s*(\d{1,2})\s*月(?:份)?(?:\s*(\d{1,2})\s*[日号])?")
_MONTH_ONLY_ZH = re.compile(rf"(?:从|自|到|等到?)\s*({NUMERAL}|\d{{1,2}})\s*月(?:份)?(?:开始|起|以后|之后|再)")
_COUNT_EN = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "eighteen": 18,
}
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
    r"截至|截止(?!日|期|时间|哪|何|什么|几|到?(?:哪|什么|何|几))|按照?.{0,12}(?:当时|那时)|当时|那时候?|那会儿|当年|那一?年的?(?:规定|法)|as\s+(?:of|at)|at\s+(?:that|the)\s+time|back (?:then|in)|in force (?:on|in|at)"
    r"|under the (?:law|rules|text) (?:of|in)|\bwhat (?:was|were|did) the (?:law|rule|rules|text|period|deadline)",
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


_EXPIRY = re.compile(
    r"^.{0,6}?(?:到期|期满|届满|过期)|^.{0,12}?\b(?:expir|runs? out|ends?\b|lapse|due\b)", re.IGNORECASE
)

_EXPIRES_IN = re.compile(r"\b(?:expir\w*|runs? out|laps\w*|is due)(?: on| in| by)?\s*$", re.IGNORECASE)


_PREPOSITION = re.compile(r"^(?:in|from|after|since|during|by|until|before|of|as of|for)[\s-]+(?=\d)", re.IGNORECASE)
_RELATIVE_DAY = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "today": 0, "yesterday": -1}
_RELATIVE_DAYS = re.compile("|".join(_RELATIVE_DAY), re.IGNORECASE)
_WHOLE = re.compile(r"\d\s*[日号]$|[一二三四五六七八九十]\s*[日号]$|^\d{4}([-/.])\d{1,2}\1\d{1,2}$")
_NO_YEAR = (
    re.compile(r"(?<![年\d])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH[1:-4]})\b(?!,?\s+\d{{4}})", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH[1:-4]})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}})", re.IGNORECASE),
)  # fmt: skip


def bare_words(words: str) -> str:
    """The words of a day as they may be said back: "2018" of "in 2018"."""
    return _PREPOSITION.sub("", words)


def whole_days_in(text: str, today: date) -> list[date]:
    """The days a text names in full, in order of place: no month or year on its own. A day without a year is the last such day."""
    found = {text.find(meant.words): meant.day for meant in days_in(text, today) if _is_whole(meant.words)}
    found |= {match.start(): today + timedelta(days=_RELATIVE_DAY[match[0].lower()]) for match in _RELATIVE_DAYS.finditer(text)}  # fmt: skip
    for match in (match for pattern in _NO_YEAR for match in pattern.finditer(text)):
        if day := _last_such(match["month"], int(match["day"]), today):
            found.setdefault(match.start(), day)
    return [found[place] for place in sorted(found)]


def _is_whole(words: str) -> bool:
    return bool(_WHOLE.search(words) or _EN_DMY.fullmatch(words) or _EN_MDY.fullmatch(words))


def _last_such(month: str, day: int, today: date) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    for year in range(today.year, today.year - 5, -1):  # 29 February stands in one of five years
        with suppress(ValueError):
            if (named := date(year, number, day)) <= today:
                return named
    return None


def day_meant(text: str, as_of: date) -> DayMeant | None:
    """The day whose law a question is about when it says so itself: a later day than `as_of`, or an explicit "as of".

    A past day without "as of" is usually the day of a fact (a mark registered in 2019) and decides nothing by itself;
    nor does the day on which something will expire: what to do about it is asked under the law of today.
    """
    days = days_in(text, as_of)
    explicit = next((meant for meant in days if meant.explicit), None)
    return explicit or next((meant for meant in days if meant.day > as_of and not _expires(text, meant)), None)


def _expires(text: str, meant: DayMeant) -> bool:
    start = text.find(meant.words)
    return bool(_EXPIRY.match(text[start + len(meant.words) :]) or _EXPIRES_IN.search(text[:start]))


def _day(year: int, month: int | None, day: int | None, today: date) -> date | None:
    if month is None and year == today.year:
        return today
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


def _iso(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[1]), int(match[3]), int(match[4]) if match[4] else None, today)


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


def _bare_year(match: re.Match[str], today: date) -> date | None:
    """A year alone counts when it is to come: past ones are numbers as often as years."""
    return _day(int(match[1]), None, None, today) if int(match[1]) > today.year else None


def _next_january(_: re.Match[str], today: date) -> date | None:
    return date(today.year + 1, 1, 1)


def _spring(_: re.Match[str], today: date) -> date | None:
    return date(today.year + 1, 3, 1)  # after the holidays, whenever they fall


def _next_month(_: re.Match[str], today: date) -> date | None:
    return _months_on(today.replace(day=1), 1)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def _from_now(match: re.Match[str], today: date) -> date | None:
    word = (match[1] or match[3]).lower()
    count = to_int(word) if match[1] or word.isdigit() else _COUNT_EN.get(word)
    years = (match[2] or match[4]).lower() in ("年", "year", "years")
    return _months_on(today, count * (12 if years else 1)) if count and count < 240 else None


def _coming_month(match: re.Match[str], today: date) -> date | None:
    month = _MONTHS[match[1].lower()]
    return _day(today.year + (month <= today.month), month, None, today)


def _coming_month_zh(match: re.Match[str], today: date) -> date | None:
    month = to_int(match[1])
    return _day(today.year + (month <= today.month), month, None, today) if month else None


def _short_year(match: re.Match[str], today: date) -> date | None:
    return _day(2000 + int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None, today)


def _year(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[1]), None, None, today)


_READERS = (
    (_ISO, _iso), (_EN_DMY, _dmy), (_EN_MDY, _mdy), (_EN_MY, _my), (_EN_NEXT, _next), (_ZH, _chinese), (_SHORT_YEAR, _short_year),
    (_EN_YEAR, _year), (_BARE_YEAR, _bare_year), (_NEW_YEAR, _next_january), (_SPRING, _spring), (_NEXT_MONTH, _next_month), (_FROM_NOW, _from_now), (_COMING_MONTH, _coming_month), (_MONTH_ONLY_ZH, _coming_month_zh),
)  # fmt: skip
