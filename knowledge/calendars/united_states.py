"""The working calendar of the USPTO: federal holidays (5 U.S.C. 6103), read through the package `holidays`.

35 U.S.C. 21(b) speaks of Saturdays, Sundays and federal holidays within the District of Columbia. Inauguration Day is
one there in the year after an election and is added; days on which the Office closes for other reasons (snow, a
shutdown) are announced when they happen and are not held.
"""

from datetime import date
from functools import cache

from holidays import country_holidays

from knowledge.calendars.calendar import Calendar
from knowledge.practice.notes import Both

_FIRST, _LAST = 1986, 2100  # the first year of all holidays of today but Juneteenth; the rules are fixed by statute
_NAMES = {
    "New Year's Day": "元旦", "Martin Luther King Jr. Day": "马丁·路德·金纪念日", "Washington's Birthday": "华盛顿诞辰",
    "Memorial Day": "阵亡将士纪念日", "Juneteenth National Independence Day": "六月节", "Independence Day": "独立日",
    "Labor Day": "劳动节", "Columbus Day": "哥伦布日", "Veterans Day": "退伍军人节", "Thanksgiving Day": "感恩节",
    "Christmas Day": "圣诞节", "Inauguration Day": "总统就职日",
}  # fmt: skip


@cache
def _of_year(year: int) -> dict[date, str]:
    """Federal holidays falling or observed in a year; 1 January of the next may be observed on 31 December."""
    held = country_holidays("US", years=[year, year + 1], language="en_US")
    days = {day: name.split(";")[0] for day, name in held.items() if day.year == year}
    return days | _inauguration(year)


def _inauguration(year: int) -> dict[date, str]:
    """20 January after an election, 21 January where the 20th is a Sunday."""
    day = date(year, 1, 20)
    return {day if day.weekday() < 6 else date(year, 1, 21): "Inauguration Day"} if year % 4 == 1 else {}


def _holiday(day: date) -> Both | None:
    name = _of_year(day.year).get(day)
    plain = name.removesuffix(" (observed)") if name else ""
    return Both(zh=f"美国联邦假日（{_NAMES.get(plain, plain)}）", en=f"federal holiday ({name})") if name else None


UNITED_STATES = Calendar(
    name=Both(zh="美国专利商标局工作日历", en="the USPTO working calendar"),
    source=Both(zh="美国联邦假日（美国法典第5编第6103条）", en="US federal holidays (5 U.S.C. 6103)"),
    years=range(_FIRST, _LAST + 1),
    holiday=_holiday,
)
