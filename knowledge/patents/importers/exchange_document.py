"""One `exchange-document` of DOCDB or OPS (WIPO ST.36 in the EPO's exchange schema) as a record.

Names, like numbers, come in several formats; they are read in the best one, and an original list that holds more names
completes it.
"""

import re
from typing import Any

from knowledge.patents.importers.document_ids import (
    FORMATS,
    DocumentId,
    application_of,
    earliest,
    identity,
    priorities_of,
)
from knowledge.patents.importers.safe_xml import Element, child, children, fields, name_of, text_of, value
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.values import day_of, language_of, symbol_of, unique
from knowledge.patents.record import Cited, Party, Patent, Symbol, Texts

_CPC_SCHEMES = frozenset({"CPC", "CPCI", "CPCA", "CPCNO"})
_COUNTRY = re.compile(r"\s*\[([A-Z]{2})\]\s*$")
_WORD = re.compile(r"\w+")


def patent_of(document: Element) -> Patent:
    """The record of an `exchange-document`. Raises Rejected when it names no publication, NumberError for a wrong one."""
    biblio = child(document, "bibliographic-data")
    parts = {name_of(each): each for each in reversed(biblio if biblio is not None else ())}
    reference = identity(children(biblio, "publication-reference"))
    one = DocumentId(
        document.get("country") or reference.country,
        document.get("doc-number") or reference.serial,
        document.get("kind") or reference.kind,
        reference.day or day_of(document.get("date-publ", "")),
    )
    number = one.number()
    standing = standing_of(number, one.day)
    priorities = priorities_of(children(parts.get("priority-claims"), "priority-claim"))
    parties = parts.get("parties")
    family, language = document.get("family-id", ""), text_of(parts.get("language-of-publication"))
    return Patent(
        number=number,
        printed=one.printed,
        right=standing.right,
        stage=standing.stage,
        published=one.day,
        granted=standing.granted,
        language=language_of(language) if language else "",
        texts=_texts(document, biblio),
        holders=_parties(children(parties, "applicants", "applicant"), "applicant-name"),
        inventors=_parties(children(parties, "inventors", "inventor"), "inventor-name"),
        agents=_parties(children(parties, "agents", "agent"), "agent-name"),
        symbols=_symbols(parts),
        priorities=priorities,
        earliest_priority=earliest(priorities),
        family=f"docdb:{family}" if family else "",
        cites=tuple(map(_cited, children(parts.get("references-cited"), "citation"))),
        **application_of(children(biblio, "application-reference")),
    )


def _texts(document: Element, biblio: Element | None) -> dict[str, Texts]:
    """Title and abstract by language; of two in one language the first."""
    found: dict[str, dict[str, Any]] = {}
    for field, elements in (
        ("title", children(biblio, "invention-title")),
        ("abstract", children(document, "abstract")),
    ):
        for each in elements:
            found.setdefault(language_of(each.get("lang", "")), {}).setdefault(field, text_of(each))
    return {language: Texts(**each) for language, each in sorted(found.items())}


def _parties(elements: list[Element], name: str) -> tuple[Party, ...]:
    """The parties in the best format, completed from the original one when that holds more."""
    lists: dict[str, dict[frozenset[str], Party]] = {}
    for element in elements:
        party = _party(element, name)
        if party.name:
            key = frozenset(_WORD.findall(party.name.upper()))
            lists.setdefault(element.get("data-format", ""), {}).setdefault(key, party)
    best = next((lists[form] for form in FORMATS if form in lists), {})
    original = lists.get("original", {})
    more = [party for key, party in original.items() if key not in best] if len(original) > len(best) else []
    return (*best.values(), *more)


def _party(element: Element, name: str) -> Party:
    printed = value(element, name, "name")
    country = _COUNTRY.search(printed)
    return Party(
        name=_COUNTRY.sub("", printed).strip(" ,;"),
        country=country[1] if country else value(element, "residence", "country"),
        address=value(element, "address", "text"),
    )


def _symbols(parts: dict[str, Element]) -> tuple[Symbol, ...]:
    """IPC of the eighth edition, else of an older one (OPS: text; DOCDB: main- and further-classification); CPC; US classes."""
    ipc = [value(each, "text") for each in children(parts.get("classifications-ipcr"), "classification-ipcr")]
    old = parts.get("classification-ipc") if not ipc else None
    found = [symbol_of("IPC", text) for text in ipc or [text_of(each) for each in (old if old is not None else ())]]
    for each in children(parts.get("patent-classifications"), "patent-classification"):
        scheme, said = child(each, "classification-scheme"), fields(each)
        name, whole = scheme.get("scheme", "") if scheme is not None else "", said.get("classification-symbol", "")
        if name in _CPC_SCHEMES:
            subclass = said.get("section", "") + said.get("class", "") + said.get("subclass", "")
            found.append(symbol_of("CPC", whole or f"{subclass} {said.get('main-group')}/{said.get('subgroup')}"))
        elif name == "UC":
            found.append(symbol_of("USPC", whole))
    return unique(found)


def _cited(citation: Element) -> Cited:
    patent = child(citation, "patcit")
    one = identity([patent]) if patent is not None else DocumentId()
    categories = filter(None, map(text_of, citation.iter("{*}category")))
    claims = filter(None, map(text_of, citation.iter("{*}rel-claims")))
    by = citation.get("cited-by", "")
    return Cited(
        number=one.cited() if one.serial else "",
        text=value(citation, "nplcit", "text") or value(citation, "nplcit"),
        category=", ".join(dict.fromkeys(categories)),
        by="" if by == "unknown" else by,
        claims=", ".join(dict.fromkeys(claims)),
    )
