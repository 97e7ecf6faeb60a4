"""How urgent an inquiry is: by the legal periods its text tells, never by its tone.

An event and its day give the last day by `tools/deadlines`; a last day told outright is taken as told; an event that has come
without its day is "unknown", which is as urgent as a short period until somebody has asked for the day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.language import normalise
from knowledge.law.library import LawLibrary
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Deadline
from tools.deadlines.facts import Facts
from tools.refused import Refused
from tools.triage.days_told import Told, days_told
from tools.triage.legal_words import LegalEvent, legal_events, telling
from tools.triage.rights_told import rights_of_event
from tools.triage.stated_days import stated_days

URGENT, UNKNOWN, DATED, NONE = "urgent", "unknown", "dated", "none"
NEAR = 31  # days from which a legal period is urgent: a month
_LONG_PAST = 400  # days after which a missed day is history
_ACTED_BY = ("last_day", "window")
_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_CAME = re.compile(
    r"(?:刚|已|才|昨天|今天|前天)[^。；]{0,6}(?:收|接|来|到)|(?:收|接|拿|寄)到了|(?:我们|我司|公司|我方)[^。；，]{0,8}(?:收|接)到|\b(?:received|just (?:got|came)|yesterday|already|came)\b",
    re.IGNORECASE,
)
_ORDER = (URGENT, UNKNOWN, DATED, NONE)


@dataclass(frozen=True)
class Urgency:
    """What the text says of a legal period. `level`: urgent (a month or less, or just passed), unknown, dated or none.

    `words`: those it was decided on; `keys`: of the provisions; `ask`: whether the day of service has to be asked for.
    """

    level: str
    words: tuple[str, ...] = ()
    event: str = ""
    started: date | None = None
    day: date | None = None
    keys: tuple[str, ...] = ()

    @property
    def ask(self) -> bool:
        """Whether the day of service is missing."""
        return self.level == UNKNOWN


@dataclass(frozen=True)
class Mention:
    """An event told at a place of the text."""

    event: LegalEvent
    start: int
    end: int
    words: str


def urgency_of(library: LawLibrary, text: str, received: date) -> Urgency:
    """The most urgent legal period that a text tells, seen from the day it was received."""
    plain = normalise(text)
    days = days_told(plain, received)
    stated = stated_days(plain, days, received)
    found = [_stated(day, words, received) for day, words in stated]
    events = mentions(plain)
    if not found:
        taken = {words for _, words in stated}
        found = [
            _of(library, plain, mention, [d for d in days if d.words not in taken], received) for mention in events
        ]
    best = min(found, key=lambda each: (_ORDER.index(each.level), each.day or received), default=Urgency(NONE))
    return best if best.level != NONE else Urgency(NONE)


def mentions(text: str) -> list[Mention]:
    """The legal events of a text; words taken by one event are not given to another."""
    found: list[Mention] = []
    for event in legal_events():
        for match in event.pattern.finditer(text):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(Mention(event, match.start(), match.end(), match[0].strip()))
    return sorted(found, key=lambda each: each.start)


def _stated(day: date, words: str, received: date) -> Urgency:
    left = (day - received).days
    level = NONE if left < -_LONG_PAST else URGENT if left <= NEAR else DATED
    return Urgency(level, (words,), "stated", None, day)


def _of(library: LawLibrary, text: str, mention: Mention, days: list[Told], received: date) -> Urgency:
    told = _day_of(text, mention, days)
    if told is None or told.past > received:
        return _without_day(text, mention)
    started = told.past
    found = _deadline(library, text, mention, started, received) if mention.event.held else None
    if found is None:
        return _without_day(text, mention, told.words)
    left = (found.safe - received).days
    level = NONE if left < -_LONG_PAST else URGENT if left <= NEAR else DATED
    return Urgency(level, (mention.words, told.words), mention.event.event, started, found.safe, (found.citation.key,))


def _without_day(text: str, mention: Mention, *more: str) -> Urgency:
    """An event without a usable day: unknown when it has come to whoever writes, nothing when only the rule is asked about."""
    near, own_words = _sentences_around(text, mention), _sentences_around(text, mention, 0)
    here, general = telling()["received"].search(near), telling()["general"].search(own_words)
    own = (bool(here) or mention.event.happened) and not (general and _asks_only(near))
    return Urgency(UNKNOWN if own else NONE, (mention.words, *more), mention.event.event)


def _asks_only(near: str) -> bool:
    """A conditional or general question, in which nothing is said to have come."""
    return not _CAME.search(near)


def _sentences_around(text: str, mention: Mention, beside: int = 1) -> str:
    """The sentence of an event, with as many before and after it."""
    ends = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    before = [end for end in ends if end <= mention.start]
    after = [end for end in ends if end >= mention.end]
    return text[before[max(-1 - beside, -len(before))] : after[min(beside, len(after) - 1)]]


def _day_of(text: str, mention: Mention, days: list[Told]) -> Told | None:
    """The day told nearest to an event, in its own sentence before any other; days of other things are left out."""
    near = [(_apart(text, mention, told), told) for told in days if not _of_something_else(text, mention, told)]
    near = [(apart, told) for apart, told in near if apart < 120]
    return min(near, key=lambda each: each[0])[1] if near else None


def _apart(text: str, mention: Mention, told: Told) -> int:
    """Characters between an event and a day; the end of a sentence between them counts as twenty-five."""
    first, last = sorted(((mention.start, mention.end), (told.start, told.end)))
    between = text[first[1] : last[0]]
    return len(between) + 25 * len(_SENTENCE.findall(between))


def _of_something_else(text: str, mention: Mention, told: Told) -> bool:
    if mention.event.event in ("first-filing", "disclosure", "expiry"):
        return False
    around = text[max(0, told.start - 8) : told.end + 10]
    return bool(telling()["beside"].search(around)) and not telling()["received"].search(around)


def _deadline(library: LawLibrary, text: str, mention: Mention, started: date, received: date) -> Deadline | None:
    """The next last day of the event that is still to come, else the one that passed last; None where no rule is held."""
    for place in _places(text, mention):
        rights = rights_of_event(text, mention.event.rights)
        found = [
            each
            for right in rights
            for each in _calculated(library, mention.event.event, started, right, place, received)
        ]
        ahead = [each for each in found if each.safe >= received]
        if found:
            return min(ahead, key=lambda each: each.safe) if ahead else max(found, key=lambda each: each.safe)
    return None


def _calculated(
    library: LawLibrary, event: str, started: date, right: str, place: str, received: date
) -> list[Deadline]:
    """The days to act by that follow; none where there is no rule for this right and place."""
    try:
        found = calculate(library, Facts(event=event, day=started, right=right, jurisdiction=place), received)
    except Refused:
        return []
    return [each for each in found.deadlines if each.result in _ACTED_BY]


def _places(text: str, mention: Mention) -> Iterator[str]:
    """Where the rule is looked for: where the event belongs, where the text speaks of, then China."""
    if mention.event.jurisdiction:
        yield mention.event.jurisdiction
        return
    if mention.event.event == "first-filing":
        yield from (
            ("PCT", "PARIS")
            if re.search(r"\bpct|国际申请|国家阶段|national phase", text, re.IGNORECASE)
            else ("PARIS",)
        )
        return
    if re.search(r"uspto|美国专利商标局|美国(?:商标|专利)?局|\bUS (?:office|patent|trade)", text, re.IGNORECASE):
        yield "US"
        return
    if not re.search(r"\bepo\b|欧专局|欧洲专利局|\bjpo\b|日本特许厅|euipo|ukipo", text, re.IGNORECASE):
        yield "CN"


def days_left(urgency: Urgency, received: date) -> int | None:
    """Days to the last day, None where there is none."""
    return (urgency.day - received) // timedelta(days=1) if urgency.day else None
