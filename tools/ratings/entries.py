"""The entries a rating is made of: what each says, and whom it is about."""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.events import Event, EventRow, event_of, events_of
from tools.ratings.engagement import Engagement, Mark
from tools.ratings.reading import engagements_of
from tools.ratings.tables import RatingDisputeRow
from tools.ratings.weights import Component, weights

PREFIX = "ENT-"


class Entry(BaseModel):
    """A mark that is less than full, as its party sees it. `points` 0 to 100; `stars` and `comment` where it is a rating in words.

    `dispute`: "" or the state of the dispute about it; `until`: the last day on which it can be disputed.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    organisation: str
    other: str
    record: str
    component: Component
    points: int
    day: date
    until: date
    stars: int | None = None
    comment: str = ""
    dispute: str = ""


def entries_about(session: Session, events: Iterable[Event], organisation: str, day: date) -> list[Entry]:
    """The entries about an organisation that are less than full, the newest first."""
    log = list(events)
    by_id = {event.id: event for event in log}
    found = [(each, mark) for each in engagements_of(log, organisation, day) for mark in each.marks if disputable(mark)]
    states = _states(session, [mark.entry for _, mark in found])
    entries = [_entry(each, mark, organisation, by_id[mark.entry], states.get(mark.entry, "")) for each, mark in found]
    return sorted(entries, key=lambda entry: (entry.day, entry.id), reverse=True)


def find_entry(session: Session, identity: str, day: date) -> Entry | None:
    """An entry by its id, None when there is none that could be disputed."""
    number = identity.removeprefix(PREFIX)
    if not identity.startswith(PREFIX) or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    row = session.get(EventRow, int(number))
    if row is None:
        return None
    log = events_of(session, row.kind, row.record)
    parties = sorted({each for event in log for each in (event.organisation, *event.detail.values()) if isinstance(each, str) and each})  # fmt: skip
    found = (entry for party in parties for entry in entries_about(session, log, party, day) if entry.id == identity)
    return next(found, None)


def disputable(mark: Mark) -> bool:
    """Whether a mark takes something away; a lost dispute was decided by an expert already."""
    return mark.value < 1 and mark.component != "undisputed"


def event_behind(session: Session, entry: Entry) -> Event:
    """The entry of the log that an entry is."""
    return event_of(session.get_one(EventRow, int(entry.id.removeprefix(PREFIX))))


def _states(session: Session, entries: list[int]) -> dict[int, str]:
    rows = session.scalars(select(RatingDisputeRow).where(RatingDisputeRow.entry.in_(entries)))
    return {row.entry: row.state for row in rows}


def _entry(engagement: Engagement, mark: Mark, organisation: str, event: Event, state: str) -> Entry:
    stars = event.detail.get("stars") if mark.component == "stars" else None
    return Entry(
        id=f"{PREFIX}{mark.entry}", organisation=organisation, other=engagement.other, record=engagement.record,
        component=mark.component, points=round(100 * mark.value), day=mark.day, stars=stars, dispute=state,
        until=mark.day + timedelta(days=weights().dispute_days.value),
        comment=str(event.detail.get("comment") or "") if stars else "",
    )  # fmt: skip
