"""Answers of the USPTO assignment search: every recorded conveyance as an event of each patent it names.

A conveyance names hundreds of properties in parallel lists (application, patent, publication, title, days). All that an
answer says of one property is one record, so the lists are gone through before the first record is given; an answer
has at most a page of conveyances.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.patents.importers import reasons
from knowledge.patents.importers.conveyance import effect_of, told
from knowledge.patents.importers.odp_record import canonical
from knowledge.patents.importers.safe_xml import Element, Unreadable, elements, root_of, text_of
from knowledge.patents.importers.stand_in import stand_in
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.us_grants import grant_number
from knowledge.patents.importers.values import day_of
from knowledge.patents.importing import Broken, Found, Outcome
from knowledge.patents.numbers import NumberError, PatentNumber, parse_publication
from knowledge.patents.record import Event, Patent, Texts

_NONE = ("NULL", "")


@dataclass
class _Property:
    """One patent, publication or application and what was conveyed of it."""

    application: str
    place: str
    printed: str
    title: str
    filed: date | None
    published: date | None
    events: list[Event] = field(default_factory=list)


class AssignmentImporter:
    """Reads answers of the USPTO assignment search."""

    name = "uspto-assignment"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the root is a search server's `response` that holds the fields of recorded assignments."""
        return root_of(head) == ("", "response") and b'name="reelNo"' in head and b'name="conveyanceText"' in head

    def read(self, path: Path) -> Iterator[Outcome]:
        """A record for each property with its events, then what could not be read."""
        properties: dict[PatentNumber, _Property] = {}
        broken: list[Broken] = []
        try:
            for document, offset in elements(path, "doc"):
                for problem in _collect(document, properties):
                    broken.append(Broken(f"line {document.sourceline}", problem, offset))
        except Unreadable as error:
            broken.append(Broken(f"line {error.line}", str(error), path.stat().st_size))
        for number, known in properties.items():
            yield Found(_patent(number, known), known.place, path.stat().st_size)
        yield from broken
        if not properties and not broken:
            yield Broken("line 1", reasons.NO_PUBLICATION, path.stat().st_size)


def _collect(document: Element, properties: dict[PatentNumber, _Property]) -> Iterator[str]:
    """Add a conveyance to the properties it names; yields what was wrong with one."""
    values = {each.get("name", ""): [text_of(part) for part in each] or [text_of(each)] for each in document}
    event = _event(values)
    for place, printed in enumerate(values.get("applNum", [])):
        row = {name: each[place] for name, each in values.items() if place < len(each) and each[place] not in _NONE}
        try:
            number, text = _number(row, printed)
            known = properties.setdefault(
                number, _property(row, text, printed, f"line {document.sourceline}, property {place + 1}")
            )
            if event not in known.events:
                known.events.append(event)
        except (NumberError, reasons.Rejected) as error:
            yield reasons.of_property(place + 1, reasons.reason_of(error))


def _event(values: dict[str, list[str]]) -> Event:
    def first(name: str) -> str:
        return values.get(name, [""])[0]

    conveyance = first("conveyanceText")
    executed = max((day_of(each) or date.min for each in values.get("patAssignorExDate", [])), default=date.min)
    return Event(
        day=day_of(first("recordedDate")),
        code="AS",
        text=told(
            conveyance,
            values.get("patAssignorName", []),
            values.get("patAssigneeName", []),
            first("reelNo"),
            first("frameNo"),
            executed.isoformat() if executed > date.min else "",
        ),
        effect=effect_of(conveyance),
    )


def _number(row: dict[str, str], application: str) -> tuple[PatentNumber, str]:
    """The patent, else the publication (the answer does not say its kind), else the stand-in; and as printed."""
    if "patNum" in row:
        return grant_number(row["patNum"], day_of(row.get("issueDate", "")), "publNum" in row), row["patNum"]
    if "publNum" in row:
        return parse_publication(row["publNum"], "US"), row["publNum"]
    return stand_in(canonical(application)), application


def _property(row: dict[str, str], printed: str, application: str, place: str) -> _Property:
    return _Property(
        application=canonical(application),
        place=place,
        printed=printed,
        title=row.get("inventionTitle", ""),
        filed=day_of(row.get("filingDate", "")),
        published=day_of(row.get("issueDate" if "patNum" in row else "publDate", "")),
    )


def _patent(number: PatentNumber, known: _Property) -> Patent:
    standing = standing_of(number, known.published)
    return Patent(
        number=number,
        printed=known.printed,
        right=standing.right,
        stage=standing.stage,
        published=known.published,
        granted=standing.granted,
        application=known.application,
        application_printed=known.application[2:].replace("/", ""),
        filed=known.filed,
        texts={"en": Texts(title=known.title)} if known.title else {},
        events=tuple(known.events),
    )
