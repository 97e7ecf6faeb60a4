"""How a mark stands on a day: in force, pending, ended, and what its end still bars."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.trademarks.record import Effect, Mark, StatusEvent

GRACE_MONTHS = 6  # Trademark Law 2019 art. 40, 2026 art. 44: six months after expiry to renew
_END = (
    Effect.REFUSED, Effect.WITHDRAWN, Effect.SURRENDERED, Effect.CANCELLED, Effect.INVALIDATED, Effect.EXPIRED,
)  # fmt: skip


class Standing(StrEnum):
    """How a mark stands on a day, as far as its record goes."""

    PENDING = "pending"  # filed, nothing more known
    PUBLISHED = "published"  # preliminarily approved, open to opposition or not yet registered
    REGISTERED = "registered"
    IN_GRACE = "in_grace"  # expired, and still to be renewed in the six months of grace
    LAPSED = "lapsed"  # past the grace period, no renewal recorded
    ENDED = "ended"  # an event ended it
    NOT_YET = "not_yet"  # filed after that day
    UNKNOWN = "unknown"  # neither dates nor events


@dataclass(frozen=True)
class Stands:
    """The standing of a mark on a day; `end` is the event that ended it (made from the expiry where it lapsed)."""

    standing: Standing
    day: date
    end: StatusEvent | None = None

    @property
    def alive(self) -> bool:
        """Whether the mark, or its application, is an earlier right one may meet."""
        return self.standing not in (Standing.ENDED, Standing.LAPSED, Standing.NOT_YET)


def stands(mark: Mark, day: date) -> Stands:
    """The standing of a mark on a day, from its dates and events up to that day."""
    if mark.filed and mark.filed > day:
        return Stands(Standing.NOT_YET, day)
    past = [event for event in mark.events if event.day is None or event.day <= day]
    if ended := next((event for event in reversed(_by_day(past)) if event.effect in _END), None):
        return Stands(Standing.ENDED, day, ended)
    expires = _expiry(mark, past)
    if (mark.registered and mark.registered <= day) or any(event.effect is Effect.REGISTERED for event in past):
        if expires is None or day <= expires:
            return Stands(Standing.REGISTERED, day)
        if day <= add_months(expires, GRACE_MONTHS):
            return Stands(Standing.IN_GRACE, day)
        return Stands(Standing.LAPSED, day, StatusEvent(day=expires, effect=Effect.EXPIRED))
    if (mark.published and mark.published <= day) or any(event.effect is Effect.PUBLISHED for event in past):
        return Stands(Standing.PUBLISHED, day)
    return Stands(Standing.PENDING if mark.filed else Standing.UNKNOWN, day)


def _expiry(mark: Mark, past: list[StatusEvent]) -> date | None:
    """The last day of the term: the later of the record's and ten years from registration; unknown after an undated renewal.

    The term is ten years from registration (2019 art. 39, 2026 art. 43), each renewal ten more (art. 40 / art. 44).
    """
    if mark.expires:
        return mark.expires
    if not mark.registered or any(event.effect is Effect.RENEWED for event in past):
        return None
    return add_months(mark.registered, 120) - timedelta(days=1) if mark.office == "CN" else None


def _by_day(events: list[StatusEvent]) -> list[StatusEvent]:
    return sorted(events, key=lambda event: event.day or date.min)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
