"""Reading the rule files: rules, events, countings, deliveries, remedies and instruments, checked against each other."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.practice.notes import Both
from knowledge.practice.periods import Counting, Period, load_countings, load_periods
from knowledge.practice.periods import Source as PeriodSource
from knowledge.practice.telling import load_telling
from tools.deadlines.rule import CountingRule, Delivery, Event, Instrument, Remedy, Rule, Source, Text

_FILES = ("cn-patents", "cn-patents-granted", "cn-marks", "cn-mark-procedure", "cn-other", "cn-courts", "treaties", "national-phases", "us", "us-marks", "ep")  # fmt: skip


def _read(name: str) -> Any:
    return yaml.load(
        files("tools.deadlines.rules").joinpath(f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )


@cache
def instruments() -> dict[str, Instrument]:
    """Instruments known by digests, by name."""
    return {name: Instrument.model_validate(row) for name, row in _read("instruments").items()}


@cache
def events() -> dict[str, Event]:
    """Events by id. Raises pydantic.ValidationError on a malformed file."""
    return {row["id"]: Event.model_validate(row) for row in _read("events")}


@cache
def countings() -> dict[str, CountingRule]:
    """Ways of counting, each complete: what `like` leaves to knowledge/practice/periods.yaml is filled in."""
    return {name: _counting(CountingRule.model_validate(row)) for name, row in _read("countings").items()}


def _counting(rule: CountingRule) -> CountingRule:
    if not rule.like:
        return rule
    base: Counting = load_countings()[rule.like]
    sources = (_source(source) for source in base.sources)
    end = base.end if rule.end == "corresponding" else rule.end
    return rule.model_copy(update={"text": rule.text or base.text, "sources": (*sources, *rule.sources), "end": end})


def _source(source: PeriodSource | str) -> Source:
    """A source of a counting: a statute's words, or a point of a practice note by its key."""
    return Source(at=source, quote="") if isinstance(source, str) else Source(at=source.law, quote=source.quote)


@cache
def deliveries() -> dict[str, dict[str, tuple[Delivery, ...]]]:
    """For each kind of service (cn-patent, court ...) and manner (electronic, post ...) the rules by version."""
    return {
        service: {manner: tuple(Delivery.model_validate(row) for row in rows) for manner, rows in manners.items()}
        for service, manners in _read("deliveries").items()
    }


@cache
def remedies() -> dict[str, Remedy]:
    """What can be done about a missed day, by name."""
    return {name: Remedy.model_validate(row) for name, row in _read("remedies").items()}


@cache
def relevances() -> dict[str, Both]:
    """Which day decides the version and why, by name."""
    return {name: Both.model_validate(row) for name, row in _read("relevances").items()}


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, complete, in the order of the files. Raises ValueError where a rule names what does not exist."""
    found = tuple(_complete(Rule.model_validate(row)) for name in _FILES for row in _rows(name))
    for rule in found:
        _check(rule, {other.id for other in found})
    return found


def _rows(name: str) -> Iterator[dict[str, Any]]:
    content = _read(name)
    for row in content["rules"]:
        yield {**content["defaults"], **row}


def _complete(rule: Rule) -> Rule:
    """A rule on a period of the practice notes takes its name and texts from there."""
    if not rule.period:
        return rule
    period = _period(rule.period)
    texts = tuple(
        Text(at=text.law, quote=text.quote, since=text.since, until=text.until, length=text.length, unheld=text.unheld)
        for text in period.texts
    )
    return rule.model_copy(
        update={"texts": texts, "name": rule.name or period.name, "across": rule.across or period.across}
    )


def _period(name: str) -> Period:
    return next(period for period in load_periods() if period.id == name)


def _check(rule: Rule, names: set[str]) -> None:
    known = {
        "event": rule.event in events(), "counting": rule.counting in countings(), "relevant": rule.relevant in relevances(),
        "remedy": not rule.remedy or rule.remedy in remedies(), "service": not rule.service or rule.service in deliveries(),
        "after": not rule.after or rule.after in names,
    }  # fmt: skip
    if wrong := [field for field, right in known.items() if not right]:
        raise ValueError(f"rule {rule.id} names what does not exist: {', '.join(wrong)}")


def event_name(event: str) -> Both:
    """The name of an event: its own, or that of the same event in questions."""
    return events()[event].name or load_telling().event(event).name
