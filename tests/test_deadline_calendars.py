"""Working calendars: the official notices of the years, weekend days worked, federal holidays, and what is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calendars.calendar import Calendar
from knowledge.calendars.calendars import CALENDARS, WEEKENDS, calendar_unknown
from knowledge.calendars.china import CHINA
from knowledge.calendars.united_states import UNITED_STATES

# The State Council's notice for 2026 (first and last day of each holiday, weekend days worked).
HOLIDAYS_2026 = [("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21"), ("09-25", "09-27"), ("10-01", "10-07")]  # fmt: skip
WORKED_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
FEDERAL_2026 = ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 20))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def test_the_notice_for_2026_day_by_day() -> None:
    rest = {
        day for day in days_of(2026)
        if any(f"2026-{first}" <= day.isoformat() <= f"2026-{last}" for first, last in HOLIDAYS_2026) or (day.weekday() > 4 and day.strftime("%m-%d") not in WORKED_2026)
    }  # fmt: skip
    assert {day for day in days_of(2026) if CHINA.rest(day)} == rest


def test_federal_holidays_of_2026_day_by_day() -> None:
    rest = {day for day in days_of(2026) if day.weekday() > 4 or day.strftime("%m-%d") in FEDERAL_2026}
    assert {day for day in days_of(2026) if UNITED_STATES.rest(day)} == rest


@pytest.mark.parametrize(
    "day", [date(2021, 1, 20), date(2013, 1, 21), date(2021, 12, 31), date(2027, 12, 31), date(2022, 6, 20)]
)
def test_days_of_washington_and_days_observed(day: date) -> None:
    assert UNITED_STATES.rest(day)


def test_emancipation_day_is_no_federal_holiday() -> None:
    assert UNITED_STATES.rest(date(2026, 4, 16)) is None


def test_a_rest_day_says_why_in_both_languages() -> None:
    why = CHINA.rest(date(2026, 10, 3))
    assert why is not None
    assert (why.zh, why.en) == ("国庆节假期", "National Day holiday")


@pytest.mark.parametrize("year", [2003, 2027])
def test_a_year_without_notice_is_said_and_only_its_weekends_are_known(year: int) -> None:
    assert not CHINA.known(date(year, 5, 1))
    told = calendar_unknown(CHINA, date(year, 5, 1))
    assert told is not None
    assert str(year) in told.zh
    assert "weekends only" in told.en
    assert {day for day in days_of(year) if CHINA.rest(day)} == {day for day in days_of(year) if day.weekday() > 4}


def test_offices_whose_closing_days_are_not_held_say_so() -> None:
    told = calendar_unknown(WEEKENDS, date(2026, 12, 25))
    assert told is not None
    assert "not held" in told.en
    assert WEEKENDS.rest(date(2026, 12, 25)) is None


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
@given(day=DAYS)
def test_the_first_working_day_is_worked_and_none_before_it_is(calendar: Calendar, day: date) -> None:
    first = calendar.first_working_day(day)
    assert calendar.rest(first) is None
    assert all(calendar.rest(day + timedelta(days=n)) for n in range((first - day).days))


@given(day=DAYS, count=st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    last = CHINA.working_days_after(day, count)
    assert CHINA.rest(last) is None
    worked = [d for n in range(1, (last - day).days + 1) if CHINA.rest(d := day + timedelta(days=n)) is None]
    assert len(worked) == count
