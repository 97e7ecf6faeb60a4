"""Computing days from the facts of a question: which rule, counted how, under which text, and how that stands today."""

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.jurisdiction import jurisdictions_in
from knowledge.law.library import LawLibrary
from knowledge.lengths import Length, after_weekend
from knowledge.practice.notes import Both
from knowledge.practice.periods import ANY, Counting, Period, PeriodText, Result, load_countings, load_periods
from knowledge.practice.telling import compiled, load_telling
from tools.law.facts import Facts, Told
from tools.law.sources import cite_point, cite_words

MOST = 4
_GRACE = Length(months=6)  # a term that ended longer ago cannot have been renewed without its owner knowing


class Computed(BaseModel):
    """One day, or the span it lies in where only a month or a year was told, and everything it was computed from."""

    period: str
    name: Both
    result: Result
    event: Both
    told: str  # the words the user gave the day in
    start: date
    start_latest: date
    length: Both
    opens: date | None = None  # of a window: its first day
    ends: date
    ends_latest: date
    working_day: date | None = None  # where the last day falls on a weekend
    today: date
    days_left: int
    counted: Both
    renewals: int = 0  # how many renewals are taken for granted
    unheld: Both | None = None
    across: Both | None = None
    later: "Computed | None" = None  # the same by the text that takes over while the period runs
    citation: Citation
    counting: list[Citation] = []

    @property
    def exact(self) -> bool:
        """Whether a single day was computed."""
        return self.ends == self.ends_latest

    def citations(self) -> list[Citation]:
        """Every citation it rests on."""
        return [self.citation, *self.counting, *(self.later.citations() if self.later else [])]


def compute(library: LawLibrary, facts: Facts, today: date) -> list[Computed]:
    """What the facts of a question compute to, for the terms and deadlines it asks about."""
    found: dict[tuple[object, ...], Computed] = {}  # two rules for one right that end the same day are told once
    rules = [period for period in load_periods() if asked(period, facts)]
    terms = [period for period in rules if period.asks == "term"]
    starts = {period.start for period in terms or rules if not period.derived}
    if not facts.told and len(starts) == 1:  # the one day told is the one the question needs
        facts = facts.model_copy(update={"told": [day.model_copy(update={"event": min(starts)}) for day in facts.bare]})
    for period in rules:
        for computed in _of_period(library, period, facts, today):
            found.setdefault(
                (
                    *period.rights,
                    computed.result,
                    computed.event.en,
                    computed.told,
                    computed.ends,
                    computed.ends_latest,
                ),
                computed,
            )
    return list(found.values())[:MOST]


def asked(period: Period, facts: Facts) -> bool:
    """Whether the question asks about the day this rule computes."""
    named = {kind for right in facts.rights for kind in load_telling().kinds(right)}
    about = period.about.pattern
    if about and not compiled(about).search(facts.text):
        return False
    if not (named & set(period.rights) or ANY in period.rights or (about and not named)):
        return False
    abroad = jurisdictions_in(facts.text) - {"CN"}
    if abroad and not period.abroad and "CN" not in jurisdictions_in(facts.text):
        return False
    return bool(compiled(load_telling().asks[period.asks].pattern).search(facts.text))


def _of_period(library: LawLibrary, period: Period, facts: Facts, today: date) -> Iterator[Computed]:
    kinds = load_telling().kinds
    for told in facts.of(period.start):
        if not told.right or ANY in period.rights or set(kinds(told.right)) & set(period.rights):
            yield from computed_from(library, period, told, today)
    if period.derived and not facts.of(period.start):
        before = next(rule for rule in load_periods() if rule.id == period.derived)
        for computed in _of_period(library, before, facts, today):
            yield computed  # how the starting day was found
            ended = Told(event=period.start, words=_days(computed), first=computed.ends, last=computed.ends_latest)
            for derived in computed_from(library, period, ended, today):
                yield derived.model_copy(update={"renewals": computed.renewals})


def _days(computed: Computed) -> str:
    return str(computed.ends) if computed.exact else f"{computed.ends} – {computed.ends_latest}"


def computed_from(library: LawLibrary, period: Period, told: Told, today: date) -> Iterator[Computed]:
    """One result for each wording the event may fall under: a vague day may straddle a change of the law."""
    for text in period.texts:
        if period.by == "today":
            first, last = (told.first, told.last) if text.covers(today) else (date.max, date.min)
        else:
            first, last = max(told.first, text.since or date.min), min(told.last, text.until or date.max)
        if first <= last:
            yield _computed(library, period, text, told.model_copy(update={"first": first, "last": last}), today)


def _computed(library: LawLibrary, period: Period, text: PeriodText, told: Told, today: date) -> Computed:
    counting = load_countings()[period.counting]
    renewals = _renewals(period, counting, text, told.last, today)
    length = Length(**{unit: count * (renewals + 1) for unit, count in text.length.model_dump().items()})
    ends, latest = (_end(counting, length, day) for day in (told.first, told.last))
    opens = None
    if period.result == "window":
        opens, ends, latest = text.length.before(told.first), told.first, told.last
    moved = after_weekend(ends)
    shifts = counting.shift and period.result == "last_day" and ends == latest
    citation = cite_words(library, text.law, text.quote)
    sources = [
        cite_point(library, s, today) if isinstance(s, str) else cite_words(library, s.law, s.quote) for s in counting.sources
    ]  # fmt: skip
    sources += [
        cite_words(library, again.law, again.quote) for again in period.renewed if renewals and again.covers(today)
    ]
    later = _later(library, period, text, told, latest, today)
    return Computed(
        period=period.id, name=period.name, result=period.result, event=load_telling().event(told.event).name,
        told=told.words, start=told.first, start_latest=told.last,
        length=Both(zh=text.length.words("zh"), en=text.length.words("en")),
        opens=opens, ends=ends, ends_latest=latest,
        working_day=moved if shifts and moved != ends else None,
        today=today, days_left=((moved if shifts else latest) - today).days, counted=counting.text, renewals=renewals, unheld=text.unheld,
        across=period.across if later else None, later=later, citation=citation, counting=sources,
    )  # fmt: skip


def _end(counting: Counting, length: Length, start: date) -> date:
    if counting.end == "year_end":
        return date(start.year + length.years, 12, 31)
    day = length.after(start)
    # a month without the corresponding day ends the term on its own last day, not on the day before
    return day - timedelta(days=1) if counting.end == "eve" and day.day == start.day else day


def _renewals(period: Period, counting: Counting, text: PeriodText, start: date, today: date) -> int:
    """How often the term must have been renewed for the right to exist still; not more than the law lets it be asked."""
    count = 0
    while period.renewed and _GRACE.after(_end(counting, Length(years=text.length.years * (count + 1)), start)) < today:
        count += 1
    return count


def _later(
    library: LawLibrary, period: Period, text: PeriodText, told: Told, ends: date, today: date
) -> Computed | None:
    """The same by the text that takes over while the period is running, where the change matters."""
    if period.by == "today" or period.across is None or text.until is None or not text.until < ends:
        return None
    following = next((other for other in period.texts if other.since and other.since > text.until), None)
    return _computed(library, period, following, told, today) if following else None
