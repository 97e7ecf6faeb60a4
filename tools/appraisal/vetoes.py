"""What comes before any score: facts that end, bind or endanger the right, each with its provision."""

from pydantic import BaseModel, ConfigDict

from knowledge.patents.record import Right
from knowledge.practice.notes import Both
from tools.appraisal.facts import Facts
from tools.appraisal.guide import Held, Veto, When, book
from tools.appraisal.held import HeldPatent

OFFICE = "CN"  # whose law the provisions are


class VetoFound(BaseModel):
    """A veto that holds; `stops`: no total is told in this scenario. `provisions`: citation keys, none for other offices."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: Both
    stops: bool
    provisions: tuple[str, ...]


def vetoes_of(held: HeldPatent, facts: Facts, scenario: str) -> tuple[VetoFound, ...]:
    """The vetoes that hold for a patent, those that stop a total first."""
    found = [_found(veto, held, scenario) for veto in book().vetoes if holds(veto.when, held, facts)]
    return tuple(sorted(found, key=lambda each: not each.stops))


def holds(when: When, held: HeldPatent, facts: Facts) -> bool:
    """Whether every part of a condition holds; what was not stated satisfies no "said"."""
    stated = {name: fact.value for name, fact in facts.items()}
    return (
        (not when.state or held.status.state in when.state)
        and (not when.right or held.history.right in when.right)
        and all(_held(name, held) for name in when.held)
        and all(stated.get(name) in values for name, values in when.said.items())
        and not any(stated.get(name) in values for name, values in when.not_said.items())
    )


def _held(name: Held, held: HeldPatent) -> bool:
    if name in ("granted", "not_granted"):
        return held.granted is (name == "granted")
    if name == "co_owned":
        return len({party.name for party in held.newest.holders}) > 1
    return any(event.effect == "pledged" and event.day and event.day <= held.as_of for event in held.history.events)


def _found(veto: Veto, held: HeldPatent, scenario: str) -> VetoFound:
    chinese = held.history.office == OFFICE
    kept = veto.provisions
    if veto.id in ("application", "grant-not-held"):  # examined or not: which of the two articles speaks of this right
        kept = veto.provisions[:1] if held.history.right is Right.INVENTION else veto.provisions[1:]
    return VetoFound(id=veto.id, text=veto.text, stops=scenario in veto.stops, provisions=kept if chinese else ())
