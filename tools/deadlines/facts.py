"""What a deadline is worked out from: the event and its day, the right, the jurisdiction, and the days beside it."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict
from rapidfuzz import process

from knowledge.dates import EARLIEST, LATEST
from knowledge.practice.notes import Both
from knowledge.practice.telling import load_telling
from tools.deadlines.rule import Rule
from tools.deadlines.rules_file import event_name, events, rules
from tools.law.facts import rights_in
from tools.refused import Refused

Manner = Literal["electronic", "post", "hand", "announcement"]
MANNERS: tuple[Manner, ...] = ("electronic", "post", "hand", "announcement")
ALL = "ALL"
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_RELATIVE = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1}
_JURISDICTIONS = {
    "CN": ("china", "prc", "中国"), "US": ("usa", "united-states", "美国"), "EP": ("epo", "europe", "欧洲"),
    "PCT": ("wo", "wipo"), "PARIS": ("巴黎公约",), "MADRID": ("马德里",),
}  # fmt: skip


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


def read_day(text: str, today: date, what: str = "") -> date:
    """A whole day: 2026-03-15, 2026/3/15, 20260315, 2026年3月15日, today. Refused for anything else, 30 February too."""
    plain = text.strip().lower()
    if plain in _RELATIVE:
        return today + timedelta(days=_RELATIVE[plain])
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if not found:
        raise Refused(
            f"“{text[:30]}”不是一个完整的日期，请写成 2026-03-15。/ “{text[:30]}” is not a whole day{what}; write it as 2026-03-15.",
            "deadlines.no_day",
        )
    return _real(*(int(part) for part in found.groups()))


def _real(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise Refused(f"没有{month}月。/ There is no month {month}.", "deadlines.no_such_day")
    if year < EARLIEST.year or year > LATEST.year:
        raise Refused(
            f"{year}年不在{EARLIEST.year}到{LATEST.year}年之间。/ {year} is outside {EARLIEST.year} to {LATEST.year}.",
            "deadlines.out_of_range",
        )
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Refused(f"{year}年{month}月没有{day}日。/ {year}-{month:02} has no day {day}.", "deadlines.no_such_day")
    return date(year, month, day)


def read_event(text: str) -> str:
    """The id of an event named by its id, an alias or its name in either language. Refused with near names if unknown."""
    plain = text.strip().lower().replace("_", "-").replace(" ", "-")
    names = _names()
    if plain in names:
        return names[plain]
    near = ", ".join(dict.fromkeys(names[name] for name, *_ in process.extract(plain, names, limit=3)))
    raise Refused(
        f"没有“{text[:30]}”这种事件；相近的有 {near}，全部见 `ipos deadline list`。/ There is no event “{text[:30]}”; near ones are {near}, all are in `ipos deadline list`.",
        "deadlines.unknown_event",
    )


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for event in events().values():
        told = event_name(event.id)
        for name in (event.id, *event.aliases, told.zh, told.en):
            found.setdefault(name.lower().replace(" ", "-"), event.id)
    return found


def read_right(text: str) -> str:
    """The right a word names: invention, 发明, utility model, 商标, any ... Refused when it names none or several."""
    plain = text.strip().lower()
    known = {right.id for right in load_telling().rights} | {"any"}
    named = {plain} & known or rights_in(plain)
    if len(named) == 1:
        return next(iter(named))
    listed = ", ".join(sorted(known))
    raise Refused(
        f"看不出“{text[:30]}”是哪一种权利，可以写：{listed}。/ “{text[:30]}” does not name one right; use one of: {listed}.",
        "deadlines.unknown_right",
    )


def read_jurisdiction(text: str) -> str:
    """CN, US, EP, PCT, PARIS, MADRID or ALL. Refused for anything else: no rule of another place is held."""
    plain = text.strip().lower()
    for code, names in {**_JURISDICTIONS, ALL: ("all", "全部")}.items():
        if plain in (code.lower(), *names):
            return code
    held = ", ".join(_JURISDICTIONS)
    raise Refused(
        f"没有“{text[:30]}”的期限规则，现有：{held}。/ No deadline rules of “{text[:30]}” are held; there are: {held}.",
        "deadlines.unknown_jurisdiction",
    )


def usual_jurisdiction(event: str, right: str) -> str:
    """Where no place is told: CN where it has rules for the event and right, else the only place that has."""
    facts = Facts(event=event, day=EARLIEST, right=right)
    places = sorted({rule.jurisdiction for rule in rules() if rule.event == event and fits(rule, facts)})
    return places[0] if len(places) == 1 else "CN"


def read_manner(text: str) -> Manner:
    """How something was sent. Refused for anything but electronic, post, hand and announcement."""
    found = next((manner for manner in MANNERS if manner == text.strip().lower()), None)
    if found is None:
        listed = ", ".join(MANNERS)
        raise Refused(
            f"送达方式“{text[:20]}”不认识，可以写 {listed}。/ “{text[:20]}” is not a manner of service; use {listed}.",
            "deadlines.unknown_manner",
        )
    return found


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
