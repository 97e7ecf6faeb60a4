"""Lengths of time as the law gives them, and the day on which they end."""

from calendar import monthrange
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from knowledge.numerals import to_chinese

_UNITS = (("years", "年", "year"), ("months", "个月", "month"), ("days", "日", "day"))


class Length(BaseModel):
    """Twenty years, three months, fifteen days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    years: int = 0
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day that corresponds to `day` this much later; the last day of a month that has no such day."""
        return _moved(day, self.years * 12 + self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day that corresponds to `day` this much earlier."""
        return _moved(day, -(self.years * 12 + self.months)) - timedelta(days=self.days)

    def words(self, language: Language) -> str:
        """十五年, 三个月; "15 years", "3 months"."""
        counts = [(getattr(self, field), zh, en) for field, zh, en in _UNITS if getattr(self, field)]
        if language == "zh":
            return "".join(_chinese(count, unit) for count, unit, _ in counts)
        return " and ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, _, unit in counts)

    def in_unit(self, unit: str) -> float | None:
        """This length as a number of years, months or days; None when it is counted in another unit."""
        months = self.years * 12 + self.months
        if unit == "day":
            return float(self.days) if self.days and not months else None
        if self.days or not months:
            return None
        return months / 12 if unit == "year" else float(months) if unit == "month" else None


def _moved(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _chinese(count: int, unit: str) -> str:
    return ("两" if count == 2 and unit in ("年", "个月") else to_chinese(count)) + unit


def after_weekend(day: date) -> date:
    """The Monday after a Saturday or Sunday, else the day itself; public holidays are announced year by year."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
