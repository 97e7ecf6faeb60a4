"""How a class grows, counted in the index by filing date without the months that are still unpublished.

An application is published at 18 months from filing or priority (Patent Law, Article 34), a utility model when it is granted: of
the last 18 months any count is short. They are left out, counted back from the day of the appraisal or from the newest record
held of that office, whichever is earlier: what is held ends where the last ingest ended.
"""

from dataclasses import dataclass
from datetime import date

from knowledge.patents.history import History
from retrievers.patents.query import PatentQuery
from tools.search.coverage import LAG_MONTHS, months_before
from tools.search.room import SearchRoom

SPAN_MONTHS = 36  # of each of the two spans that are compared
FEWEST = 20  # publications of the earlier span below which nothing is said


@dataclass(frozen=True)
class ClassCounts:
    """Publications of one subclass and office by filing date: `earlier` in [start, middle), `later` in [middle, end).

    `same_holder`: other publications of the same holder in the subclass; None where no holder or class is known.
    """

    subclass: str = ""
    start: date | None = None
    middle: date | None = None
    end: date | None = None
    earlier: int = 0
    later: int = 0
    same_holder: int | None = None
    held: int = 0  # publications held of the office


def class_counts(room: SearchRoom, history: History, as_of: date) -> ClassCounts:
    """The counts of the first subclass of a patent; empty where it has no class or nothing of its office is indexed."""
    subclass = first_subclass(history)
    holding = room.survey().countries.get(history.office)
    if not subclass or holding is None or holding.newest is None:
        return ClassCounts(subclass)
    end = months_before(min(as_of, holding.newest), LAG_MONTHS)
    middle = months_before(end, SPAN_MONTHS)
    start = months_before(middle, SPAN_MONTHS)
    before = [_filed_before(room, subclass, history.office, day) for day in (start, middle, end)]
    return ClassCounts(
        subclass, start, middle, end, before[1] - before[0], before[2] - before[1], _same_holder(room, history, subclass), holding.records
    )  # fmt: skip


def first_subclass(history: History) -> str:
    """The subclass of the first symbol, "" without an IPC or CPC symbol: "F02C"."""
    symbols = [symbol for symbol in history.newest.symbols if symbol.scheme in ("IPC", "CPC")]
    chosen = next((symbol for symbol in symbols if symbol.first), symbols[0] if symbols else None)
    return chosen.code[:4] if chosen and len(chosen.code) >= 4 else ""


def _filed_before(room: SearchRoom, subclass: str, office: str, day: date) -> int:
    query = PatentQuery(classes=(subclass,), countries=frozenset({office}), filed_before=day)
    return room.searcher.search(query, 1).total


def _same_holder(room: SearchRoom, history: History, subclass: str) -> int | None:
    entities = tuple(sorted({party.entity or room.entity_of(party.name) for party in history.newest.holders} - {""}))
    if not entities:
        return None
    own = frozenset(str(patent.number) for patent in history.publications)
    return room.searcher.search(PatentQuery(classes=(subclass,), holders=entities, exclude=own), 1).total
