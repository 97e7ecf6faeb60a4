"""The calendars by name, and the one of places whose holidays are not held."""

from datetime import date

from knowledge.calendars.calendar import Calendar
from knowledge.calendars.china import CHINA
from knowledge.calendars.united_states import UNITED_STATES
from knowledge.practice.notes import Both


def _unknown(day: date) -> None:
    """No holiday is known."""


WEEKENDS = Calendar(
    name=Both(zh="只知周末的日历", en="weekends only"),
    source=Both(zh="该局公布的闭馆日未收入，只计周六、周日", en="the closing days of that office are not held: Saturdays and Sundays only"),
    years=range(0),
    holiday=_unknown,
)  # fmt: skip
CALENDARS = {"CN": CHINA, "US": UNITED_STATES, "weekends": WEEKENDS}


def calendar_unknown(calendar: Calendar, day: date) -> Both | None:
    """What to say when the holidays of a day's year are not held."""
    if calendar.known(day):
        return None
    if calendar is WEEKENDS:
        return calendar.source
    return Both(
        zh=f"{day.year}年的放假安排未公布或未收入，只计周末；周末可能调为上班，公布后请重算",
        en=f"the holidays of {day.year} are not published or not held: weekends only; a weekend may yet be made a working day, so work it out again once they are",
    )
