"""Deadlines as an iCalendar file (RFC 5545): all-day events with stable UIDs and alarms, ready for any calendar."""

from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from tools.deadlines.citing import place_of
from tools.deadlines.deadline import Calculation, Deadline

ALARMS = (30, 7, 1)  # days before
_PRODUCT = "-//IPOS Assistant//deadlines//EN"
_DAY = timedelta(days=1)


def calendar_file(calculation: Calculation, language: str) -> bytes:
    """The deadlines that are still to come, as the bytes of an .ics file; the same facts give the same bytes.

    Past days are left out; an office's own periods come without alarms. The stamp of each event is the day it was
    computed for, so that a later calculation replaces it (same UID, later stamp).
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for deadline in calculation.deadlines:
        if deadline.day >= calculation.as_of:
            calendar.add_component(_event(calculation, deadline, language))
    return bytes(calendar.to_ical())


def uid_of(calculation: Calculation, deadline: Deadline) -> str:
    """Stable over time and machines: made of the rule, the event, its day, the right, and which of a series it is."""
    facts = calculation.facts
    parts = (deadline.rule, facts.event, facts.day, facts.right, deadline.length.en, facts.filed, facts.priority)
    return f"{uuid5(NAMESPACE_URL, 'ipos-deadline/' + '/'.join(str(part) for part in parts))}@ipos-assistant"


def _event(calculation: Calculation, deadline: Deadline, language: str) -> Event:
    event = Event()
    event.add("uid", uid_of(calculation, deadline))
    event.add("dtstamp", datetime.combine(calculation.as_of, time(), UTC))
    event.add("summary", f"{deadline.name.of(language)} [{deadline.jurisdiction}]")
    day = deadline.safe if deadline.safe >= calculation.as_of else deadline.day
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("description", _description(deadline, language))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [deadline.jurisdiction, deadline.result])
    if deadline.result != "office":
        for days in ALARMS:
            event.add_component(_alarm(deadline, days, language))
    return event


def _alarm(deadline: Deadline, days: int, language: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.name.of(language))
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _description(deadline: Deadline, language: str) -> str:
    lines = [
        " → ".join(step.text.of(language) for step in deadline.steps),
        f"{place_of(deadline.citation, language)} [{deadline.citation.key}]",
        *(part.of(language) for part in (deadline.lost, deadline.restoring.text if deadline.restoring else None) if part),
        *(note.of(language) for note in deadline.notes),
    ]  # fmt: skip
    return "\n".join(lines)
