"""Terms and maintenance fees of patents, worked out by knowledge.patents and moved by the office's calendar."""

from collections.abc import Iterator
from datetime import date

from knowledge.calendars.calendar import Calendar, weekday
from knowledge.calendars.calendars import CALENDARS, calendar_unknown
from knowledge.citation import Citation, Kind
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Right
from knowledge.patents.term import Facts as TermFacts
from knowledge.patents.term import FeeDue, Term, fees_of, term_of
from knowledge.patents.terms import Provision
from knowledge.practice.notes import Both
from tools.deadlines.citing import cite
from tools.deadlines.deadline import Deadline, Missing, Restoring, Step
from tools.deadlines.facts import Facts
from tools.deadlines.rule import Rule
from tools.deadlines.rules_file import countings, relevances, remedies
from tools.law.sources import cite_words

_RIGHTS = {"invention": Right.INVENTION, "utility-model": Right.UTILITY_MODEL, "design": Right.DESIGN}


def scheduled(library: LawLibrary, rule: Rule, facts: Facts, today: date) -> Iterator[Deadline | Missing]:
    """The term or the fees of each kind of right the facts may mean."""
    for kind in facts.rights:
        if kind in rule.rights and kind in _RIGHTS:
            known = _facts(rule, facts, kind)
            yield from _term(library, rule, known, today) if rule.schedule == "term" else _fees(library, rule, known, today)  # fmt: skip


def _facts(rule: Rule, facts: Facts, kind: str) -> TermFacts:
    filed = facts.day if facts.event == "filing" else facts.filed
    granted = facts.day if facts.event == "grant" else facts.granted
    return TermFacts(rule.jurisdiction, _RIGHTS[kind], filed, granted)


def _needs(rule: Rule, zh: str, en: str) -> Missing:
    return Missing(rule=rule.id, name=rule.name or Both(zh=rule.id, en=rule.id), why=Both(zh=zh, en=en))


def _term(library: LawLibrary, rule: Rule, known: TermFacts, today: date) -> Iterator[Deadline | Missing]:
    term = term_of(known)
    if term is None:
        yield _needs(rule, "手边的文本没有给这个申请日的期限", "no text at hand gives the term of this filing date")
        return
    last = term.steps[-1]
    told = Both(
        zh=f"{last.what.zh}{last.start}起{last.length.words('zh')}：届满日{term.expires}，受保护的最后一天是{term.through}",
        en=f"{last.length.words('en')} from the {last.what.en} {last.start}: the term ends on {term.expires}, the last day protected is {term.through}",
    )
    notes = (*term.notes, *(Both(zh=change.zh, en=change.en) for change in term.may_change))
    yield Deadline(
        rule=rule.id, jurisdiction=rule.jurisdiction, name=_named(rule, known), result="ends", start=last.start,
        length=Both(zh=last.length.words("zh"), en=last.length.words("en")), unmoved=term.expires, day=term.expires,
        safe=term.through, days_left=(term.expires - today).days, decided_by=relevances()[rule.relevant], decided_on=term.starts,
        steps=(Step(text=told, day=term.expires),), citation=_cite(library, last.source), digest=not last.source.law, notes=notes,
    )  # fmt: skip


def _named(rule: Rule, known: TermFacts) -> Both:
    kind = {Right.INVENTION: Both(zh="发明", en="invention"), Right.UTILITY_MODEL: Both(zh="实用新型", en="utility model"), Right.DESIGN: Both(zh="外观设计", en="design")}[known.right]  # fmt: skip
    name = rule.name or Both(zh=rule.id, en=rule.id)
    return Both(zh=f"{name.zh}（{kind.zh}）", en=f"{name.en} ({kind.en})")


def _fees(library: LawLibrary, rule: Rule, known: TermFacts, today: date) -> Iterator[Deadline | Missing]:
    if known.filed is None:
        yield _needs(rule, "需要申请日（--filed）", "needs the filing date (--filed)")
        return
    term = term_of(known)
    fees = fees_of(known, term) if term else None
    if not fees:
        yield _needs(rule, "手边的文本没有给这项费用的日期", "no text at hand gives the days of these fees")
        return
    yield from (_fee(library, rule, known, fee, term, today) for fee in fees)


def _fee(library: LawLibrary, rule: Rule, known: TermFacts, fee: FeeDue, term: Term | None, today: date) -> Deadline:
    counting = countings()[rule.counting]
    calendar = CALENDARS[counting.calendar]
    day, late = calendar.first_working_day(fee.due), calendar.first_working_day(fee.late_until)
    remedy = remedies()[rule.remedy]
    name = rule.name or Both(zh=rule.id, en=rule.id)
    start = known.filed if rule.jurisdiction == "CN" else known.granted
    return Deadline(
        rule=rule.id, jurisdiction=rule.jurisdiction, result="last_day", start=start or fee.due,
        name=Both(zh=f"{name.zh}：{_which(rule, fee, 'zh')}", en=f"{name.en}: {_which(rule, fee, 'en')}"),
        length=Both(zh=_which(rule, fee, "zh"), en=_which(rule, fee, "en")), unmoved=fee.due, day=day, safe=day if calendar.known(fee.due) else fee.due,
        days_left=(day - today).days, decided_by=relevances()[rule.relevant], decided_on=start or fee.due,
        steps=tuple(_steps(calendar, fee, day, start)), citation=_cite(library, fee.source), digest=not fee.source.law,
        counting=tuple(cite(library, source, today) for source in counting.sources), lost=rule.lost,
        restoring=Restoring(possible=True, text=remedy.text, until=late, citations=tuple(cite(library, s, today) for s in remedy.sources)),
        notes=tuple(note for note in (rule.note, calendar_unknown(calendar, fee.due)) if note),
    )  # fmt: skip


def _which(rule: Rule, fee: FeeDue, language: str) -> str:
    if rule.jurisdiction == "CN":
        return f"第{fee.number}年度年费" if language == "zh" else f"fee of year {fee.number}"
    return f"第{fee.number}次维持费" if language == "zh" else f"maintenance fee {fee.number}"


def _steps(calendar: Calendar, fee: FeeDue, day: date, start: date | None) -> Iterator[Step]:
    yield Step(text=Both(zh=f"{start}起算，到期日{fee.due}", en=f"from {start}, due on {fee.due}"), day=fee.due)
    if day != fee.due:
        why = calendar.rest(fee.due) or weekday(fee.due)
        yield Step(text=Both(zh=f"{fee.due}是{why.zh}，顺延到{day}", en=f"{fee.due} is a rest day ({why.en}); the first working day after is {day}"), day=day)  # fmt: skip


def _cite(library: LawLibrary, provision: Provision) -> Citation:
    if provision.law:
        return cite_words(library, provision.law, provision.quote)
    title = provision.digest.title if provision.digest else ""
    return Citation(
        key="practice/patent-terms/" + "-".join(provision.place.en.lower().replace("§", "").replace(",", "").split()),
        kind=Kind.PRACTICE, title=provision.place.zh, title_en=provision.place.en, locator="", quote=provision.quote, source=title,
    )  # fmt: skip
