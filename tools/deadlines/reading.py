"""Reading what is typed: whole days, events, rights, places and manners of service, by any of their names."""

import re
from calendar import monthrange
from datetime import date, timedelta

from rapidfuzz import process

from knowledge.dates import EARLIEST, LATEST
from knowledge.practice.telling import load_telling
from tools.deadlines.facts import ALL, MANNERS, Facts, Manner, fits
from tools.deadlines.rules_file import event_name, events, rules
from tools.law.facts import rights_in
from tools.refused import Refused

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_RELATIVE = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1}
_JURISDICTIONS = {
    "CN": ("china", "prc", "中国"), "US": ("usa", "united-states", "美国"), "EP": ("epo", "europe", "欧洲"),
    "PCT": ("wo", "wipo"), "PARIS": ("巴黎公约",), "MADRID": ("马德里",),
}  # fmt: skip


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
