"""The platform's day: validity, licences and terms of delivery are counted in Beijing days."""

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def day_of(moment: datetime) -> date:
    """The platform's day at a moment."""
    return moment.astimezone(BEIJING).date()
