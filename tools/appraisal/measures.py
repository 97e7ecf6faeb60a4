"""What the records say for an indicator: a value on its scale with its evidence, or that it is not known.

Nothing is assumed: a record that does not speak gives no value, and the reader is told what is missing. Offices' records are
rated "high", what is read out of a text or a partial record "medium", a sample or a stand-in "low".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.patents.claims import Claim
from knowledge.patents.record import Event, Right
from knowledge.patents.status import State
from knowledge.practice.notes import Both
from tools.appraisal.facts import Facts
from tools.appraisal.growth import FEWEST
from tools.appraisal.held import HeldPatent
from tools.appraisal.wording import both

Confidence = Literal["high", "medium", "low", "stated", "none"]
YEAR = 365.2425  # days
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9]+")
_METHOD = re.compile(r"\b(?:method|process|use)\b|方法|工艺|流程|用途|应用", re.IGNORECASE)
_ENDED = (State.LAPSED, State.EXPIRED, State.REVOKED, State.REFUSED, State.WITHDRAWN)


@dataclass(frozen=True)
class Measured:
    """A value on an indicator's scale, None when it is not known; `lines`: the evidence, or what is missing."""

    value: float | str | None
    confidence: Confidence
    lines: tuple[Both, ...]
    settled: bool = False  # no statement of the user would change it


Measure = Callable[[HeldPatent, Facts], Measured]


def not_known(name: str, /, **values: object) -> Measured:
    """No value, and why."""
    return Measured(None, "none", (both(name, **values),))


def right_status(held: HeldPatent, facts: Facts) -> Measured:
    """Whether the right is in force; a status the record leaves open is settled by the user's word on the fees only."""
    state, because = held.status.state, tuple(reason.text for reason in held.status.reasons)
    if state in _ENDED:
        return Measured("ended", "high", because)
    if state is State.IN_FORCE:
        return Measured("in_force", "high", because)
    within = held.status.term is not None and held.as_of <= held.status.term.through
    if state is State.UNKNOWN and held.granted and within and "fees" in facts and facts["fees"].value == "paid":
        return Measured("in_force", "stated", (*because, facts["fees"].told()))
    return Measured(None, "none", (*because, both("check_at", where=held.status.check)), settled=not held.granted)


def examination(held: HeldPatent, facts: Facts) -> Measured:
    """What the right has been tested by: the last and hardest test counts."""
    said = {name: str(facts[name].value) for name in ("invalidation", "evaluation_report") if name in facts}
    if (outcome := said.get("invalidation", "")) in ("maintained", "partly"):
        return Measured(outcome, "stated", (facts["invalidation"].told(),))
    if (report := said.get("evaluation_report", "none")) != "none":
        return Measured(f"report_{report}", "stated", (facts["evaluation_report"].told(),))
    if not held.granted:
        return not_known("not_granted")
    examined = held.history.right is Right.INVENTION
    base = "examined" if examined else "preliminary"
    line = both("examined" if examined else "preliminary", day=held.history.granted_on)
    if outcome == "pending":
        return Measured(f"pending_{base}", "stated", (line, facts["invalidation"].told()))
    return Measured(base, "high", (line,))


def prior_art(held: HeldPatent, facts: Facts) -> Measured:
    """Documents cited on its publications; none printed is not none considered."""
    named = {cited.number or cited.text for patent in held.history.publications for cited in patent.cites}
    counts = [patent.cites_count for patent in held.history.publications if patent.cites_count is not None]
    if not named and not counts:
        return not_known("no_citations")
    count = max([len(named), *counts])
    return Measured(count, "medium", (both("cites", count=count),))


def claim_breadth(held: HeldPatent, facts: Facts) -> Measured:
    """The length of the shortest independent claim in English words."""
    independent = [claim for claim in held.claims if claim.independent]
    if not independent:
        return not_known("no_claims")
    shortest = min(independent, key=lambda claim: (_length(claim.text), claim.number))
    words, features = _length(shortest.text), len(shortest.features)
    line = both("claim_length", number=shortest.number, words=round(words), features=features)
    return Measured(words, *_of_claims(held, line))


def claim_count(held: HeldPatent, facts: Facts) -> Measured:
    """How many claims there are, by the text or by the count of the record."""
    count = _printed_count(held)
    if count and count > len(held.claims):
        return Measured(count, "high", (both("claims_counted", count=count),))
    if not held.claims:
        return not_known("no_claims")
    alone = sum(claim.independent for claim in held.claims)
    return Measured(len(held.claims), "high", (both("claims_read", count=len(held.claims), independent=alone),))


def _printed_count(held: HeldPatent) -> int:
    """How many claims the newest record that says so counts, 0 for none."""
    counts = [patent.claims_count for patent in reversed(held.history.publications) if patent.claims_count]
    return counts[0] if counts else 0


def _of_claims(held: HeldPatent, line: Both) -> tuple[Confidence, tuple[Both, ...]]:
    """How sure a reading of the claims is: less so where the source gave only some of them."""
    count = _printed_count(held)
    if len(held.claims) >= count:
        return "medium", (line,)
    return "low", (line, both("claims_partial", held=len(held.claims), count=count))


def claim_category(held: HeldPatent, facts: Facts) -> Measured:
    """Whether the independent claims are to products, methods or both."""
    kinds = {_category(claim) for claim in held.claims if claim.independent}
    if not kinds:
        return not_known("no_claims")
    value = "both" if len(kinds) > 1 else kinds.pop()
    return Measured(value, *_of_claims(held, both(f"category_{value}")))


def remaining_years(held: HeldPatent, facts: Facts) -> Measured:
    """Years of protection left; what has ended has none."""
    if held.status.state in _ENDED:
        return Measured(0, "high", (both("right_ended"),))
    years = years_left(held)
    term = held.status.term
    if years is None or term is None:
        return not_known("no_term")
    line = both("term_left", years=f"{years:.1f}", through=term.through)
    return Measured(years, "high" if held.granted else "medium", (line, *(term.may_change if held.granted else ())))


def years_left(held: HeldPatent) -> float | None:
    """Years from the day of the appraisal to the last day protected, None where the term is not known."""
    term = held.status.term
    return max(0.0, round((term.through - held.as_of).days / YEAR, 2)) if term else None


def family_offices(held: HeldPatent, facts: Facts) -> Measured:
    """Offices with family members, its own included."""
    members = {member for patent in held.history.publications for member in patent.members}
    offices = sorted({held.history.office} | {member[:2] for member in members})
    if not members and not any(patent.family for patent in held.history.publications):
        return not_known("no_family")
    return Measured(len(offices), "medium", (both("family", count=len(offices), offices=", ".join(offices)),))


def holders(held: HeldPatent, facts: Facts) -> Measured:
    """How many holders the newest record names; the register may have changed since."""
    names = list(dict.fromkeys(party.name for party in held.newest.holders))
    if not names:
        return not_known("no_holder")
    value = {1: "one", 2: "two"}.get(len(names), "several")
    moved = _events(held, "assigned")
    lines = (
        both("holders", count=len(names), known=held.newest.published or held.retrieved or held.as_of),
        *map(_told, moved),
    )
    return Measured(value, "medium", lines)


def cited_by_per_year(held: HeldPatent, facts: Facts) -> Measured:
    """Later patents that cite it, per year since it was first published; the record's count, else the user's."""
    since = held.history.published_on
    if since is None or since >= held.as_of:
        return not_known("no_publication_day")
    years = max(1.0, (held.as_of - since).days / YEAR)
    named = {number for patent in held.history.publications for number in patent.cited_by}
    counts = [patent.cited_by_count for patent in held.history.publications if patent.cited_by_count is not None]
    if named or counts:
        count = max([len(named), *counts])
        line = both("cited_by", count=count, years=f"{years:.1f}")
        if held.retrieved and held.retrieved > held.as_of:  # citing documents bear no day
            return Measured(round(count / years, 3), "low", (line, both("retrieved_later", day=held.retrieved)))
        return Measured(round(count / years, 3), "medium", (line,))
    if "cited_by" in facts:
        return Measured(round(float(facts["cited_by"].value) / years, 3), "stated", (facts["cited_by"].told(),))
    return not_known("no_cited_by")


def class_growth(held: HeldPatent, facts: Facts) -> Measured:
    """Filings of the latest three full years against the three before; too few say nothing."""
    counts = held.counts
    if counts.start is None:
        return not_known("no_class_counts")
    told = {"subclass": counts.subclass, "start": counts.start, "middle": counts.middle, "end": counts.end, "earlier": counts.earlier, "later": counts.later}  # fmt: skip
    if counts.earlier < FEWEST:
        return not_known("few_in_class", fewest=FEWEST, **told)
    growth = round(counts.later / counts.earlier, 3)
    return Measured(growth, "low", (both("growth", growth=f"{growth:.2f}", held=counts.held, **told),))


def follow_up(held: HeldPatent, facts: Facts) -> Measured:
    """Other publications of the same holder in the subclass, among those held."""
    count = held.counts.same_holder
    if count is None:
        return not_known("no_class_counts")
    return Measured(count, "low", (both("same_holder", count=count, subclass=held.counts.subclass, held=held.counts.held),))  # fmt: skip


def main_groups(held: HeldPatent, facts: Facts) -> Measured:
    """Main groups of the classification; the subclass where no group is given."""
    symbols = [symbol for symbol in held.newest.symbols if symbol.scheme in ("IPC", "CPC")]
    groups = sorted({symbol.code.partition("/")[0] for symbol in symbols})
    if not groups:
        return not_known("no_class")
    return Measured(len(groups), "medium", (both("main_groups", count=len(groups), groups=", ".join(groups[:8])),))


def economic_life(held: HeldPatent, facts: Facts) -> Measured:
    """The years the user expects, at most those of the term: beyond it nobody has to pay."""
    if "economic_life" not in facts:
        return not_known("asked_only")
    stated, left = float(facts["economic_life"].value), years_left(held)
    if held.status.state in _ENDED:
        left = 0.0
    lines = [facts["economic_life"].told()]
    if left is not None and stated > left:
        lines.append(both("life_capped", years=f"{left:.1f}"))
    return Measured(stated if left is None else min(stated, left), "stated", tuple(lines))


def deals(held: HeldPatent, facts: Facts) -> Measured:
    """Licences and assignments on record, else as the user states."""
    return _recorded(held, facts, "deals", ("licensed", "assigned"))


def financing(held: HeldPatent, facts: Facts) -> Measured:
    """Pledges on record, else pledges and contributions as the user states."""
    return _recorded(held, facts, "financing", ("pledged",))


def _recorded(held: HeldPatent, facts: Facts, fact: str, effects: tuple[str, ...]) -> Measured:
    if fact in facts:
        return Measured(facts[fact].value, "stated", (facts[fact].told(),))
    if held.history.known_through is None:
        return not_known("no_events")
    found = _events(held, *effects)
    through = min(held.as_of, held.history.known_through)
    line = both(f"recorded_{fact}", count=len(found), through=through)
    return Measured(len(found), "medium", (line, *map(_told, found)))


def _events(held: HeldPatent, *effects: str) -> list[Event]:
    """The events of some effects up to the day of the appraisal."""
    return [event for event in held.history.events if event.effect in effects and (event.day or date.max) <= held.as_of]


def _told(event: Event) -> Both:
    what = " ".join(part for part in (event.code, event.text) if part) or event.effect
    return both("event", day=event.day, what=" ".join(what.split())[:120])


def _category(claim: Claim) -> str:
    return "method" if _METHOD.search(claim.preamble[:80] or claim.text[:80]) else "product"


def _length(text: str) -> float:
    """English words, two Chinese characters for one."""
    return len(_HAN.findall(text)) / 2 + len(_WORD.findall(text))


MEASURES: dict[str, Measure] = {
    each.__name__: each
    for each in (
        right_status, examination, prior_art, claim_breadth, claim_count, claim_category, remaining_years, family_offices, holders,
        cited_by_per_year, class_growth, follow_up, main_groups, economic_life, deals, financing,
    )
}  # fmt: skip
