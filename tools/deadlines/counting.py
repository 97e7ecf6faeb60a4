"""Counting: from the day a period starts to the day it ends, step by step as the provision says."""

from calendar import monthrange
from datetime import date, timedelta

from knowledge.calendars.calendar import Calendar, weekday
from knowledge.calendars.calendars import CALENDARS, calendar_unknown
from knowledge.calendars.china import CHINA
from knowledge.practice.notes import Both
from tools.deadlines.deadline import Step
from tools.deadlines.rule import CountingRule, End, Text

_DAY = timedelta(days=1)


class Count:
    """A period counted: the day it reaches (`unmoved`), the day to act by (`day`), the steps, and what is uncertain.

    `safe` is earlier than `day` where a weekend moved it in a year whose notice may yet make that weekend a working day.
    """

    def __init__(self, rule: CountingRule, text: Text, start: date, moves: bool = True) -> None:
        self.steps: list[Step] = []
        self.notes: list[Both] = []
        calendar = CALENDARS[rule.calendar] if rule.calendar else None
        self.unmoved = self.safe = self._reached(rule.end, text, start, calendar)
        self.day = self._moved(calendar) if calendar and moves and rule.end != "working_days" else self.unmoved
        if calendar is not CHINA or CHINA.known(self.unmoved):
            self.safe = self.day

    def _reached(self, end: End, text: Text, start: date, calendar: Calendar | None) -> date:
        if end != "working_days" and text.length.after(start) == start:
            self._say(f"自{start}当日起", f"from {start} itself", start)
            return start
        if end != "eve":
            self._say(f"{start}当日不计入，自{start + _DAY}起算", f"{start} itself is not counted; counting starts on {start + _DAY}", start + _DAY)  # fmt: skip
        if end == "working_days" and calendar:
            day = calendar.working_days_after(start, text.working_days)
            self._say(f"数满{text.words('zh')}：{day}", f"{text.words('en')} are complete on {day}", day)
            self._unknown(calendar, day)
            return day
        return self._calendar_days(end, text, start)

    def _calendar_days(self, end: End, text: Text, start: date) -> date:
        day = text.length.after(start)
        shortened = bool(text.length.years or text.length.months) and not text.length.days and day.day != start.day
        if shortened:
            last = monthrange(day.year, day.month)[1]
            self._say(f"{text.words('zh')}：{day.year}年{day.month}月没有{start.day}日，取月末{last}日", f"{text.words('en')}: {day:%Y-%m} has no day {start.day}, so its last day, {day}", day)  # fmt: skip
        elif text.length.days and not text.length.months and not text.length.years:
            self._say(f"第{text.length.days}日：{day}", f"day {text.length.days}: {day}", day)
        else:
            self._say(f"{text.words('zh')}后的相应日：{day}", f"the corresponding day {text.words('en')} later: {day}", day)  # fmt: skip
        return self._end(end, day, start)

    def _end(self, end: End, day: date, start: date) -> date:
        if end == "eve" and day.day == start.day:
            return self._say(f"相应日的前一日为期满日：{day - _DAY}", f"the term ends on the day before: {day - _DAY}", day - _DAY)  # fmt: skip
        if end == "after":
            return self._say(f"满期之后，即{day + _DAY}起", f"once it is complete: from {day + _DAY}", day + _DAY)
        if end == "year_end":
            last = date(day.year, 12, 31)
            return self._say(f"截止于那一年的12月31日：{last}", f"until 31 December of that year: {last}", last)
        if end == "month_end":
            last = day.replace(day=monthrange(day.year, day.month)[1])
            return self._say(f"那一个月的最后一天：{last}", f"the last day of that month: {last}", last)
        return day

    def _moved(self, calendar: Calendar) -> date:
        """The first working day from the last day on, each rest day named."""
        moved = calendar.first_working_day(self.unmoved)
        self._unknown(calendar, self.unmoved)
        if moved.year != self.unmoved.year:
            self._unknown(calendar, moved)
        if moved != self.unmoved:
            why = calendar.rest(self.unmoved) or weekday(self.unmoved)
            name = weekday(moved)
            self._say(f"{self.unmoved}是{why.zh}，顺延到其后第一个工作日{moved}（{name.zh}）", f"{self.unmoved} is a rest day ({why.en}); the first working day after is {moved} ({name.en})", moved)  # fmt: skip
        return moved

    def _unknown(self, calendar: Calendar, day: date) -> None:
        unknown = calendar_unknown(calendar, day)
        if unknown and unknown not in self.notes:
            self.notes.append(unknown)

    def _say(self, zh: str, en: str, day: date) -> date:
        self.steps.append(Step(text=Both(zh=zh, en=en), day=day))
        return day
