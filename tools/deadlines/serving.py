"""Service: on which day something that was sent is taken as received."""

from datetime import date

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Both
from tools.deadlines.citing import cite
from tools.deadlines.deadline import Part, Step
from tools.deadlines.facts import Facts
from tools.deadlines.rules_file import deliveries
from tools.refused import Refused


class Received(Part):
    """The day of receipt, the step that led to it and the provision, where it was presumed."""

    day: date
    steps: tuple[Step, ...] = ()
    citations: tuple[Citation, ...] = ()


def received(library: LawLibrary, facts: Facts, service: str) -> Received:
    """The day the event counts from. Refused where the rules at hand do not know this manner of service."""
    if not (facts.served and service):
        return Received(day=facts.day)
    manners = deliveries()[service]
    rules = [rule for rule in manners.get(facts.served, ()) if (rule.since or date.min) <= facts.day]
    rule = next((rule for rule in rules if facts.day <= (rule.until or date.max)), None)
    if rule is None:
        raise Refused(
            f"手边没有{facts.day}时“{facts.served}”送达的规则，请直接给出收到日，不用 --served。/ No rule at hand says when something sent on {facts.day} by “{facts.served}” is received; give the day of receipt without --served.",
            "deadlines.unknown_service",
        )
    day = rule.length.after(facts.day)
    told = Both(zh=f"发出日{facts.day}；{rule.text.zh}：{day}", en=f"sent on {facts.day}; {rule.text.en}: {day}")
    return Received(day=day, steps=(Step(text=told, day=day),), citations=(cite(library, rule, facts.day),))
