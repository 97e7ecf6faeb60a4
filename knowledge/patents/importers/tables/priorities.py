"""The priorities a cell lists: number, country and day in the order each service prints them."""

import re
from datetime import date

from knowledge.patents.importers.tables.days import day_of
from knowledge.patents.record import Priority

_DAY = r"(?P<day>\d{8}|\d{4}[-.]\d{2}[-.]\d{2}(?:T[\d:.]+Z?)?|\d{2}\.\d{2}\.\d{4})"
_COUNTRY = r"(?P<country>[A-Z]{2})"
# The number may hold spaces ("2011 0040981 W"); the day and the country stand around it.
_FORMS = (
    re.compile(rf"{_COUNTRY}\s+(?P<number>\S.*\s[A-Z]\d?)\s+(?P<day>\d{{8}})"),  # US 65784810 A 20100129
    re.compile(rf"{_COUNTRY}\s+{_DAY}\s+(?P<number>\S.*)"),  # US 20091030 12/609,638
    re.compile(rf"(?P<number>\S.*?)\s+{_DAY}\s+{_COUNTRY}"),  # 60/225,166 14.08.2000 US
    re.compile(rf"{_DAY}\s+{_COUNTRY}\s+(?P<number>\S.*)"),  # 2012.01.16 DE 202012000389.5
    re.compile(rf"{_COUNTRY}\s*(?P<number>[\dA-Z].*?)\s+{_DAY}"),  # WO2009IB52508A 20090612
    re.compile(rf"{_COUNTRY}\s*(?P<number>[\dA-Z].*)"),  # US1994319974A
    re.compile(rf"(?P<number>\S.*?)\s+{_COUNTRY}"),  # 95/2871  ZA
)
_YEARS = (1790, 2100)
_SEPARATORS = re.compile(r"[\s,/.\-]+")


def priority_of(printed: str) -> Priority:
    """One priority as printed. What fits no form is kept as the number, without a country."""
    whole = printed.strip().strip("[]").strip()
    for form in _FORMS:
        found = form.fullmatch(whole)
        written = found.groupdict().get("day") if found else None
        day = _day(written)
        if found and (day or not written):  # a number of eight digits is no day
            return made(found["number"], found["country"], day)
    return made(whole, "", None)


def made(number: str, country: str, day: date | None) -> Priority:
    """A priority with its separators removed and its country in front: "US65784810A"."""
    packed = _SEPARATORS.sub("", number.upper())
    named = packed.startswith((country, "PCT"))
    return Priority(number=packed if named else country + packed, country=country, day=day)


def _day(written: str | None) -> date | None:
    try:
        day = day_of(written) if written else None
        return day if day and _YEARS[0] <= day.year <= _YEARS[1] else None
    except ValueError:
        return None
