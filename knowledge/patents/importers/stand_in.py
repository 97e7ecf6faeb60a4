"""The number of a record of which only the application is known.

Pieces of an application's file (claims, events) name no publication. They get the office, "AN" and the digits of the
application number without its check digit: CNAN201010241222, USAN15123456. No office has a series "AN", so it can
never be taken for a publication (US 10,000,000 to 12,999,999 are both application and patent numbers), it is read and
written like any other number, and `Patent.application` says which publications it completes.
"""

import re

from knowledge.patents.numbers import PatentNumber

_MARK = "AN"


def stand_in(application: str) -> PatentNumber:
    """The number that stands for the publications of a canonical application number ("CN201010241222.4", "US15/123456")."""
    country = application[:2]
    return PatentNumber(country=country, serial=_MARK + re.sub(r"\D", "", application[2:].partition(".")[0]))


def is_stand_in(number: PatentNumber) -> bool:
    """Whether a number names an application rather than a publication."""
    return number.serial.startswith(_MARK)
