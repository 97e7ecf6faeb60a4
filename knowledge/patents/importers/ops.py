"""EPO Open Patent Services responses and DOCDB bulk files: every record in them, also those that hold only a part.

An OPS response may be biblio, abstract, full cycle (several publications), claims, description, a family, legal events
or search results; a DOCDB file holds millions of `exchange-document`. Each is read one element at a time. A record
that holds only claims, only a description or only events fills only that, and merging completes the publication. A
document with status D was taken back by the office.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.patents.importers import reasons
from knowledge.patents.importers.document_ids import DocumentId, application_of, earliest, identity, priorities_of
from knowledge.patents.importers.exchange_document import patent_of
from knowledge.patents.importers.fulltext import claims_of, paragraphs_of
from knowledge.patents.importers.legal import events_of
from knowledge.patents.importers.safe_xml import (
    Element,
    Unreadable,
    child,
    children,
    elements,
    name_of,
    root_of,
    value,
)
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.values import language_of, publication
from knowledge.patents.importing import Broken, Deleted, Found, Outcome
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Patent, Texts

OPS, EXCHANGE, FULLTEXT = "http://ops.epo.org", "http://www.epo.org/exchange", "http://www.epo.org/fulltext"
_ROOTS = {
    (OPS, "world-patent-data"),
    (OPS, "fault"),
    (EXCHANGE, "exchange-documents"),
    (FULLTEXT, "fulltext-documents"),
}
_MEMBER = f"{{{OPS}}}family-member"
_RESULT = f"{{{OPS}}}publication-reference"
_INQUIRY = f"{{{OPS}}}document-inquiry"
_FAULT = f"{{{OPS}}}fault"
_TAGS = (f"{{{EXCHANGE}}}exchange-document", f"{{{FULLTEXT}}}fulltext-document", _MEMBER, _RESULT, _INQUIRY, _FAULT)


class OpsImporter:
    """Reads OPS responses and DOCDB exchange files."""

    name = "epo-ops"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the root is one of OPS, of the exchange schema or of OPS full text, by namespace and name."""
        return root_of(head) in _ROOTS

    def read(self, path: Path) -> Iterator[Outcome]:
        """The records in order; what names no publication, is not there or only lists images is told as broken."""
        members = _members(path)
        empty = True
        try:
            for element, offset in elements(path, *_TAGS):
                if element.tag == _RESULT and name_of(element.getparent()) != "search-result":
                    continue  # the number that was asked about, not one that was found
                empty = False
                place = f"line {element.sourceline}"
                try:
                    yield from _outcomes(element, members, place, offset)
                except (NumberError, reasons.Rejected) as error:
                    yield Broken(place, reasons.reason_of(error), offset)
        except Unreadable as error:
            yield Broken(f"line {error.line}", str(error), path.stat().st_size)
            return
        if empty and total_of(path) != 0:
            yield Broken("line 1", reasons.NO_PUBLICATION, path.stat().st_size)


def _members(path: Path) -> tuple[str, ...]:
    """The publications of the family a response is about; they stand at its end too, so it is gone through first."""
    with path.open("rb") as stream:
        if root_of(stream.read(1 << 16)) != (OPS, "world-patent-data"):
            return ()
    found: dict[str, None] = {}
    try:
        for element, _ in elements(path, _MEMBER):
            try:
                found[str(identity(children(element, "publication-reference")).number())] = None
            except (NumberError, reasons.Rejected):
                continue  # told when the member is read
    except Unreadable:
        pass  # so is this
    return tuple(found)


def _outcomes(element: Element, members: tuple[str, ...], place: str, offset: int) -> Iterator[Outcome]:
    if element.tag == _INQUIRY:
        yield Broken(place, reasons.IMAGES, offset)
    elif element.tag == _FAULT:
        yield Broken(place, reasons.fault(f"{value(element, 'code')} {value(element, 'message')}".strip()), offset)
    elif element.tag == _MEMBER:
        yield Found(_member(element, members), place, offset)
    elif element.tag == _RESULT:
        family = element.get("family-id", "")
        yield Found(_bare(identity([element]), family=f"docdb:{family}" if family else ""), place, offset)
    elif name_of(element) == "fulltext-document":
        yield Found(_fulltext(element), place, offset)
    elif element.get("status") == "D":
        yield Deleted(
            str(publication(*(element.get(name, "") for name in ("country", "doc-number", "kind")))), place, offset
        )
    elif element.get("status", "").lower() == "not found":
        yield Broken(place, reasons.not_held(f"{element.get('country', '')}{element.get('doc-number', '')}"), offset)
    else:
        yield Found(patent_of(element), place, offset)


def _bare(one: DocumentId, **known: Any) -> Patent:
    """A record under a number that holds only what is known besides."""
    number = one.number()
    standing = standing_of(number, one.day)
    return Patent(number=number, printed=one.printed, right=standing.right, stage=standing.stage, **known)


def _member(member: Element, members: tuple[str, ...]) -> Patent:
    """A family member with what the response says of it: numbers, priorities, events, and its biblio when asked for."""
    inside = child(member, "exchange-document")
    one = identity(children(member, "publication-reference"))
    priorities = priorities_of(children(member, "priority-claim"))
    family = member.get("family-id", "")
    known: dict[str, Any] = {
        "published": one.day,
        "granted": standing_of(one.number(), one.day).granted,
        "priorities": priorities,
        "earliest_priority": earliest(priorities),
        "family": f"docdb:{family}" if family else "",
        "members": members,
        "events": events_of(member),
        **application_of(children(member, "application-reference")),
    }
    if inside is None:
        return _bare(one, **known)
    whole = patent_of(inside)
    return whole.model_copy(update={name: each for name, each in known.items() if each and not getattr(whole, name)})


def _fulltext(document: Element) -> Patent:
    """Claims and description in the languages they come in, under the number the response names."""
    texts: dict[str, dict[str, Any]] = {}
    for part in document:
        if name_of(part) in ("claims", "description"):
            read = claims_of(part) if name_of(part) == "claims" else paragraphs_of(part)
            texts.setdefault(language_of(part.get("lang", "")), {})[name_of(part)] = read
    if not any(text for each in texts.values() for text in each.values()):
        raise reasons.Rejected(reasons.NO_TEXT)
    one = identity(children(document, "bibliographic-data", "publication-reference"))
    return _bare(one, texts={language: Texts(**each) for language, each in texts.items()})


def total_of(path: Path) -> int | None:
    """How many documents a search found in all, by the response to it; None when it does not say."""
    try:
        for element, _ in elements(path, f"{{{OPS}}}biblio-search"):
            return int(element.get("total-result-count", ""))
    except (Unreadable, ValueError):
        return None
    return None
