"""What a deadline is worked out from: the event and its day, the right, the jurisdiction, and the days beside it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.practice.notes import Both
from knowledge.practice.telling import load_telling
from tools.deadlines.rule import Rule
from tools.deadlines.rules_file import event_name, events, rules
from tools.refused import Refused

Manner = Literal["electronic", "post", "hand", "announcement"]
MANNERS: tuple[Manner, ...] = ("electronic", "post", "hand", "announcement")
ALL = "ALL"


class Facts(BaseModel):
    """The facts of one calculation. `day` is the day of the event, or of sending where `served` says how it was sent."""

    model_config = ConfigDict(frozen=True)

    event: str
    day: date
    right: str
    jurisdiction: str = "CN"
    served: Manner | None = None
    filed: date | None = None
    priority: date | None = None
    granted: date | None = None

    @property
    def rights(self) -> tuple[str, ...]:
        """The kinds the right may be: a patent is an invention, a utility model or a design."""
        return load_telling().kinds(self.right)


def check(facts: Facts, today: date) -> None:
    """Refuse what cannot be: an event that lies ahead, days in the wrong order, an event this right does not know."""
    name = event_name(facts.event)
    if facts.day > today and not events()[facts.event].future:
        raise Refused(
            f"{name.zh}（{facts.day}）在{today}之后：还没有发生的事不能起算期限；要预排，请用 --as-of 给出那时的日期。/ "
            f"The {name.en} ({facts.day}) lies after {today}: no period runs from what has not happened; to plan ahead give that day with --as-of.",
            "deadlines.future",
        )
    for label, beside in (("filing", facts.filed), ("first-filing", facts.priority), ("grant", facts.granted)):
        if beside and beside > today:
            told = event_name(label)
            raise Refused(
                f"{told.zh}（{beside}）在{today}之后，请核对日期。/ The {told.en} ({beside}) lies after {today}; check the day.",
                "deadlines.future",
            )
    for earlier, later in _order(facts):
        _in_order(*earlier, *later)
    _known(facts)


Named = tuple[Both, date | None]


def _order(facts: Facts) -> list[tuple[Named, Named]]:
    """Pairs of days of which the first cannot be after the second."""
    filed: Named = (event_name("filing"), facts.day if facts.event == "filing" else facts.filed)
    first: Named = (event_name("first-filing"), facts.day if facts.event == "first-filing" else facts.priority)
    granted: Named = (event_name("grant"), facts.day if facts.event == "grant" else facts.granted)
    pairs = [(first, filed), (filed, granted), (first, granted)]
    if facts.event not in ("filing", "first-filing", "grant", "disclosure", "exhibition", "creation", "provisional-filing", "exploitation", "signed"):  # fmt: skip
        happened: Named = (event_name(facts.event), facts.day)
        pairs += [(filed, happened), (first, happened)]
    return pairs


def _in_order(early: Both, first: date | None, late: Both, second: date | None) -> None:
    if first and second and second < first:
        raise Refused(
            f"{late.zh}（{second}）早于{early.zh}（{first}），请核对日期。/ The {late.en} ({second}) is before the {early.en} ({first}); check the days.",
            "deadlines.order",
        )


def _known(facts: Facts) -> None:
    """Refuse a right or place for which the event starts no period, and service of what is not a notice."""
    fitting = [rule for rule in rules() if rule.event == facts.event]
    name = event_name(facts.event)
    if not any(fits(rule, facts) for rule in fitting):
        rights = ", ".join(sorted({right for rule in fitting for right in rule.rights}))
        raise Refused(
            f"{name.zh}对这种权利（{facts.right}）不产生期限，它用于：{rights}。/ The {name.en} starts no period for this right ({facts.right}); it does for: {rights}.",
            "deadlines.right_without_rule",
        )
    places = {rule.jurisdiction for rule in fitting if fits(rule, facts)}
    if facts.jurisdiction != ALL and facts.jurisdiction not in places:
        held = ", ".join(sorted(places))
        raise Refused(
            f"{facts.jurisdiction} 没有从{name.zh}起算的规则，有的是：{held}。/ No rule of {facts.jurisdiction} runs from the {name.en}; there are rules of: {held}.",
            "deadlines.jurisdiction_without_rule",
        )
    if facts.served and not any(rule.service for rule in fitting if fits(rule, facts)):
        raise Refused(
            f"{name.zh}不是送达的文件，不用 --served。/ The {name.en} is not something served; leave --served out.",
            "deadlines.not_served",
        )


def fits(rule: Rule, facts: Facts) -> bool:
    """Whether a rule is for the right of the facts."""
    return "any" in rule.rights or facts.right == "any" or bool(set(rule.rights) & set(facts.rights))
