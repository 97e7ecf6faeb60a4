"""The history of one application: its publications in order, its grant, its events, and the facts its term needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.patents.numbers import NumberError, parse_application
from knowledge.patents.record import Event, Patent, Priority, Right, Stage
from knowledge.patents.term import Facts


@dataclass(frozen=True)
class History:
    """One application read from its publications; unknown days are None."""

    publications: tuple[Patent, ...]
    office: str
    right: Right
    filed: date | None
    granted_on: date | None
    published_on: date | None
    still_applied: date | None  # the last day a publication of the application as such came out: it was pending then
    events: tuple[Event, ...]
    known_through: date | None  # the last day the events speak of, None when there are none and none were fetched

    @property
    def newest(self) -> Patent:
        """The publication that speaks for the application: the last one."""
        return self.publications[-1]


def history_of(publications: Sequence[Patent]) -> History:
    """What the publications of one application say together. Raises ValueError for none."""
    if not publications:
        raise ValueError("没有公开文献，无从判断。/ There is no publication to go by.")
    known = tuple(sorted(publications, key=lambda patent: (patent.published or date.max, str(patent.number))))
    events = sorted({event.model_dump_json(): event for patent in known for event in patent.events}.values(), key=_when)
    grants = [patent for patent in known if patent.stage is Stage.GRANT and patent.right is not Right.OTHER]
    granted = [patent.granted for patent in known if patent.granted]
    granted += [event.day for event in events if event.effect == "granted" and event.day]
    granted += [patent.published for patent in grants if patent.published]
    applied = [patent.published for patent in known if patent.stage is Stage.APPLICATION and patent.published]
    rights = [patent.right for patent in (*grants, *known) if patent.right is not Right.OTHER]
    fetched = [patent.sources["events"].retrieved.date() for patent in known if "events" in patent.sources]
    return History(
        publications=known,
        office=known[0].number.country,
        right=rights[0] if rights else Right.OTHER,
        filed=next((patent.filed for patent in known if patent.filed), None),
        granted_on=min(granted, default=None),
        published_on=min((patent.published for patent in known if patent.published), default=None),
        still_applied=max(applied, default=None),
        events=tuple(events),
        known_through=max([*fetched, *(event.day for event in events if event.day)], default=None),
    )


def _when(event: Event) -> tuple[date, str]:
    return event.day or date.max, event.code


def facts_of(history: History, adjustment: int | None = None) -> Facts:
    """What the arithmetic needs. For the US the earliest filing referred to: 35 U.S.C. § 154(a)(2) and (3).

    A foreign priority and a provisional do not count; an international filing that led to the application does.
    """
    earliest = None
    if history.office == "US":
        days = [history.filed, *(patent.pct_filed for patent in history.publications)]
        days += [
            claimed.day
            for patent in history.publications
            for claimed in patent.priorities
            if claimed.country in ("US", "WO") and not provisional(claimed)
        ]
        earliest = min((day for day in days if day), default=None)
    return Facts(history.office, history.right, history.filed, history.granted_on, earliest, adjustment)


def provisional(claimed: Priority) -> bool:
    """Whether a US priority is a provisional application: kind P, or series 60 to 63."""
    number = claimed.number.upper()
    if number.endswith("P"):
        return True
    try:
        read = parse_application(number, claimed.country, filed=claimed.day.year if claimed.day else 0)
    except NumberError:
        return False
    return read.canonical[:5] in ("US60/", "US61/", "US62/", "US63/")
