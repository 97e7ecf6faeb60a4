"""Until when the platform answers: working days of the PRC calendar."""

from datetime import datetime

from knowledge.calendars.china import CHINA


def answer_due(received: datetime, working_days: int) -> datetime:
    """The moment an answer is due: the same hour, so many working days on."""
    day = CHINA.working_days_after(received.date(), working_days)
    return datetime.combine(day, received.timetz())
