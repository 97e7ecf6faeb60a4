"""Facts told in a question: which rights it is about, and which events happened on which days."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import BaseModel

from knowledge.dates import days_in
from knowledge.language import detect, normalise
from knowledge.numerals import NUMERAL, to_int
from knowledge.practice.telling import Named, compiled, load_telling

_MONTH_NAME = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
_WITH_DAY = re.compile(r"[日号]|\d{4}[-/.]\d{1,2}[-/.]\d|元旦|新年|new year", re.IGNORECASE)
_WITH_MONTH = re.compile(r"月|\d{4}[-/.]\d{1,2}|month", re.IGNORECASE)
_VAGUE = re.compile(r"春|年初|spring|early|from now|从", re.IGNORECASE)
_NEAR = re.compile(
    rf"(?P<now>今天|今日|today|今早)|(?P<eve>昨天|昨日|yesterday)|(?P<two>(?<!大)前天)|(?P<zh>\d{{1,3}}|{NUMERAL})(?P<zhunit>天|周|星期)(?:之|以)?前|\b(?P<en>\d{{1,3}}|one|two|three|a|ten) (?P<enunit>day|week)s? ago",
    re.IGNORECASE,
)
_SMALL = {"a": 1, "one": 1, "two": 2, "three": 3, "ten": 10}
_SENTENCE = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[，,；;]")
_JOINED = re.compile(
    r"\s*(?:和|或者?|又|、|以及|及|还有|and|or|,|，|;|；)(?:\s|again|also|in|on|my|our|the|an?|were|was|是|在|于|我的|我们的|另一[个件])*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[，,；;。？?！!\n]|\.(?=\s|$)|(?<=[\u4e00-\u9fff]) (?=\S)")
_FILLER = re.compile(r"[\s的是在于了:：]|\b(?:on|in|it|was|is|the|an?)\b", re.IGNORECASE)
_FAR = {"zh": 16, "en": 45}  # characters between a day and the word for what happened on it
_BREAK = 8  # what a comma between them counts for


class Told(BaseModel):
    """An event and the day it happened, as the user's words give it: a year stands for any of its days."""

    event: str
    right: str = ""
    words: str
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether a single day is told."""
        return self.first == self.last


class Facts(BaseModel):
    """What a question tells."""

    text: str
    rights: list[str] = []
    told: list[Told] = []
    days: list[tuple[date, date]] = []  # every day told, with an event or without
    bare: list[Told] = []  # days that stand alone, as in the answer to a question back
    several: bool = False  # the words say that there is more than one right of the kind

    def of(self, event: str, right: str = "") -> list[Told]:
        """What was told of an event, of this right or of none in particular."""
        return [told for told in self.told if told.event == event and (not right or told.right in ("", right))]


class _Day(BaseModel):
    start: int
    end: int
    first: date
    last: date


def read_facts(question: str, today: date) -> Facts:
    """The rights a question names and the dated events it tells. Pure: the same question and day give the same facts."""
    text = normalise(question)
    days = sorted(_days(text, today), key=lambda day: day.start)
    masked = _masked(text, ((day.start, day.end) for day in days))
    rights = _rights(masked)
    known = list(dict.fromkeys(right for _, _, right in rights))
    events = _events(masked, known)
    found = [_event_of(masked, day, days, events, detect(text)) for day in days]
    without = _masked(text, ((start, end) for start, end, _ in rights))
    found = _shared(without, days, found)
    told, bare = [], []
    for number, (day, event) in enumerate(zip(days, found, strict=True)):
        words = text[day.start : day.end].strip()
        if not event and _alone(without, day):
            bare.append(Told(event="", words=words, first=day.first, last=day.last))
        if event:
            for right in _right_of(masked, number, days, rights) or [""]:
                told.append(Told(event=event, right=right, words=words, first=day.first, last=day.last))
    several = bool(compiled(load_telling().more.pattern).search(text))
    return Facts(text=text, rights=known, told=told, days=[(d.first, d.last) for d in days], bare=bare, several=several)


def rights_in(text: str) -> set[str]:
    """The kinds of right a text names (design, utility-model, mark ...), each as exactly as it is named."""
    return {right for _, _, right in _rights(normalise(text))}


def span_meant(words: str, day: date) -> tuple[date, date]:
    """The first and last day the words of a day can mean: one day, a month or a year."""
    month_name = _MONTH_NAME.search(words)
    numbers = re.findall(r"\d+", words)
    if _WITH_DAY.search(words) or (month_name and len(numbers) > 1):
        return day, day
    if month_name or _WITH_MONTH.search(words):
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _days(text: str, today: date) -> Iterable[_Day]:
    place, taken = 0, []
    for meant in days_in(text, today):
        start = text.find(meant.words, place)
        place = start + len(meant.words)
        taken.append((start, place))
        if not _VAGUE.search(meant.words):
            first, last = span_meant(meant.words, meant.day)
            yield _Day(start=start, end=place, first=first, last=last)
    for match in _NEAR.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            day = today - timedelta(days=_ago(match))
            yield _Day(start=match.start(), end=match.end(), first=day, last=day)


def _ago(match: re.Match[str]) -> int:
    if match["now"] or match["eve"] or match["two"]:
        return 0 if match["now"] else 1 if match["eve"] else 2
    number = to_int(match["zh"]) if match["zh"] else _SMALL.get(match["en"].lower()) or int(match["en"])
    unit = match["zhunit"] or match["enunit"].lower()
    return (number or 0) * (1 if unit in ("天", "day") else 7)


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _found(text: str, rows: Iterable[Named]) -> list[tuple[int, int, str]]:
    """Where these are named; what one row has taken is not read again."""
    found = []
    for row in rows:
        spans = [match.span() for match in row.pattern.finditer(text)]
        found += [(start, end, row.id) for start, end in spans]
        text = _masked(text, spans)
    return sorted(found)


def _rights(text: str) -> list[tuple[int, int, str]]:
    telling = load_telling()
    named = _found(text, telling.rights)
    specific = {telling.right(right).kind_of for _, _, right in named}
    named = [row for row in named if row[2] not in specific]  # "my design patent, a patent": the design
    return named or _found(text, telling.weak)


def _events(text: str, rights: list[str]) -> list[tuple[int, int, str]]:
    telling = load_telling()
    wider = {*rights, *(telling.right(right).kind_of for right in rights)}
    return _found(text, (e for e in telling.events if not e.rights or not rights or wider & set(e.rights)))


def _event_of(text: str, day: _Day, days: list[_Day], events: list[tuple[int, int, str]], language: str) -> str:
    """The event whose words stand nearest the day, with no sentence's end and no other day between."""
    best, name = float(_FAR[language]), ""
    for start, end, event in events:
        low, high = (end, day.start) if end <= day.start else (day.end, start)
        between = text[low:high]
        if _SENTENCE.search(between) or any(low <= other.start < high for other in days if other is not day):
            continue
        behind = 0.5 if (start >= day.end) == (language == "en") else 0  # Chinese names the event after the day
        distance = len(between.strip()) + _BREAK * len(_CLAUSE.findall(between)) + behind
        if distance < best:
            best, name = distance, event
    return name


def _shared(text: str, days: list[_Day], events: list[str]) -> list[str]:
    """Days joined by "and" or "or" share the event one of them has: "filed in 2020 and in 2022"."""
    out = list(events)
    for step in (1, -1):
        order = range(len(days))[::step]
        for here in order:
            other = here - step
            if not out[here] and 0 <= other < len(days) and out[other]:
                low, high = sorted((here, other))
                if _JOINED.fullmatch(text[days[low].end : days[high].start]):
                    out[here] = out[other]
    return out


def _alone(text: str, day: _Day) -> bool:
    """Whether the clause of a day holds nothing else but rights, which are masked."""
    start = max((m.end() for m in _ALONE.finditer(text, 0, day.start)), default=0)
    stop = _ALONE.search(text, day.end)
    rest = text[start : day.start] + text[day.end : stop.start() if stop else len(text)]
    return not _FILLER.sub("", rest)


def _right_of(text: str, number: int, days: list[_Day], rights: list[tuple[int, int, str]]) -> list[str]:
    """The rights a day is told of: named beside it ("2020年申请的外观"), else before it in the text; all when unclear."""
    day = days[number]
    if len({right for _, _, right in rights}) < 2:
        return [rights[0][2]] if rights else []
    before = days[number - 1].end if number else 0
    after = days[number + 1].start if number + 1 < len(days) else len(text)
    stop = _CLAUSE.search(text, day.end, after)
    behind = [row for row in rights if day.end <= row[0] < (stop.start() if stop else after)]
    start = max([before, *(m.end() for m in _SENTENCE.finditer(text, before, day.start))])
    ahead = [row for row in rights if start <= row[0] < day.start]
    belongs = [row for row in behind if "的" in text[day.end : row[0]]] if detect(text) == "zh" else []
    chosen = belongs[:1] or ahead or behind or [row for row in rights if row[0] < day.start][-1:] or rights
    return list(dict.fromkeys(right for _, _, right in chosen))
