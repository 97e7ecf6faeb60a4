"""The priorities a cell lists: number, country and day in the order each service prints them."""

import re
from datetime import date

from knowledge.patents.importers.tables.days import day_of
from knowledge.patents.record import Priority

_DAY = r"(?P<day>\d{8}|\d{4}[-.]\d{2}[-.]\d{2}(?:T[\d:.]+Z?)?|\d{2}\.\d{2}\.\d{4})"
_COUNTRY = r"(?P<country>[A-Z]{2})"
# The number may hold spaces ("2011 0040981 W"); the day and the country stand around it.
_FORMS = (
    re.compile(rf"{_COUNTRY}\s+{_DAY}\s+(?P<number>\S.*)"),  # US 20091030 12/609,638
    re.compile(rf"(?P<number>\S.*?)\s+{_DAY}\s+{_COUNTRY}"),  # 60/225,166 14.08.2000 US
    re.compile(rf"{_DAY}\s+{_COUNTRY}\s+(?P<number>\S.*)"),  # 2012.01.16 DE 202012000389.5
    re.compile(rf"{_COUNTRY}\s*(?P<number>[\dA-Z].*?)\s+{_DAY}"),  # US 65784810 A 20100129
    re.compile(rf"{_COUNTRY}\s*(?P<number>[\dA-Z].*)"),  # US1994319974A
)
_SEPARATORS = re.compile(r"[\s,/.\-]+")


def priority_of(printed: str) -> Priority:
    """One priority as printed. What fits no form is kept as the number, without a country."""
    whole = printed.strip().strip("[]").strip()
    for form in _FORMS:
        if found := form.fullmatch(whole):
            groups = found.groupdict()
            return made(groups["number"], groups["country"], _day(groups.get("day")))
    return made(whole, "", None)


def made(number: str, country: str, day: date | None) -> Priority:
    """A priority with its separators removed and its country in front: "US65784810A"."""
    packed = _SEPARATORS.sub("", number.upper())
    return Priority(number=packed if packed.startswith(country) else country + packed, country=country, day=day)


def _day(written: str | None) -> date | None:
    try:
        return day_of(written) if written else None
    except ValueError:
        return None
