"""One `exchange-document` of DOCDB or OPS (WIPO ST.36 in the EPO's exchange schema) as a record.

The same element comes from OPS, with the format of a number on `document-id`, and from the DOCDB bulk files, with it on
the element around. Numbers are read in the docdb format where it is given, then epodoc, then original; names too, but
an original list that holds more names than the other completes it.
"""

import re
from collections.abc import Iterable
from typing import Any

from knowledge.patents.importers.markup import Element, child, children, text_of, value
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.values import (
    application_number,
    cited_number,
    day_of,
    language_of,
    publication,
    symbol_of,
    unique,
)
from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Cited, Party, Patent, Priority, Symbol, Texts

_FORMATS = ("docdb", "docdba", "epodoc", "original", "")
_CPC_SCHEMES = ("CPC", "CPCI", "CPCA", "CPCNO")
_COUNTRY = re.compile(r"\s*\[([A-Z]{2})\]\s*$")


def patent_of(document: Element) -> Patent:
    """The record of an `exchange-document`. Raises NumberError when it names no publication."""
    biblio = child(document, "bibliographic-data")
    reference = identity(children(biblio, "publication-reference"))
    number = publication(
        document.get("country") or value(reference, "country"),
        document.get("doc-number") or value(reference, "doc-number"),
        document.get("kind") or value(reference, "kind"),
    )
    published = day_of(value(reference, "date")) or day_of(document.get("date-publ", ""))
    standing = standing_of(number, published)
    priorities = priorities_of(children(biblio, "priority-claims", "priority-claim"))
    family = document.get("family-id", "")
    language = value(biblio, "language-of-publication")
    return Patent(
        number=number,
        printed=printed_of(number, document.get("doc-number") or value(reference, "doc-number")),
        right=standing.right,
        stage=standing.stage,
        published=published,
        granted=standing.granted,
        language=language_of(language) if language else "",
        texts=_texts(document, biblio),
        holders=_parties(children(biblio, "parties", "applicants", "applicant"), "applicant-name"),
        inventors=_parties(children(biblio, "parties", "inventors", "inventor"), "inventor-name"),
        agents=_parties(children(biblio, "parties", "agents", "agent"), "agent-name"),
        symbols=_symbols(biblio),
        priorities=priorities,
        earliest_priority=min((each.day for each in priorities if each.day), default=None),
        family=f"docdb:{family}" if family else "",
        cites=tuple(map(_cited, children(biblio, "references-cited", "citation"))),
        **application_of(children(biblio, "application-reference")),
    )


def printed_of(number: PatentNumber, serial: str) -> str:
    """A publication number as these files print it: "EP 0680812 A1"."""
    return f"{number.country} {serial} {number.kind}".strip()


def identity(references: Iterable[Element]) -> Element | None:
    """The `document-id` to read a number from: docdb before epodoc before original."""
    found: dict[str, Element] = {}
    for reference in references:
        for each in children(reference, "document-id"):
            found.setdefault(each.get("document-id-type") or reference.get("data-format") or "", each)
    return next((found[form] for form in _FORMATS if form in found), None)


def application_of(references: list[Element]) -> dict[str, Any]:
    """The fields application, application_printed and filed of a record, as far as they are given.

    The US original number carries the series, which docdb left out until 2010.
    """
    ids = {
        each.get("document-id-type") or reference.get("data-format") or "": each
        for reference in references
        for each in children(reference, "document-id")
    }
    best = identity(references)
    if best is None:
        return {}
    days = [day_of(value(ids[form], "date")) for form in _FORMATS if form in ids]
    filed = next((day for day in days if day), None)
    country, serial, kind = (value(best, name) for name in ("country", "doc-number", "kind"))
    country = country or serial[:2]
    original = value(ids.get("original"), "doc-number")
    if country == "US" and re.fullmatch(r"\d{8}", original):
        canonical = application_number(f"{original[:2]}/{original[2:]}", country)
    elif kind == "W":
        canonical = application_number(f"{country} {serial} W", country)
    else:
        canonical = application_number(serial, country, kind, filed)
    return {"application": canonical, "application_printed": original or f"{country}{serial}", "filed": filed}


def priorities_of(claims: list[Element]) -> tuple[Priority, ...]:
    """Priorities claimed, in order."""
    found = []
    for claim in claims:
        one = identity([claim])
        if one is not None:
            country, serial, kind = (value(one, name) for name in ("country", "doc-number", "kind"))
            number = re.sub(r"\s", "", f"{country}{serial}{kind}")
            found.append(Priority(number=number, country=country or serial[:2], day=day_of(value(one, "date"))))
    return tuple(found)


def _texts(document: Element, biblio: Element | None) -> dict[str, Texts]:
    titles = {
        language_of(each.get("lang", "")): text_of(each) for each in reversed(children(biblio, "invention-title"))
    }
    abstracts = {language_of(each.get("lang", "")): text_of(each) for each in reversed(children(document, "abstract"))}
    return {
        language: Texts(title=titles.get(language, ""), abstract=abstracts.get(language, ""))
        for language in sorted(titles | abstracts)
    }


def _parties(elements: list[Element], name: str) -> tuple[Party, ...]:
    """The parties in the best format, completed from the original one when that holds more."""
    lists: dict[str, dict[frozenset[str], Party]] = {}
    for element in elements:
        party = _party(element, name)
        if party.name:
            lists.setdefault(element.get("data-format", ""), {}).setdefault(_key(party.name), party)
    best = next((lists[form] for form in _FORMATS if form in lists), {})
    original = lists.get("original", {})
    return tuple(
        (
            best | {key: original[key] for key in original.keys() - best.keys()} if len(original) > len(best) else best
        ).values()
    )


def _party(element: Element, name: str) -> Party:
    printed = value(element, name, "name")
    country = _COUNTRY.search(printed)
    return Party(
        name=_COUNTRY.sub("", printed).strip(" ,;"),
        country=country[1] if country else value(element, "residence", "country"),
        address=value(element, "address", "text"),
    )


def _key(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.upper()))


def _symbols(biblio: Element | None) -> tuple[Symbol, ...]:
    ipc = children(biblio, "classifications-ipcr", "classification-ipcr")
    old = (
        child(biblio, "classification-ipc") if not ipc else None
    )  # OPS: text; DOCDB: edition, main- and further-classification
    texts = [value(each, "text") for each in ipc] + [text_of(each) for each in (old if old is not None else ())]
    found = [symbol_of("IPC", text) for text in texts]
    for each in children(biblio, "patent-classifications", "patent-classification"):
        scheme = child(each, "classification-scheme")
        name = scheme.get("scheme", "") if scheme is not None else ""
        whole = value(each, "classification-symbol")
        if name in _CPC_SCHEMES:
            parts = [value(each, part) for part in ("section", "class", "subclass", "main-group", "subgroup")]
            found.append(symbol_of("CPC", whole or f"{''.join(parts[:3])} {parts[3]}/{parts[4]}"))
        elif name == "UC":
            found.append(symbol_of("USPC", whole))
    return unique(found)


def _cited(citation: Element) -> Cited:
    patent = child(citation, "patcit")
    one = identity([patent]) if patent is not None else None
    categories = [text_of(each) for each in citation.iter("{*}category") if text_of(each)]
    claims = [text_of(each) for each in citation.iter("{*}rel-claims") if text_of(each)]
    by = citation.get("cited-by", "")
    return Cited(
        number=cited_number(value(one, "country"), value(one, "doc-number"), value(one, "kind"))
        if one is not None
        else "",
        text=value(citation, "nplcit", "text") or value(citation, "nplcit"),
        category=", ".join(dict.fromkeys(categories)),
        by="" if by == "unknown" else by,
        claims=", ".join(dict.fromkeys(claims)),
    )
