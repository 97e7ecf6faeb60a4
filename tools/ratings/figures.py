"""Ratings from the database: loaded from the log, kept as computed, made again from the log and compared (I15)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, func, or_, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from tools.approvals.terms import canonical
from tools.events import Event, EventRow, event_of
from tools.members.tables import OrganisationRow
from tools.ratings.rating import SOURCES, Rating, rating_of
from tools.ratings.tables import RatingRow


def rating_now(session: Session, organisation: str, day: date) -> Rating:
    """The rating of an organisation on a day: as it is kept where nothing has happened since, else computed from the log."""
    kept = session.get(RatingRow, organisation)
    if kept and kept.day == day and kept.last_event == _newest(session, organisation):
        return rating_in(kept)
    return rating_of(events_about(session, organisation), organisation, day)


def events_about(session: Session, organisation: str) -> list[Event]:
    """The log of every record that names an organisation, oldest first."""
    records = select(EventRow.kind, EventRow.record).where(EventRow.kind.in_(SOURCES), _naming(organisation))
    query = select(EventRow).where(tuple_(EventRow.kind, EventRow.record).in_(records)).order_by(EventRow.id)
    return [event_of(row) for row in session.scalars(query)]


def keep(session: Session, rating: Rating, moment: datetime) -> None:
    """Keep a rating as it was computed."""
    session.merge(
        RatingRow(
            organisation=rating.organisation, day=rating.day, computed=moment, last_event=rating.last_event,
            components=canonical([figure.model_dump(mode="json") for figure in rating.figures]),
        )
    )  # fmt: skip


def rebuild(session: Session, day: date, moment: datetime) -> int:
    """Make all ratings again from the log, and how many they are."""
    session.execute(delete(RatingRow))
    found = ratings_now(session, day)
    for rating in found:
        keep(session, rating, moment)
    session.flush()
    return len(found)


def ratings_now(session: Session, day: date) -> list[Rating]:
    """The ratings of all organisations that have done anything, from one reading of the log."""
    found = (rating_of(events, organisation, day) for organisation, events in _by_organisation(session))
    return [rating for rating in found if any(part.marks for figure in rating.figures for part in figure.parts)]


def differing(session: Session) -> list[str]:
    """The organisations whose kept rating is not what the log gave on its day up to its last event; none when all is well."""
    kept = {row.organisation: row for row in session.scalars(select(RatingRow))}
    logs = dict(_by_organisation(session))
    return [name for name, row in sorted(kept.items()) if rating_in(row) != _then(logs.get(name, []), row)]


def rating_in(row: RatingRow) -> Rating:
    """A rating as it is kept."""
    return Rating.model_validate_json(
        f'{{"organisation":"{row.organisation}","day":"{row.day.isoformat()}","last_event":{row.last_event},"figures":{row.components}}}'
    )


def _then(events: Iterable[Event], row: RatingRow) -> Rating:
    return rating_of([event for event in events if event.id <= row.last_event], row.organisation, row.day)


def _newest(session: Session, organisation: str) -> int:
    records = select(EventRow.kind, EventRow.record).where(EventRow.kind.in_(SOURCES), _naming(organisation))
    query = select(func.max(EventRow.id)).where(tuple_(EventRow.kind, EventRow.record).in_(records))
    return session.scalar(query) or 0


def _naming(organisation: str) -> ColumnElement[bool]:
    """Entries that may name an organisation; `rating_of` looks closer."""
    return or_(EventRow.organisation == organisation, EventRow.detail.contains(f'"{organisation}"', autoescape=True))


def _by_organisation(session: Session) -> Iterable[tuple[str, list[Event]]]:
    """The log by organisation: every record that names it."""
    stories: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for row in session.scalars(select(EventRow).where(EventRow.kind.in_(SOURCES)).order_by(EventRow.id)):
        stories[row.kind, row.record].append(event_of(row))
    named: dict[str, list[Event]] = defaultdict(list)
    known = set(session.scalars(select(OrganisationRow.id)))
    for story in stories.values():
        for organisation in known & {each for event in story for each in (event.organisation, *_texts(event))}:
            named[organisation] += story
    return sorted(named.items())


def _texts(event: Event) -> list[str]:
    return [value for value in event.detail.values() if isinstance(value, str)]
