"""Applications of 2001-2004: root patent-application-publication, DTD PAP 1.5 and 1.6."""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.patents.importers.markup import Element
from knowledge.patents.importers.uspto_classes import symbol
from knowledge.patents.importers.uspto_numbers import (
    application,
    day,
    international,
    priority,
    publication,
    right,
    stage,
)
from knowledge.patents.importers.uspto_parties import party, person
from knowledge.patents.importers.uspto_text import mark, numbered, paragraphs, words
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Party, Patent, Priority, Symbol, Texts

_BIBLIO = "subdoc-bibliographic-information"
_STREET = ("military-address", "address-1", "address-2", "city", "state", "postalcode")
_PROVISIONAL = "non-provisional-of-provisional"


def build(root: Element) -> Patent:
    """The record of one document. Raises NumberError when it has no publication number."""
    for reference in root.iter("dependent-claim-reference"):
        for inner in reference:
            inner.tag = "highlight"  # "claim 1" stands in a claim text of its own, which begins no line
    for printed_number in root.iter("number"):
        printed_number.text = ""  # of a paragraph, "[0001]": layout
    mark(root)
    biblio = root.find(_BIBLIO)
    if biblio is None:
        raise NumberError("The document has no bibliographic part.")
    printed, kind = _text(biblio, "document-id/doc-number"), _text(biblio, "document-id/kind-code")
    number = publication(printed, kind)
    filing = "domestic-filing-data"
    applied = _text(biblio, f"{filing}/application-number/doc-number")
    canonical = application(applied, _text(biblio, f"{filing}/application-number-series-code"))
    priorities = tuple(_priorities(biblio))
    inventors = tuple(_people(biblio.iterfind("inventors/*")))
    claims = tuple(_claims(root))
    pct = "international-conventions/pct-application"
    return Patent(
        number=number,
        printed=f"US {printed} {kind}",
        right=right(number, canonical),
        stage=stage(number),
        published=day(_text(biblio, "document-id/document-date")),
        application=canonical,
        application_printed=applied,
        filed=day(_text(biblio, f"{filing}/filing-date")),
        language="en",
        texts={
            "en": Texts(
                title=_text(biblio, "technical-information/title-of-invention"),
                abstract="\n".join(map(words, root.iterfind("subdoc-abstract//paragraph"))),
                claims=claims,
                description=paragraphs(root.find("subdoc-description")),
            )
        },
        # an application without assignee belongs to its inventors, who were the applicants until 2012
        holders=tuple(_people(biblio.iterfind("assignee"))) or inventors,
        inventors=inventors,
        symbols=tuple(dict.fromkeys(_symbols(biblio))),
        priorities=priorities,
        earliest_priority=min(filter(None, [*(p.day for p in priorities), *_parents(biblio)]), default=None),
        pct_application=international(_text(biblio, f"{pct}/document-id/doc-number")),
        pct_filed=day(_text(biblio, f"{pct}/document-id/document-date")),
        members=tuple(dict.fromkeys(_members(biblio))),
        claims_count=len(claims) or None,
    )


def _text(element: Element, path: str) -> str:
    return words(element.find(path))


def _claims(root: Element) -> Iterator[str]:
    for claim in root.iterfind("subdoc-claims//claim"):
        text = words(claim)
        if text:
            yield numbered((claim.get("id") or "").removeprefix("CLM-"), text)


def _people(found: Iterable[Element]) -> Iterator[Party]:
    for one in found:
        organisation = _text(one, "organization-name")
        name = organisation or person(
            _text(one, "name/given-name"),
            _text(one, "name/family-name"),
            _text(one, "name/name-suffix"),
            _text(one, "name/middle-name"),
        )
        # where a person lives says more than where letters go (often the attorney's office)
        home = next((place for place in one.iterfind("residence/*") if place.tag != "citizenship"), None)
        place = home if home is not None else one.find("address")
        if place is None:
            yield from party(name, "", ())
            continue
        country = _text(place, "country-code") or _text(place, "country/country-code")
        yield from party(name, country, (_text(place, part) for part in _STREET))


def _symbols(biblio: Element) -> Iterator[Symbol]:
    for rank in ("primary", "secondary"):
        for one in biblio.iterfind(f"technical-information/classification-ipc/classification-ipc-{rank}/ipc"):
            yield from symbol("IPC", words(one), first=rank == "primary")
    for rank in ("primary", "secondary"):
        for one in biblio.iterfind(f"technical-information/classification-us/classification-us-{rank}/uspc"):
            columns = _text(one, "class").rjust(3) + _text(one, "subclass")
            yield from symbol("USPC", columns, first=rank == "primary")


def _priorities(biblio: Element) -> Iterator[Priority]:
    """Foreign priorities and provisional applications."""
    for one in biblio.iterfind("foreign-priority-data"):
        country = _text(one, "country-code")
        number = priority(_text(one, "priority-application-number/doc-number"), country)
        yield Priority(number=number, country=country, day=day(_text(one, "filing-date")))
    for one in biblio.iterfind(f"continuity-data/{_PROVISIONAL}/document-id"):
        printed = _text(one, "doc-number")
        number = application(printed) or priority(printed, "US")
        yield Priority(number=number, country="US", day=day(_text(one, "document-date")))


def _parents(biblio: Element) -> Iterator[date | None]:
    """Filing dates of the applications this one continues or was divided from."""
    for one in biblio.iterfind("continuity-data//parent/document-id"):
        yield day(_text(one, "document-date"))


def _members(biblio: Element) -> Iterator[str]:
    """Patents on the parents and the publication this one corrects."""
    for path in (
        "continuity-data//parent-patent/document-id",
        "continuity-data/corrected-republication-of/document-id",
    ):
        for one in biblio.iterfind(path):
            country, kind = _text(one, "country-code") or "US", _text(one, "kind-code")
            try:
                yield str(publication(_text(one, "doc-number"), kind, country))
            except NumberError:
                continue
