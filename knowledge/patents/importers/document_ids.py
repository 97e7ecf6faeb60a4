"""The `document-id` of the EPO's exchange schema: one number of a publication, an application or a priority.

The same number comes in several formats. OPS writes the format on the `document-id`, the DOCDB bulk files write it on the
element around; docdb is read where it is given, then epodoc, then original.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.patents.importers.safe_xml import Element, children, fields
from knowledge.patents.importers.values import application_number, cited_number, day_of, publication
from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Priority

FORMATS = ("docdb", "docdba", "epodoc", "original", "")  # docdba: docdb in the office's own script


@dataclass(frozen=True)
class DocumentId:
    """A number as printed in one format; what the format leaves out is empty."""

    country: str = ""
    serial: str = ""
    kind: str = ""
    day: date | None = None

    @property
    def printed(self) -> str:
        """The parts with spaces between: "EP 0680812 A1"."""
        return " ".join(filter(None, (self.country, self.serial, self.kind)))

    @property
    def office(self) -> str:
        """The country, which epodoc writes into the serial."""
        return self.country or self.serial[:2]

    def number(self) -> PatentNumber:
        """The publication it names. Raises Rejected and NumberError."""
        return publication(self.country, self.serial, self.kind)

    def cited(self) -> str:
        """The publication it names in canonical form, or as printed where no rule reads it."""
        return cited_number(self.country, self.serial, self.kind)


def by_format(references: Iterable[Element]) -> dict[str, DocumentId]:
    """All formats of the number that these references give, the first of each."""
    found: dict[str, DocumentId] = {}
    for reference in references:
        for each in children(reference, "document-id"):
            said = fields(each)
            found.setdefault(
                each.get("document-id-type") or reference.get("data-format") or "",
                DocumentId(
                    said.get("country", ""),
                    said.get("doc-number", ""),
                    said.get("kind", ""),
                    day_of(said.get("date", "")),
                ),
            )
    return found


def identity(references: Iterable[Element]) -> DocumentId:
    """The number in the format to be read; an empty one when there is none."""
    return _best(by_format(references))


def _best(found: dict[str, DocumentId]) -> DocumentId:
    return next((found[form] for form in FORMATS if form in found), DocumentId())


def application_of(references: list[Element]) -> dict[str, Any]:
    """The fields application, application_printed and filed of a record, as far as they are given.

    The US original number carries the series, which docdb left out until 2010.
    """
    found = by_format(references)
    best, original = _best(found), found.get("original", DocumentId()).serial
    if not best.serial:
        return {}
    filed = next((found[form].day for form in FORMATS if form in found and found[form].day), None)
    if best.office == "US" and re.fullmatch(r"\d{8}", original):
        canonical = application_number(f"{original[:2]}/{original[2:]}", "US")
    elif best.kind == "W":  # an international application filed at this office
        canonical = application_number(f"{best.country} {best.serial} W", best.country)
    else:
        canonical = application_number(best.serial, best.office, best.kind, filed)
    return {"application": canonical, "application_printed": original or best.country + best.serial, "filed": filed}


def priorities_of(claims: list[Element]) -> tuple[Priority, ...]:
    """Priorities claimed, in order."""
    found = (identity([claim]) for claim in claims)
    return tuple(
        Priority(number=re.sub(r"\s", "", one.country + one.serial + one.kind), country=one.office, day=one.day)
        for one in found
        if one.serial
    )


def earliest(priorities: Iterable[Priority]) -> date | None:
    """The first day of these priorities, if any is known."""
    return min((each.day for each in priorities if each.day), default=None)
