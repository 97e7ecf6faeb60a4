"""Which agencies fit a request: gates first, then points, then a tie rule that nobody can buy. A pure function.

Gates: the line is offered, the provider is verified and takes work, no conflict of interest, the licence in force on the day, the
jurisdiction. Then what was stated (field, language, budget, urgency) has to be met; the rest decides the order.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.agencies.conflicts import conflict_between
from tools.agencies.directory import Directory, Licence, Provider
from tools.agencies.gate import acts_itself, licence_for, passes
from tools.agencies.names import Names, party
from tools.agencies.request import Asked
from tools.agencies.scoring import Meets, meets, starts_in, total
from tools.agencies.weights import Criterion

# "unavailable" is told alike of conflicts, of those that take nothing on and of those nobody has verified: which, nobody learns.
Reason = Literal["unavailable", "licence", "jurisdiction", "field", "language", "budget", "urgency"]


@dataclass(frozen=True)
class Candidate:
    """A provider that fits. `points`: 0 to 100, None in a list without an order of merit; `starts_in`: days until it can begin."""

    provider: Provider
    licence: Licence | None
    itself: bool
    points: int | None
    met: Mapping[Criterion, Meets]
    starts_in: int | None


@dataclass(frozen=True)
class Found:
    """Who fits, in order; how many of those that offer the line were left out, by reason; how many more each wish, given up, would add.

    `ranked`: False for a principal that may not prefer anybody (Patent Law, Article 79): names in neutral order, no points.
    """

    candidates: tuple[Candidate, ...]
    left_out: Mapping[Reason, int]
    relax: Mapping[Reason, int]
    ranked: bool


def match(directory: Directory, asked: Asked, member: Names, day: date, ranked: bool = True) -> Found:
    """Match a request against the directory. `member`: the names of the organisation that asks."""
    others = [directory.all_names(party(each)) for each in asked.against]
    candidates: list[Candidate] = []
    left: Counter[Reason] = Counter()
    relax: Counter[Reason] = Counter()
    for provider in directory.providers:
        if asked.work.line not in provider.lines:
            continue
        reasons, found = _held_against(provider, asked, member, others, day)
        if not reasons:
            candidates.append(_candidate(provider, asked, found, day, ranked))
            continue
        left[reasons[0]] += 1
        if len(reasons) == 1 and reasons[0] in _WISHES:
            relax[reasons[0]] += 1
    return Found(tuple(sorted(candidates, key=lambda each: _place(each, day))), dict(left), dict(relax), ranked)


def _held_against(
    provider: Provider, asked: Asked, member: Names, others: Sequence[Names], day: date
) -> tuple[list[Reason], dict[Criterion, Meets]]:
    """Why a provider is left out, the gates first; its marks where no gate is shut."""
    if not (provider.verified and provider.accepting and provider.capacity) or conflict_between(provider, member, others):  # fmt: skip
        return ["unavailable"], {}
    if not passes(provider, asked.work, asked.jurisdiction, day):
        return ["licence"], {}
    found = meets(provider, asked)
    unmet = [name for name in _STATED if name in found and found[name].points is None]
    return [*_elsewhere(provider, asked), *unmet], found


def _elsewhere(provider: Provider, asked: Asked) -> list[Reason]:
    return [] if asked.jurisdiction in provider.jurisdictions else ["jurisdiction"]


def _candidate(provider: Provider, asked: Asked, found: dict[Criterion, Meets], day: date, ranked: bool) -> Candidate:
    licence = licence_for(provider, asked.work, asked.jurisdiction, day)
    points = total(found) if ranked else None
    return Candidate(provider, licence, acts_itself(provider, asked.jurisdiction), points, found if ranked else {}, starts_in(provider))  # fmt: skip


def _place(candidate: Candidate, day: date) -> tuple[int, str, str]:
    """Points first. Equal ones stand in an order that changes every day and favours none; without points, by name."""
    provider = candidate.provider
    if candidate.points is None:
        return 0, provider.name_en.casefold(), provider.organisation
    lot = hashlib.sha256(f"{day.isoformat()} {provider.organisation}".encode()).hexdigest()
    return -candidate.points, lot, provider.organisation


_STATED: tuple[Literal["field", "language", "budget", "urgency"], ...] = ("field", "language", "budget", "urgency")
_WISHES: tuple[Reason, ...] = ("jurisdiction", *_STATED)  # what the member may give up
