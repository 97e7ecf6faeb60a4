"""Reading a request in plain Chinese or English into a structured query. What is not understood stays among the words."""

import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.language import HAN, detect, normalise
from knowledge.patents.record import Right
from tools.search.query import SearchQuery

_CLASS = re.compile(
    r"(?:\b(?:IPC|CPC)\s*(?:class(?:es)?)?|分类号?|国际专利分类号?)?\s*(?:为|是|[:：=])?\s*(?<![A-Za-z0-9])([A-HY]\d{2}[A-Z])(?:\s?(\d{1,4})/(\d{2,6}))?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d{2}"
_DAY = rf"({_YEAR})(?:[-./年](\d{{1,2}})(?:[-./月](\d{{1,2}}))?)?[年月日号]?"
_ORG = r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|研究院|研究所|科学院|医院|工厂)"
_HOLDERS = (
    re.compile(
        rf"(?:专利)?(?:申请人|权利人|专利权人|公司)\s*(?:是|为|[:：=])\s*([{HAN}A-Za-z0-9（）()·&.]{{2,40}}?)(?=的|[，,；;。\s]|$)"
    ),
    re.compile(
        rf"(?:由|(?<=[，,；;。\s])|^)([{HAN}A-Za-z0-9（）()·]{{2,30}}?{_ORG})(?:的|名下的?|申请的?|拥有的?|持有的?)+"
    ),
    re.compile(r"\b(?:assignee|applicant|holder|owner|company)\s*(?:is|:|=)\s*\"?([^\",;]{2,60}?)\"?(?=[,;.]|$)", re.I),
    re.compile(
        r"\b(?:by|assigned to|owned by|held by|filed by|from the company)\s+\"?([A-Z][\w&.'-]*(?:\s+(?:[A-Z0-9][\w&.'-]*|of|and|for|de|van|&))*?)\"?(?=\s+(?:in|on|about|since|before|after|between|from|published|filed|that|which|with)\b|[,;?]|\.?\s*$)"
    ),
)
_EDGES = " ,，。.；;、?？"
_BY_FILING = re.compile(r"申请(?:日|于|在)|\b(?:filed|filing|application date|priority)\b", re.IGNORECASE)


@cache
def _asking() -> dict[str, Any]:
    return tomllib.loads(files("tools.search").joinpath("asking.toml").read_text("utf-8"))


class _Rest:
    """The part of a request that is not yet understood."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """All matches, which are taken out of the text."""
        found = list(pattern.finditer(self.text))
        for match in reversed(found):
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return found


def parse_request(text: str, today: date) -> SearchQuery:
    """The query a request states. Dates are of publication unless the words around them speak of filing."""
    rest = _Rest(normalise(text).strip())
    classes = tuple(dict.fromkeys(_symbol(match) for match in rest.take(_CLASS)))
    since, before, filed = _dates(rest, today)
    countries = _countries(rest)
    rights = tuple(Right(right) for right, words in _asking()["rights"].items() if rest.take(_pattern(words)))
    holders = tuple(dict.fromkeys(match[1].strip() for pattern in _HOLDERS for match in rest.take(pattern)))
    return SearchQuery(
        words=_matter(rest.text),
        classes=classes,
        holders=holders,
        countries=countries,
        rights=rights,
        published_from=since,
        published_before=before,
        filed_before=filed,
    )


def _symbol(match: re.Match[str]) -> str:
    return (f"{match[1]} {match[2]}/{match[3]}" if match[2] else match[1]).upper()


def _pattern(words: list[str]) -> re.Pattern[str]:
    chinese, english = words
    return re.compile(rf"(?:{chinese})|\b(?:{english})\b", re.IGNORECASE)


def _countries(rest: _Rest) -> tuple[str, ...]:
    """Countries where the words speak of offices or places, not of things ("German shepherd" stays words)."""
    said = " ".join(match[0] for match in rest.take(_places()))
    names = _asking()["countries"].items()
    return tuple(code for code, (zh, en) in names if re.search(rf"{zh}|(?<![A-Za-z])(?:{en})(?![A-Za-z])", said))


@cache
def _places() -> re.Pattern[str]:
    """A list of countries in a place where it says which offices are meant. Case counts: US and us, IN and in."""
    zh = "|".join(names[0] for names in _asking()["countries"].values())
    en = "|".join(names[1] for names in _asking()["countries"].values())
    chinese = rf"(?:{zh})(?:(?:、|，|,|和|及|与|或)+(?:{zh}))*"
    english = rf"(?:the )?(?:{en})(?:(?:\s*(?:,|/|&|\band\b|\bor\b)\s*)+(?:the )?(?:{en}))*"
    return re.compile(
        rf"在?{chinese}的?(?=(?:授权|公开|公布|申请)?的?(?:发明|实用新型|外观设计)?(?:专利|申请|文献)|范围|关于|有关)|在{chinese}"
        rf"|\b(?:in|for|from)\s+{english}(?![\w-])|(?:\b[Cc]ountr(?:y|ies)|国家|国别)\s*[:：=]\s*{english}(?!\w)"
        rf"|(?<![\w-]){english}(?=\s+(?:granted\s+)?(?:invention\s+)?(?:patents?|applications?|publications?|utility models?|design patents?)\b)"
    )


def _matter(text: str) -> str:
    """What is left, without the words that ask for a search."""
    request = _asking()["request"]
    for pattern in (request["zh"], request["en"]):
        text = re.sub(pattern, " ", text.strip(_EDGES), flags=re.IGNORECASE)
    text = re.sub(r"\s+", " ", text).strip(f"{_EDGES}的")
    edges = r"^(?:on|about|for|that|which)\s+|^(?:申请|公开|公布|公告|授权|布局)的|^(?:关于|有关|涉及)|\s+(?:in|since|from|by)$"
    return re.sub(edges, "", text).strip()


Reader = Callable[[re.Match[str], date], tuple[date | None, date | None]]


def _start(year: str, month: str | None, day: str | None) -> date:
    return date(int(year), int(month or 1), int(day or 1))


def _end(year: str, month: str | None, day: str | None) -> date:
    """The first day after the day, month or year named."""
    if day:
        return _start(year, month, day) + timedelta(days=1)
    if month:
        return date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return date(int(year) + 1, 1, 1)


def _last_years(match: re.Match[str], today: date) -> tuple[date | None, date | None]:
    words = {"三": 3, "五": 5, "十": 10, "two": 2, "three": 3, "five": 5, "ten": 10, "两": 2, "二": 2}
    said = (match[1] or match[2]).lower()
    return date(today.year - (int(said) if said.isdigit() else words[said]), today.month, min(today.day, 28)), None


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(rf"(?:从|自|between|from)?\s*{_DAY}\s*(?:到|至|—|–|-|~|and|to|until)\s*{_DAY}(?:之间|间)?", re.I),
        lambda m, _: (_start(m[1], m[2], m[3]), _end(m[4], m[5], m[6])),
    ),
    (re.compile(r"(?:最近|近)\s*(\d{1,2}|[两二三五十])\s*年来?|\b(?:in |over |of )?the (?:last|past) (\d{1,2}|two|three|five|ten) years\b", re.I), _last_years),
    (re.compile(rf"{_DAY}\s*(?:之前|以前|前)|\b(?:before|prior to|earlier than)\s+{_DAY}", re.I), lambda m, _: (None, _start(m[1] or m[4], m[2] or m[5], m[3] or m[6]))),
    # "2015年以后" is said of 2015 too more often than not, and a search had better miss nothing
    (re.compile(rf"(?:自|从)?\s*{_DAY}\s*(?:以来|至今|起|开始|之后|以后|后)|\b(?:since|from)\s+{_DAY}(?:\s+on(?:wards)?)?", re.I), lambda m, _: (_start(m[1] or m[4], m[2] or m[5], m[3] or m[6]), None)),
    (re.compile(rf"\bafter\s+{_DAY}", re.I), lambda m, _: (_end(m[1], m[2], m[3]), None)),
    (re.compile(rf"(?:在|于)?{_DAY}(?=的?(?:公开|公布|公告|授权|专利))|\b(?:in|during|published in)\s+{_DAY}\b|(?<![\d.]){_DAY}年(?![代产\d])", re.I), lambda m, _: (_start(*_first(m)), _end(*_first(m)))),
)  # fmt: skip


def _first(match: re.Match[str]) -> tuple[str, str | None, str | None]:
    groups = match.groups()
    year = next(place for place in range(0, len(groups), 3) if groups[place])
    return groups[year], groups[year + 1], groups[year + 2]


def _dates(rest: _Rest, today: date) -> tuple[date | None, date | None, date | None]:
    """Published from, published before, filed before."""
    since = before = filed = None
    for pattern, read in _READERS:
        match = pattern.search(rest.text)
        if match is None:
            continue
        try:
            start, end = read(match, today)
        except ValueError:  # a thirteenth month: no date, so it stays among the words
            continue
        around = rest.text[max(0, match.start() - 20) : match.end() + 8]
        rest.text = f"{rest.text[: match.start()]} {rest.text[match.end() :]}"
        if end and not start and _BY_FILING.search(around):
            filed = filed or end
            rest.take(re.compile(r"(?:申请日(?:期)?在?|\bfiled)\s*", re.I))
        else:
            since, before = since or start, before or end
    return since, before, filed


def language_of(query: SearchQuery) -> str:
    """The language a query's words are in."""
    return detect(query.words or " ".join(query.holders))
