"""A whole publication of the Chinese office (`PatentDocumentAndRelated`, schema V2.2.1) as a record.

Numbers come twice, as printed ("original": 200910190429.0) and padded for machines ("standard": 102009000190429); the
printed one is read. Address fields that are not known hold "0".
"""

from knowledge.patents.importers.cnipa_text import claims_of, joined_text, paragraphs_of
from knowledge.patents.importers.safe_xml import Element, child, children, text_of, value
from knowledge.patents.importers.standing import standing_of
from knowledge.patents.importers.values import (
    application_number,
    cited_number,
    day_of,
    publication,
    symbol_of,
    unique,
)
from knowledge.patents.record import Cited, Party, Patent, Priority, Symbol, Texts

_PHASES = {"SEA": "examiner", "EXA": "examiner", "APP": "applicant", "ISR": "examiner"}


def patent_of(document: Element) -> Patent:
    """The record of a publication. Raises NumberError when it names none."""
    biblio = child(document, "BibliographicData")
    reference = _printed(children(biblio, "PublicationReference"))
    country = value(reference, "WIPOST3Code") or document.get("country", "")
    serial = value(reference, "DocNumber") or document.get("docNumber", "")
    number = publication(country, serial, value(reference, "Kind") or document.get("kind", ""))
    published = day_of(value(reference, "Date")) or day_of(document.get("datePublication", ""))
    standing = standing_of(number, published)
    application = _printed(children(biblio, "ApplicationReference"))
    filed = day_of(value(application, "Date"))
    priorities = tuple(_priority(each) for each in children(biblio, "PriorityDetails", "Priority"))
    parties = child(biblio, "Parties")
    language = document.get("lang", "zh")
    return Patent(
        number=number,
        printed=f"{country} {serial} {number.kind}".strip(),
        right=standing.right,
        stage=standing.stage,
        published=published,
        granted=standing.granted,
        application=application_number(value(application, "DocNumber"), country, filed=filed),
        application_printed=value(application, "DocNumber"),
        filed=filed,
        language=language,
        texts={language: _texts(document, biblio)},
        holders=_holders(parties),
        inventors=_named(children(parties, "InventorDetails", "Inventor")),
        agents=_named(children(parties, "AgentDetails", "Agent", "Agency"))
        or _named(children(parties, "AgentDetails", "Agent")),
        symbols=_symbols(biblio),
        priorities=priorities,
        earliest_priority=min((each.day for each in priorities if each.day), default=None),
        cites=tuple(_cited(each) for each in children(biblio, "ReferencesCited", "Citation")),
    )


def _printed(references: list[Element]) -> Element | None:
    """The `DocumentID` of the reference in the office's own format, else of the first one."""
    by_format = {each.get("dataFormat", ""): child(each, "DocumentID") for each in reversed(references)}
    return by_format.get("original", next(iter(by_format.values()), None))


def _texts(document: Element, biblio: Element | None) -> Texts:
    return Texts(
        title=joined_text(child(biblio, "InventionTitle")),
        abstract="\n".join(filter(None, map(joined_text, children(document, "Abstract", "Paragraphs")))),
        claims=claims_of(children(document, "Claims", "Claim")),
        description=paragraphs_of(child(document, "Description")),
    )


def _holders(parties: Element | None) -> tuple[Party, ...]:
    """The holders of a granted patent where they are given, else the applicants."""
    return _named(children(parties, "AssigneeDetails", "Assignee")) or _named(
        children(parties, "ApplicantDetails", "Applicant")
    )


def _named(elements: list[Element]) -> tuple[Party, ...]:
    parties = []
    for element in elements:
        book = child(element, "AddressBook")
        name = value(book, "Name") or value(book, "OrganizationName")
        if name:
            country = value(book, "Address", "WIPOST3Code")
            parties.append(Party(name=name, country=country, address=value(book, "Address", "Text")))
    return tuple(parties)


def _symbols(biblio: Element | None) -> tuple[Symbol, ...]:
    old = child(biblio, "ClassificationIPC")  # until 2006, each symbol as printed and padded
    new = children(biblio, "ClassificationIPCRDetails", "ClassificationIPCR")
    texts = [text_of(each) for each in (old if old is not None else ()) if each.get("dataFormat") == "original"]
    found = [symbol_of("IPC", text) for text in [*texts, *(value(each, "Text") for each in new)]]
    locarno = [value(each, "MainClassification") for each in children(biblio, "ClassificationLocarno")]
    return unique([*found, *(symbol_of("LOC", code) for code in locarno)])


def _priority(priority: Element) -> Priority:
    one = child(priority, "DocumentID")
    country = value(one, "WIPOST3Code")
    return Priority(
        number=country + value(one, "DocNumber").replace(" ", ""), country=country, day=day_of(value(one, "Date"))
    )


def _cited(citation: Element) -> Cited:
    one = _printed(children(citation, "ApplicationCitation", "PublicationReference"))
    number = (
        cited_number(value(one, "WIPOST3Code"), value(one, "DocNumber"), value(one, "Kind")) if one is not None else ""
    )
    return Cited(
        number=number,
        text="" if number else text_of(citation),
        by=_PHASES.get(citation.get("srepPhase", ""), ""),
    )
