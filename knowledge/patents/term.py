"""The term of one right, worked out: every step of the arithmetic as data, the fees with their days, the provisions.

Which day ends a term: Chinese practice calls the corresponding day the termination day and protects through the day
before (patent filed 1999-09-06 for ten years: through 2009-09-05, terminated 2009-09-06); elsewhere the corresponding
day is taken as the last one protected.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.lengths import Length
from knowledge.patents.record import Right
from knowledge.patents.terms import (
    Extension,
    FeeRule,
    Provision,
    TermPart,
    TermRule,
    fee_rule,
    provision,
    term_file,
    term_rule,
)
from knowledge.practice.notes import Both
from knowledge.practice.periods import load_periods

_STARTS = {
    "filing": Both(zh="申请日", en="filing date"),
    "grant": Both(zh="授权公告日", en="date of grant"),
    "earliest": Both(zh="最早的美国申请日（不含外国优先权和临时申请）", en="earliest US filing date (foreign priority and provisionals left out)"),
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: from a day, a length, to a day, by a provision."""

    what: Both
    start: date
    length: Length
    result: date
    source: Provision


@dataclass(frozen=True)
class Term:
    """How long a right lasts. `expires` is the corresponding day, `through` the last day protected."""

    rule: str
    starts: date
    expires: date
    through: date
    steps: tuple[Step, ...]
    may_change: tuple[Extension, ...]
    notes: tuple[Both, ...] = ()


@dataclass(frozen=True)
class FeeDue:
    """A fee that keeps the right: due by a day, payable late until another; a right lost for it ends from `lapses`."""

    number: int  # the patent year paid for, or which maintenance fee it is
    due: date
    late_until: date
    lapses: date
    source: Provision


@dataclass(frozen=True)
class Facts:
    """What the arithmetic needs; unknown days are None."""

    office: str
    right: Right
    filed: date | None
    granted: date | None
    earliest: date | None = None  # US: the earliest filing date the term counts from
    adjustment: int | None = None  # days of adjustment or compensation, where the register's figure is known


def term_of(facts: Facts) -> Term | None:
    """The term, None when a day it needs is unknown or no text at hand gives the length."""
    if facts.filed is None or (rule := term_rule(facts.office, facts.right, facts.filed)) is None:
        return None
    steps = [step for part in rule.parts if (step := _step(rule, part, facts))]
    if len(steps) < len(rule.parts) and not (facts.granted is None and steps):
        return None
    last = max(steps, key=lambda step: step.result, default=None)
    if last is None:
        return None
    notes = _notes(rule, facts, complete=len(steps) == len(rule.parts))
    expires = last.result
    if facts.adjustment:
        added = Both(zh="登记的期限调整或补偿", en="adjustment or compensation entered in the register")
        source = provision("us-154-b" if facts.office == "US" else "cn-42-2")
        expires += timedelta(days=facts.adjustment)
        steps.append(Step(added, last.result, Length(days=facts.adjustment), expires, source))
    through = expires - timedelta(days=1) if rule.through == "eve" else expires
    may = tuple(
        term_file().extensions[name]
        for name in rule.may
        if not (facts.adjustment and name in ("us-adjustment", "cn-delay"))
    )
    return Term(rule.id, last.start, expires, through, tuple(steps), may, tuple(notes))


def _step(rule: TermRule, part: TermPart, facts: Facts) -> Step | None:
    start = {"filing": facts.filed, "grant": facts.granted, "earliest": facts.earliest or facts.filed}[part.start]
    if start is None:
        return None
    length = Length(years=part.years)
    return Step(_STARTS[part.start], start, length, length.after(start), provision(rule.provision))


def _notes(rule: TermRule, facts: Facts, complete: bool) -> list[Both]:
    notes = []
    period = next((each for each in load_periods() if each.id == rule.period), None)
    text = next((each for each in period.texts if facts.filed and each.covers(facts.filed)), None) if period else None
    if text and text.unheld:
        notes.append(text.unheld)
    if not complete:
        notes.append(
            Both(
                zh="授权日不明，只算了自申请日起的一项",
                en="the date of grant is unknown: only the term from filing was computed",
            )
        )
    if rule.id == "us-design-14" or rule.id == "us-design-15":
        notes.append(Both(zh="15年适用于2015年5月13日及以后的申请，此前的为14年（生效日以USPTO公布为准）", en="fifteen years are for applications filed on or after 13 May 2015, fourteen for earlier ones (check the effective date with the USPTO)"))  # fmt: skip
    return notes


def longest_possible(office: str, filed: date) -> date:
    """A day after which no right from a filing of this day can live, whatever it was and whatever text governed it.

    Twenty years are the longest term of any text here; seven more cover the known compensations (five years at most in
    China, Japan, the US and for European certificates) with a margin. Old US patents ran from grant: none is assumed.
    """
    return Length(years=40 if office == "US" and filed < date(1995, 6, 8) else 27).after(filed)


def fees_of(facts: Facts, term: Term | None) -> tuple[FeeDue, ...] | None:
    """The fees that keep the right through its term: empty when the law sets none, None when no rule is at hand."""
    rule = fee_rule(facts.office, facts.right, facts.filed)
    if rule is None:
        return None
    start = facts.filed if rule.start == "filing" else facts.granted
    if rule.none or start is None or term is None or facts.granted is None:
        return () if rule.none else None
    days = [(number, length) for number, length in _lengths(rule)]
    dues = [_due(rule, number, length.after(start)) for number, length in days]
    return tuple(fee for fee in dues if fee.due < term.expires and (not rule.from_grant or fee.due > facts.granted))


def _lengths(rule: FeeRule) -> list[tuple[int, Length]]:
    if rule.every:
        return [(year + 1, Length(years=rule.every.years * year)) for year in range(1, 25)]
    return list(enumerate(rule.at, 1))


def _due(rule: FeeRule, number: int, due: date) -> FeeDue:
    late = rule.grace.after(due)
    return FeeDue(number, due, late, due if rule.lapses == "due" else late, provision(rule.provision))


def could_last_until(facts: Facts, term: Term) -> date:
    """The last day the right can still live if its term was adjusted for delay and the days are not known.

    US adjustment (35 U.S.C. § 154(b)) counts days after the 14th month from filing, so it is shorter than what lies
    between that and the grant; China's compensation (Patent Law, Article 42) those after the fourth year.
    """
    if facts.adjustment is not None or facts.granted is None or facts.filed is None:
        return term.through
    begins = {"us-20": Length(months=14), "cn-invention": Length(years=4)}.get(term.rule)
    early = facts.office == "CN" and facts.granted < date(2021, 6, 1)  # the text that introduced it was not in force
    if begins is None or early:
        return term.through
    return term.through + timedelta(days=max(0, (facts.granted - begins.after(facts.filed)).days))
