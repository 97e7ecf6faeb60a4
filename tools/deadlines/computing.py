"""Working out every deadline that follows from an event, each under the text in force on the day that decides."""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Both
from tools.deadlines.citing import cite
from tools.deadlines.counting import Count
from tools.deadlines.deadline import Alternative, Calculation, Deadline, Missing, Restoring, Step
from tools.deadlines.facts import ALL, Facts, check, fits
from tools.deadlines.remarks import remarks, started_also, taken_for_granted
from tools.deadlines.rule import Rule, Text
from tools.deadlines.rules_file import countings, event_name, relevances, remedies, rules
from tools.deadlines.schedules import scheduled
from tools.deadlines.serving import Received, received

_EVERYWHERE = "PARIS"  # priority abroad follows from a first filing wherever it was made
_ACTED_BY = ("last_day", "window")  # results whose last day moves with the calendar and that can be missed


def calculate(library: LawLibrary, facts: Facts, today: date) -> Calculation:
    """Every deadline of the event, earliest first. Refused for days that cannot be (see `facts.check`)."""
    check(facts, today)
    found: list[Deadline] = []
    missing: list[Missing] = []
    for rule in rules():
        if _asked(rule, facts):
            for result in _of_rule(library, rule, facts, today):
                (found if isinstance(result, Deadline) else missing).append(result)  # type: ignore[arg-type]
    found.sort(key=lambda deadline: (deadline.day, deadline.rule))
    service = next((rule.service for rule in rules() if _asked(rule, facts) and rule.service), "")
    return Calculation(
        facts=facts, event=event_name(facts.event), as_of=today, received=received(library, facts, service).day,
        deadlines=tuple(found), missing=tuple(missing),
    )  # fmt: skip


def _asked(rule: Rule, facts: Facts) -> bool:
    here = facts.jurisdiction in (ALL, rule.jurisdiction)
    if started_also(rule, facts):
        return fits(rule, facts) and (here or rule.jurisdiction == _EVERYWHERE)
    return rule.event == facts.event and fits(rule, facts) and here


def _of_rule(library: LawLibrary, rule: Rule, facts: Facts, today: date) -> Iterator[Deadline | Missing]:
    if rule.schedule:
        yield from scheduled(library, rule, facts, today)
        return
    arrival = received(library, facts, rule.service)
    started = _start(rule, facts, arrival, today)
    if isinstance(started, Missing):
        yield started
    else:
        yield _deadline(library, rule, started, arrival, facts, today)


def _start(rule: Rule, facts: Facts, arrival: Received, today: date) -> date | Missing:
    """The day the period starts from, or which fact it lacks."""
    if rule.after:
        before = next(other for other in rules() if other.id == rule.after)
        start = _start(before, facts, arrival, today)
        return start if isinstance(start, Missing) else _text_and_count(before, start)[1].unmoved
    if rule.start == "priority":
        if facts.priority or facts.event in ("filing", "first-filing"):
            return facts.priority or facts.day
        return Missing(rule=rule.id, name=_name(rule), why=Both(zh="需要优先权日（--priority）", en="needs the priority date (--priority)"))  # fmt: skip
    return arrival.day


def _name(rule: Rule) -> Both:
    return rule.name or Both(zh=rule.id, en=rule.id)


def _text_and_count(rule: Rule, start: date) -> tuple[Text, Count]:
    """The wording that governs, and the period counted by it: that of the start, or the one in force when it ends."""
    counting = countings()[rule.counting]
    moves = rule.result == "last_day"
    if rule.by == "end":
        for text in rule.texts:
            count = Count(counting, text, start, moves)
            if text.covers(start if rule.result == "window" else count.day):
                return text, count
    text = _covering(rule.texts, start)
    return text, Count(counting, text, start, moves)


def _covering(texts: Iterable[Text], day: date) -> Text:
    """The wording for a day; the oldest held for a day before all of them (the answer says that it is)."""
    rows = list(texts)
    return next((text for text in rows if text.covers(day)), min(rows, key=lambda text: text.since or date.min))


def _deadline(library: LawLibrary, rule: Rule, start: date, arrival: Received, facts: Facts, today: date) -> Deadline:
    text, count = _text_and_count(rule, start)
    opens, count, steps = _span(rule, text, start, count)
    unmoved, day = count.unmoved, count.day
    if rule.not_before:
        unmoved, day, steps = _at_least(rule, facts, unmoved, day, steps)
    later = _later(library, rule, text, start, day)
    decided = day if rule.by == "end" and rule.result != "window" else start
    citation = cite(library, text, decided)
    sources = countings()[rule.counting].sources
    return Deadline(
        rule=rule.id, jurisdiction=rule.jurisdiction, office=rule.office, name=_name(rule), result=rule.result,
        start=start, length=Both(zh=text.words("zh") or "当日", en=text.words("en") or "the same day"),
        opens=opens, unmoved=unmoved, day=day, safe=_safe(rule, text, count, later, day), days_left=(day - today).days,
        decided_by=relevances()[rule.relevant], decided_on=decided, steps=(*arrival.steps, *steps), citation=citation,
        counting=(*(cite(library, source, decided) for source in sources), *arrival.citations),
        digest=citation.key.startswith("practice/"), later=later,
        restoring=restoring(library, rule, unmoved, today), lost=rule.lost,
        notes=(*taken_for_granted(rule, facts), *remarks(rule, text, count, decided, citation.in_force_from, later)),
    )  # fmt: skip


def _safe(rule: Rule, text: Text, count: Count, later: Alternative | None, day: date) -> date:
    """The day that is in time whatever is still uncertain: a calendar not yet published, or which text is applied.

    What is done while the old text is in force is judged by it, so the last day of that text is safe too. A window
    is safest closed on the last day of the term, which does not move; days that nobody has to meet are as computed.
    """
    if rule.result not in _ACTED_BY:
        return day
    safe = count.unmoved if rule.result == "window" else min(day, count.safe) if day == count.day else day
    return min(safe, max(later.safe, text.until)) if later and text.until else safe


def _span(rule: Rule, text: Text, start: date, count: Count) -> tuple[date | None, Count, list[Step]]:
    """Opening, the count of the last day, steps: a window lies before the day it is counted from."""
    if rule.result != "window":
        return None, count, count.steps
    opens = text.length.before(start)
    last = Count(countings()[rule.counting], Text(at=text.at, quote=text.quote), start)
    told = Both(zh=f"自{start}往前推{text.words('zh')}：{opens}起可以办理", en=f"{text.words('en')} back from {start}: open from {opens}")  # fmt: skip
    return opens, last, [Step(text=told, day=opens), *last.steps[2:]]


def _at_least(rule: Rule, facts: Facts, unmoved: date, day: date, steps: list[Step]) -> tuple[date, date, list[Step]]:
    """The later of two periods counts."""
    if rule.not_before is None or facts.priority is None:
        told = Both(zh="没有给优先权日：自优先权日起算的另一个期限可能更晚", en="no priority date is given: the other period, from priority, may end later")  # fmt: skip
        return unmoved, day, [*steps, Step(text=told)]
    other = Count(countings()[rule.counting], Text(at="", quote="", length=rule.not_before.length), facts.priority)
    told = Both(zh=f"自优先权日{facts.priority}起{rule.not_before.length.words('zh')}是{other.day}，以后届满的为准", en=f"{rule.not_before.length.words('en')} from priority ({facts.priority}) end on {other.day}; the later of the two counts")  # fmt: skip
    latest = max((day, unmoved), (other.day, other.unmoved))
    return latest[1], latest[0], [*steps, Step(text=told, day=latest[0])]


def _later(library: LawLibrary, rule: Rule, text: Text, start: date, day: date) -> Alternative | None:
    """The same by the text that takes over while the period runs; nothing where the version is decided at its end."""
    if rule.by == "end" or text.until is None or not start <= text.until < day:
        return None
    following = next((other for other in rule.texts if other.since and other.since > text.until), None)
    if following is None:
        return None
    count = Count(countings()[rule.counting], following, start, rule.result == "last_day")
    length = Both(zh=following.words("zh"), en=following.words("en"))
    return Alternative(day=count.day, safe=count.safe, length=length, citation=cite(library, following, count.day))


def restoring(library: LawLibrary, rule: Rule, ended: date, today: date) -> Restoring | None:
    """Whether the rule's day can be made good, with the last day for it where it is counted from the end."""
    if not rule.remedy or rule.result not in _ACTED_BY:
        return None
    remedy = remedies()[rule.remedy]
    lengths = any((remedy.length.years, remedy.length.months, remedy.length.days))
    until = (
        Count(countings()[rule.counting], Text(at="", quote="", length=remedy.length), ended).day if lengths else None
    )
    citations = tuple(cite(library, source, today) for source in remedy.sources)
    return Restoring(possible=remedy.possible, text=remedy.text, until=until, citations=citations)
