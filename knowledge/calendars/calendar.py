"""The working calendar of a place: which days are rest days and why, and for which years that is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.practice.notes import Both

DAY = timedelta(days=1)
_LONGEST_REST = 30  # no official holiday lasts longer; more would be a fault of the data
_WEEKDAYS = (
    Both(zh="星期一", en="Monday"), Both(zh="星期二", en="Tuesday"), Both(zh="星期三", en="Wednesday"),
    Both(zh="星期四", en="Thursday"), Both(zh="星期五", en="Friday"), Both(zh="星期六", en="Saturday"), Both(zh="星期日", en="Sunday"),
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """A working calendar. `holiday` names the public holiday a day belongs to; `worked` marks a weekend day worked.

    `years` are those whose holidays are published and held here; in other years only weekends are known, and answers
    have to say so (`unknown`).
    """

    name: Both
    source: Both
    years: range
    holiday: Callable[[date], Both | None]
    worked: Callable[[date], bool] = lambda day: False

    def rest(self, day: date) -> Both | None:
        """Why nobody works on this day; None on a working day."""
        if self.known(day):
            if holiday := self.holiday(day):
                return holiday
            if self.worked(day):
                return None
        return weekday(day) if day.weekday() > 4 else None

    def known(self, day: date) -> bool:
        """Whether the holidays of that year are held; without them only weekends are."""
        return day.year in self.years

    def first_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the next working day."""
        for later in range(_LONGEST_REST):
            if self.rest(day + later * DAY) is None:
                return day + later * DAY
        raise ValueError(f"no working day within {_LONGEST_REST} days of {day}")

    def working_days_after(self, day: date, count: int) -> date:
        """The day on which the last of `count` working days falls, the day itself not counted."""
        while count:
            day += DAY
            count -= self.rest(day) is None
        return day


def weekday(day: date) -> Both:
    """The day of the week: 星期六, Saturday."""
    return _WEEKDAYS[day.weekday()]
