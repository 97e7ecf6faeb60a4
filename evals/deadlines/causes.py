"""Why an expected day differs from ours: each cause is a way of reckoning that reproduces the expected day exactly."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from evals.deadlines.tasks import SHORTENED, Expected
from knowledge.lengths import Length
from tools.deadlines.deadline import Deadline

AGREES = "agrees"
UNMOVED = "left on a Saturday, Sunday or federal holiday (35 U.S.C. 21(b) allows the next business day)"
ADDED = "extension added to the shortened date; it runs from the date of the action (MPEP 710.01(a))"
CLOCK = "months added to midnight UTC in US Eastern time: a day lost over the clock change, or a month end rolled over"
OTHER = "not explained"
CAUSES = (AGREES, UNMOVED, ADDED, CLOCK, OTHER)
_EASTERN = ZoneInfo("America/New_York")


def cause(action: date, expected: Expected, ours: Deadline) -> str:
    """The first reckoning that gives the expected day."""
    if expected.day == ours.day:
        return AGREES
    if expected.day == ours.unmoved:
        return UNMOVED
    if expected.day == _added(action, expected.months):
        return ADDED
    if expected.day == _by_the_clock(action, expected.months):
        return CLOCK
    return OTHER


def _added(action: date, months: int) -> date:
    return Length(months=months - SHORTENED).after(Length(months=SHORTENED).after(action))


def _by_the_clock(action: date, months: int) -> date:
    """What a script gives that reads the day as midnight UTC and adds months on a clock in US Eastern time."""
    local = datetime.combine(action, time(), UTC).astimezone(_EASTERN)
    years, month = divmod(local.month - 1 + months, 12)
    first = datetime(local.year + years, month + 1, 1, local.hour, tzinfo=_EASTERN)
    rolled = (first.replace(tzinfo=None) + timedelta(days=local.day - 1)).replace(tzinfo=_EASTERN)
    return rolled.astimezone(UTC).date()
