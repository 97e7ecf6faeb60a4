"""False premises: a figure the user takes for granted ("the 20 years of my utility model") that the law does not give."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.jurisdiction import jurisdictions_in
from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.lengths import Length
from knowledge.numerals import NUMERAL
from knowledge.practice.notes import Both
from knowledge.practice.periods import Period, PeriodText, load_periods
from knowledge.practice.telling import compiled, load_telling
from tools.law.facts import Facts
from tools.law.sources import cite_words

_FIGURE = rf"(?P<figure>(?<![\d第.])(?:\d{{1,3}}|{NUMERAL})\s*(?:周年|个?工作日|个月|年|天|日)|\b(?:\d{{1,3}}|[a-z]+(?:-[a-z]+)?)[\s-](?:years?|months?|days?))"
_MONTH = 30.5  # days: ninety days is nobody's error for three months
_CLOSE = 3


class Lawful(BaseModel):
    """What the law gives instead: the period, its length and the words that say so."""

    name: Both
    length: Both
    citation: Citation


class Corrected(BaseModel):
    """A claimed figure that differs from every length the law gives for it."""

    words: str
    lawful: list[Lawful]


def correct(library: LawLibrary, facts: Facts) -> list[Corrected]:
    """The claims of a question that no rule for the rights it names supports."""
    if jurisdictions_in(facts.text) - {"CN"}:
        return []
    rivals: dict[tuple[int, int], list[Period]] = {}
    for period in load_periods():
        if _speaks_of(period, facts):
            for span in _claimed(period, facts.text):
                rivals.setdefault(span, []).append(period)
    found = []
    for (start, end), periods in sorted(rivals.items()):
        words = facts.text[start:end].strip()
        deadlines = [period for period in periods if period.asks == "deadline"]  # "period" alone is said of any
        periods = _named_beside(deadlines or periods, facts, start, end)
        texts = [(period, text) for period in periods for text in _wordings(period, facts)]
        if texts and not any(_agrees(words, text.length) for _, text in texts):
            found.append(Corrected(words=words, lawful=_lawful(library, texts)))
    return found


def _speaks_of(period: Period, facts: Facts) -> bool:
    named = {kind for right in facts.rights for kind in load_telling().kinds(right)}
    about = period.about.pattern
    return bool(named & set(period.rights)) and (not about or bool(compiled(about).search(facts.text)))


@cache
def _forms(period: Period) -> tuple[re.Pattern[str], ...]:
    about = (period.about if period.claimed is None else period.claimed).pattern or "(?!)"
    forms = load_telling().claims[period.asks]
    return tuple(compiled(f.replace("{figure}", _FIGURE).replace("{about}", about)) for f in forms)  # fmt: skip


def _claimed(period: Period, text: str) -> list[tuple[int, int]]:
    telling = load_telling()
    before, after = (compiled(f"{cue.zh}|{cue.en}") for cue in (telling.unless, telling.unless_after))
    matches = [match for form in _forms(period) for match in form.finditer(text) if figures(match["figure"])]
    spans = {match.span("figure") for match in matches}
    return sorted(span for span in spans if not before.search(text[: span[0]]) and not after.search(text[span[1] :]))


def _named_beside(periods: list[Period], facts: Facts, start: int, end: int) -> list[Period]:
    """Of the rules a figure may be claimed for, those of the right named nearest to it."""
    telling = load_telling()
    rows = [telling.right(right) for right in facts.rights]
    near = [
        (min(abs(match.start() - end), abs(start - match.end())), row.id)
        for row in rows
        for match in row.pattern.finditer(facts.text)
    ]
    if not near:
        return periods
    kinds = telling.kinds(min(near)[1])
    return [period for period in periods if set(kinds) & set(period.rights)]


def _wordings(period: Period, facts: Facts) -> Sequence[PeriodText]:
    """The wordings that may govern: those of the day the event was told of, all of them where it was not."""
    told = facts.of(period.start)
    if not told or period.by == "today":
        return period.texts
    return [text for text in period.texts if any(text.covers(day) for t in told for day in (t.first, t.last))]


def _agrees(words: str, length: Length) -> bool:
    for value, unit in figures(words):
        own = length.in_unit(unit)
        if own == value:
            return True
        if unit == "day" and own is None and length.in_unit("month"):
            return abs(value - (length.in_unit("month") or 0) * _MONTH) <= _CLOSE
        if unit in ("month", "year") and length.days:
            return abs(value * (1 if unit == "month" else 12) * _MONTH - length.days) <= _CLOSE
    return False


def _lawful(library: LawLibrary, texts: list[tuple[Period, PeriodText]]) -> list[Lawful]:
    rows: dict[tuple[str, str], Lawful] = {}
    for period, text in texts:
        length = Both(zh=text.length.words("zh"), en=text.length.words("en"))
        rows.setdefault((period.id, length.en), Lawful(name=period.name, length=length, citation=cite_words(library, text.law, text.quote)))  # fmt: skip
    return list(rows.values())


def on_day(corrected: list[Corrected], day: date) -> list[Corrected]:
    """The same without the texts no longer in force on a day, where another one governs."""
    out = []
    for item in corrected:
        current = [row for row in item.lawful if not row.citation.in_force_to or day <= row.citation.in_force_to]
        out.append(item.model_copy(update={"lawful": current or item.lawful}))
    return out
