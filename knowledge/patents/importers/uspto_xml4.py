"""Grants and applications of the USPTO since 2005: us-patent-grant and us-patent-application, versions 4.0 to 4.7."""

from collections.abc import Iterator
from datetime import date

from knowledge.patents.importers.markup import Element
from knowledge.patents.importers.uspto_document import DocumentId, Parts, document_id, document_ids, parts_of
from knowledge.patents.importers.uspto_numbers import (
    application,
    day,
    international,
    priority,
    publication,
    right,
    stage,
)
from knowledge.patents.importers.uspto_text import mark, numbered, paragraphs, words
from knowledge.patents.importers.uspto_xml4_biblio import citations, parties, symbols
from knowledge.patents.numbers import NumberError
from knowledge.patents.record import Event, Patent, Priority, Stage, Texts

# Relations by which the date of an earlier application is claimed (35 U.S.C. 120, 121, 251, 365).
_EARLIER = (
    "continuation",
    "continuation-in-part",
    "continuing-reissue",
    "division",
    "reissue",
    "us-divisional-reissue",
    "us-reexamination-reissue-merger",
)


def build(root: Element) -> Patent:
    """The record of one document. Raises NumberError when it has no publication number."""
    mark(root)
    parts = parts_of(next((child for child in root if str(child.tag).startswith("us-bibliographic-data")), root))
    own, applied = document_id(parts.get("publication-reference")), document_id(parts.get("application-reference"))
    if not own.number:
        raise NumberError("The document has no publication reference.")
    number = publication(own.number, own.kind, own.country or "US")
    canonical = application(applied.number, words(parts.get("us-application-series-code")))
    related = parts.get("us-related-documents")
    priorities = (*_priorities(parts.get("priority-claims")), *_provisionals(related))
    pct = document_id(parts.get("pct-or-regional-filing-data"))
    step, published = stage(number), day(own.day)
    language = (root.get("lang") or "en").lower()
    texts = _texts(root, words(parts.get("invention-title")))
    inventors, holders, agents = parties(parts)
    return Patent(
        number=number,
        printed=" ".join(filter(None, (own.country, own.number, own.kind))),
        right=right(number, canonical),
        stage=step,
        published=published,
        application=canonical,
        application_printed=applied.number,
        filed=day(applied.day),
        granted=published if step is Stage.GRANT else None,
        language=language,
        texts={language: texts},
        holders=holders,
        inventors=inventors,
        agents=agents,
        symbols=symbols(parts),
        priorities=priorities,
        earliest_priority=_earliest(priorities, related),
        pct_application=international(pct.number),
        pct_filed=day(pct.day),
        members=tuple(dict.fromkeys(_members(related, parts.get("pct-or-regional-publishing-data")))),
        cites=citations(parts.get("us-references-cited", parts.get("references-cited"))),
        claims_count=_count(parts) or len(texts.claims) or None,
        events=tuple(_events(parts.get("us-term-of-grant"), published)),
    )


def _texts(root: Element, title: str) -> Texts:
    parts = parts_of(root)
    claims = parts.get("claims")
    return Texts(
        title=title,
        abstract=words(parts.get("abstract")),
        claims=tuple(_claims(claims)) if claims is not None else (),
        description=paragraphs(parts.get("description")),
    )


def _claims(claims: Element) -> Iterator[str]:
    for claim in claims.iterchildren("claim"):
        text = words(claim)
        if text:
            yield numbered(claim.get("num") or "", text)


def _count(parts: Parts) -> int | None:
    printed = words(parts.get("number-of-claims"))
    return int(printed) if printed.isdigit() else None


def _priorities(claims: Element | None) -> Iterator[Priority]:
    """Foreign priorities: each claim carries the fields of a document id itself."""
    for claim in claims if claims is not None else ():
        found = DocumentId.of(claim)
        if found.number:
            yield Priority(number=priority(found.number, found.country), country=found.country, day=day(found.day))


def _provisionals(related: Element | None) -> Iterator[Priority]:
    """Provisional applications (35 U.S.C. 119(e)) are priorities too."""
    for one in related.iterchildren("us-provisional-application") if related is not None else ():
        found = document_id(one)
        number = application(found.number) or priority(found.number, "US")
        yield Priority(number=number, country="US", day=day(found.day))


def _earliest(priorities: tuple[Priority, ...], related: Element | None) -> date | None:
    """The earliest date claimed, of the priorities and of the applications this one continues or was divided from."""
    days = [one.day for one in priorities]
    for relation in related.iterchildren(*_EARLIER) if related is not None else ():
        days += [day(found.day) for parent in relation.iter("parent-doc") for found in document_ids(parent)]
    return min((one for one in days if one), default=None)


def _members(related: Element | None, international_publication: Element | None) -> Iterator[str]:
    """Publications the source relates this one to: earlier ones of its application, patents on its parents, the PCT's."""
    found: list[DocumentId] = []
    if related is not None:
        for tag in ("related-publication", "parent-grant-document"):
            found += [document_id(one) for one in related.iter(tag)]
    if international_publication is not None:
        found.append(document_id(international_publication))
    for one in found:
        try:
            yield str(publication(_whole(one), one.kind, one.country or "US") if one.kind else one.without_kind())
        except NumberError:
            continue


def _whole(one: DocumentId) -> str:
    """Some related publications leave out the year their number begins with: "0193250" of 2004-09-30."""
    cut = one.country == "US" and one.kind[:1] == "A" and len(one.number) == 7 and one.number.startswith("0")
    return one.day[:4] + one.number if cut else one.number


def _events(term: Element | None, published: date | None) -> Iterator[Event]:
    """What the grant says about its term: days of extension (35 U.S.C. 154(b)), years of a design, disclaimers."""
    for part in term if term is not None else ():
        tag, text = str(part.tag), words(part)
        if tag == "us-term-extension":
            yield Event(day=published, code=tag, text=f"{text} days" if text.isdigit() else text)
        elif tag == "length-of-grant":
            yield Event(day=published, code=tag, text=f"{text} years" if text.isdigit() else text)
        elif tag in ("disclaimer", "lapse-of-patent", "text"):
            yield Event(day=published, code=tag, text=text)
