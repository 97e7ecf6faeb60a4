"""Whether rights can be pledged for a loan today: what was found of each, on what evidence, and what to do first.

Computed from the records held and what the member states; lending and its terms are the lender's decision.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tools.approvals.terms import Check
from tools.exchange.case import Case, Given, Seller
from tools.exchange.evidence import Evidence
from tools.finance.checks import Asked, checks_of_pledge, law, stability
from tools.finance.right import SUBJECTS, RightKind, kind_of_right, plain_number
from tools.finance.stated import checked, declarations, read_data
from tools.refused import Refused

Verdict = Literal["ready", "after_steps", "not_pledgeable"]
MOST = 20  # rights of one question
_WORST: tuple[Verdict, ...] = ("ready", "after_steps", "not_pledgeable")


class Paper(BaseModel):
    """A paper usually asked for. `key`: its provision, "" where there is none; `read`: whether that was read in the text."""

    model_config = ConfigDict(frozen=True)

    name: str
    zh: str
    en: str
    key: str
    read: bool


class RightReadiness(BaseModel):
    """One right. `steps`: what to do first, by name (words `step_...`); `place`: where a pledge of it is registered (words `place_...`)."""

    model_config = ConfigDict(frozen=True)

    number: str
    kind: RightKind
    verdict: Verdict
    stability: str
    checks: tuple[Check, ...]
    steps: tuple[str, ...]
    papers: tuple[Paper, ...]
    place: str


class Readiness(BaseModel):
    """Several rights, judged by the weakest. `stated`: what the member stated, so that it can be computed again."""

    model_config = ConfigDict(frozen=True)

    as_of: date
    organisation: str
    verdict: Verdict
    rights: tuple[RightReadiness, ...]
    stated: dict[str, bool]
    provisions: tuple[str, ...]


def readiness_of(
    numbers: Sequence[str], owner: Seller, day: date, evidence: Evidence, stated: Mapping[str, bool],
    given: Callable[[str, str], Given] = lambda kind, number: Given(),
) -> Readiness:  # fmt: skip
    """Judge rights by their numbers. `given`: what the exchange knows of one from its own deals.

    Raises Refused for no number, too many, one twice, one that is none, or a statement that is not in the list.
    """
    if not 1 <= len(numbers) <= MOST:
        raise Refused(f"请给出 1 到 {MOST} 个权利的号码。/ Give the numbers of 1 to {MOST} rights.", "finance.numbers")
    stated = checked(stated)
    asked = [_asked(number, owner, day, evidence, stated, given) for number in numbers]
    if len({each.number for each in asked}) < len(asked):
        raise Refused("同一个号码写了两次。/ A number stands there twice.", "finance.numbers")
    rights = tuple(_judged(each) for each in asked)
    verdict = max((right.verdict for right in rights), key=_WORST.index)
    return Readiness(as_of=day, organisation=owner.organisation, verdict=verdict, rights=rights, stated=stated, provisions=law("pledgeable", "registered"))  # fmt: skip


def _asked(number: str, owner: Seller, day: date, evidence: Evidence, stated: Mapping[str, bool], given: Callable[[str, str], Given]) -> Asked:  # fmt: skip
    kind = kind_of_right(number)
    case = Case(
        subject=SUBJECTS[kind], deal="pledge", numbers=(plain_number(kind, number),), seller=owner, day=day, evidence=evidence,
        declares=declarations(stated), given=lambda plain: given(SUBJECTS[kind], plain),
    )  # fmt: skip
    return Asked(kind, case, stated)


def _judged(asked: Asked) -> RightReadiness:
    checks = checks_of_pledge(asked)
    keys = [clause.key for each in checks for clause in each.evidence]
    final, steps = _steps()
    over = bool(set(keys) & final)
    wanted = () if over else tuple(dict.fromkeys(steps[key] for key in keys if key in steps))
    blocked = any(each.outcome == "blocked" for each in checks)
    verdict: Verdict = "not_pledgeable" if over else "after_steps" if wanted or blocked else "ready"
    return RightReadiness(
        number=asked.number, kind=asked.kind, verdict=verdict, stability=stability(asked), checks=checks, steps=wanted,
        papers=papers_for(asked.kind, _needs(checks)), place="copyright_centre" if asked.kind == "copyright" else "cnipa",
    )  # fmt: skip


def _needs(checks: Sequence[Check]) -> frozenset[str]:
    """What makes a paper needed that is not asked for always."""
    keys = {clause.key for each in checks for clause in each.evidence}
    return frozenset(keys | ({"several"} if keys & {"owners_silent", "owners_agreed", "owners_denied", "owners_unknown"} else set()))  # fmt: skip


def papers_for(kind: RightKind, needs: frozenset[str] = frozenset()) -> tuple[Paper, ...]:
    """The papers for a kind of right, with those that what was found makes needed."""
    rows: list[dict[str, Any]] = read_data("papers.yaml")
    wanted = [row for row in rows if kind in row["kinds"] and (not row.get("when") or row["when"] in needs)]
    return tuple(Paper(name=row["name"], zh=row["zh"], en=row["en"], key=law(row["provision"])[0] if row.get("provision") else "", read=row.get("read", True)) for row in wanted)  # fmt: skip


@cache
def _steps() -> tuple[frozenset[str], dict[str, str]]:
    """The evidence that leaves nothing to pledge, and the step each other piece asks for."""
    rows = read_data("steps.yaml")
    return frozenset(rows["final"]), dict(rows["steps"])
