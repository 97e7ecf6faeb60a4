"""The story of one record: its entries of the log in order, and what can be asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tools.events import Event
from tools.money import PLACES, Money
from tools.ratings.engagement import day_of


@dataclass(frozen=True)
class Story:
    """The entries of one order or deal, oldest first; there is one at least."""

    events: tuple[Event, ...]

    @property
    def record(self) -> str:
        """The id of the order or deal."""
        return self.events[0].record

    def all(self, *names: str) -> list[Event]:
        """The entries of these names."""
        return [event for event in self.events if event.name in names]

    def first(self, *names: str, after: int = 0) -> Event | None:
        """The first entry of these names, later than the entry `after`."""
        return next((event for event in self.events if event.name in names and event.id > after), None)

    def last(self, *names: str) -> Event | None:
        """The last entry of these names."""
        return next((event for event in reversed(self.events) if event.name in names), None)

    def said(self, *keys: str, before: int | None = None) -> Any:
        """What the newest entry says under one of these keys (earlier than the entry `before`), None when none does."""
        for event in reversed(self.events):
            for key in keys:
                if (before is None or event.id < before) and event.detail.get(key) not in (None, ""):
                    return event.detail[key]
        return None

    @property
    def value(self) -> Money | None:
        """What it is worth, None where no entry says so."""
        said = self.said("minor", "price_minor", "price", "value")
        minor, currency = (said.get("minor"), said.get("currency")) if isinstance(said, dict) else (said, self.said("currency"))  # fmt: skip
        if isinstance(minor, bool) or not isinstance(minor, int) or currency not in PLACES:
            return None
        return Money(minor, currency)

    def users_of(self, organisation: str) -> frozenset[str]:
        """The accounts that acted for an organisation."""
        return frozenset(event.user for event in self.events if event.organisation == organisation and event.user)


def stories(events: Iterable[Event], kind: str) -> list[Story]:
    """The stories of one kind of record, by their first entry; `events` in order."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.kind == kind:
            found.setdefault(event.record, []).append(event)
    return [Story(tuple(each)) for each in found.values()]


def day_in(text: object) -> date | None:
    """A day, or the platform's day at a moment, as an entry has it (ISO 8601); None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return day_of(moment) if moment.tzinfo else moment.date()
