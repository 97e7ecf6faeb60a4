"""The PRC working calendar: the State Council's yearly notices on holidays, with the weekend days worked instead.

The notices are read through the package `chinesecalendar`, which carries them from 2004; the notice of a year usually
appears in the November before. A year it does not carry is unknown, not free of holidays.
"""

from datetime import date

from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]

from knowledge.calendars.calendar import Calendar
from knowledge.practice.notes import Both

_NAMES = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}  # fmt: skip


def _holiday(day: date) -> Both | None:
    name = holidays.get(day)
    return Both(zh=f"{_NAMES.get(name, name)}假期", en=f"{name} holiday") if name else None


CHINA = Calendar(
    name=Both(zh="中国工作日历", en="the PRC working calendar"),
    source=Both(zh="国务院办公厅关于该年部分节假日安排的通知", en="the State Council's notice on the holidays of that year"),
    years=range(min(holidays).year, max(holidays).year + 1),
    holiday=_holiday,
    worked=lambda day: day in workdays,
)  # fmt: skip
