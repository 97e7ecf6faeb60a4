"""The figures of a database: what it holds by year, country, class, holder, status and tag, as of a day."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.patents.record import Patent
from tools.databases.access import Databases, open_database
from tools.databases.choosing import marks_of
from tools.databases.definition import Definition
from tools.principal import Principal
from tools.search.room import SearchRoom
from tools.search.shown import PatentShown, show

MOST = 12  # values shown of each
NAMES = ("year", "country", "class", "holder", "status", "tag")


class Value(BaseModel):
    """How many publications have a value."""

    value: str
    count: int


class Figures(BaseModel):
    """Counts by name of the figure, most frequent first (years in order); `others` is how many values were left out."""

    counts: dict[str, list[Value]]
    others: dict[str, int]


class DatabaseShown(BaseModel):
    """A database with its figures and first publications. `gone`: members whose record is no longer held."""

    id: str
    name: str
    owner: str
    level: str
    definition: Definition
    members: int
    by_hand: int
    gone: list[str]
    created: datetime
    refreshed: datetime | None
    as_of: date
    figures: Figures
    first: list[PatentShown]

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [each.citation for each in self.first]


def show_database(
    databases: Databases, room: SearchRoom, who: Principal, named: str, as_of: date, first: int = 10
) -> DatabaseShown:
    """A database as somebody may see it. Raises Refused for who may not read it."""
    opened = open_database(databases, who, named)
    marks = marks_of(databases, who, opened.id)
    records = {number: room.get(number) for number in opened.members}
    held = {number: patent for number, patent in records.items() if patent}
    tags = {number: marks[number].tags for number in held if number in marks}
    found = set(opened.found)
    return DatabaseShown(
        id=opened.id, name=opened.name, owner=opened.owner, level=opened.level.word, definition=opened.definition,
        members=len(records), by_hand=sum(1 for number in records if number not in found),
        gone=[number for number, patent in records.items() if patent is None],
        created=opened.created, refreshed=opened.refreshed, as_of=as_of,
        figures=count(held.values(), lambda patent: room.status_of(patent, as_of).state.value, tags),
        first=[show(patent) for patent in list(held.values())[:first]],
    )  # fmt: skip


def count(patents: Iterable[Patent], state_of: Callable[[Patent], str], tags: dict[str, list[str]]) -> Figures:
    """Publications by each figure. A holder is counted once a publication, under the name it is printed with most."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    printed: dict[str, Counter[str]] = {}
    for patent in patents:
        counts["year"][str(patent.published.year) if patent.published else "?"] += 1
        counts["country"][patent.number.country] += 1
        counts["class"].update({symbol.code[:4] for symbol in patent.symbols if symbol.scheme in ("IPC", "CPC")})
        counts["status"][state_of(patent)] += 1
        counts["tag"].update(tags.get(str(patent.number), []))
        for holder in patent.holders:
            printed.setdefault(holder.entity or holder.name, Counter())[holder.name] += 1
        counts["holder"].update({holder.entity or holder.name for holder in patent.holders})
    names = {entity: min(spelt, key=lambda name: (-spelt[name], name)) for entity, spelt in printed.items()}
    ranked = {name: sorted(each.items(), key=lambda row: row[:1] if name == "year" else (-row[1], row[0])) for name, each in counts.items()}  # fmt: skip
    shown = {name: rows if name == "year" else rows[:MOST] for name, rows in ranked.items()}
    return Figures(
        counts={name: [Value(value=names.get(value, value) if name == "holder" else value, count=number) for value, number in rows] for name, rows in shown.items()},
        others={name: len(ranked[name]) - len(rows) for name, rows in shown.items() if len(ranked[name]) > len(rows)},
    )  # fmt: skip
