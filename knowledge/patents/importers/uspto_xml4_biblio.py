"""Parties, classes and citations of the USPTO's ST.36 documents (versions 4.x)."""

from collections.abc import Iterable, Iterator

from knowledge.patents.importers.markup import Element
from knowledge.patents.importers.uspto_classes import in_columns, symbol
from knowledge.patents.importers.uspto_document import DocumentId, Parts
from knowledge.patents.importers.uspto_numbers import cited
from knowledge.patents.importers.uspto_parties import named
from knowledge.patents.importers.uspto_text import words
from knowledge.patents.record import Cited, Party, Symbol

_BOOK = ("orgname", "name", "first-name", "middle-name", "last-name", "suffix")
_STREET = ("address-1", "address-2", "address-3", "street", "city", "state", "postcode")
_INVENTOR_APPLICANTS = ("applicant-inventor",)


def parties(parts: Parts) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[Party, ...]]:
    """Inventors, holders, agents. Holders are the assignees; where none is named, those who applied.

    Before the America Invents Act (2012-09-16) the inventors applied themselves: `applicant-inventor`.
    """
    group = parts.get("us-parties", parts.get("parties"))
    applicants = _people(group, "us-applicant", "applicant")
    inventors = tuple(_parties(_people(group, "inventor")))
    if not inventors:
        inventors = tuple(_parties(one for one in applicants if one.get("app-type") in _INVENTOR_APPLICANTS))
    assignees = tuple(_parties(_people(parts.get("assignees"), "assignee")))
    return inventors, assignees or tuple(_parties(applicants)), tuple(_parties(_people(group, "agent")))


def _people(group: Element | None, *tags: str) -> list[Element]:
    return [] if group is None else list(group.iter(*tags))


def _parties(people: Iterable[Element]) -> Iterator[Party]:
    """An assignee of the applications of 2005 stands without address book, its fields directly below."""
    for one in people:
        book = one.find("addressbook")
        holder = one if book is None else book
        fields = {str(child.tag): child.text or "" for child in holder if child.tag in _BOOK}
        address = holder.find("address")
        lines = {str(line.tag): line.text or "" for line in address} if address is not None else {}
        yield from named(fields, (lines.get(part, "") for part in _STREET), lines.get("country", ""))


def symbols(parts: Parts) -> tuple[Symbol, ...]:
    """All symbols, each once: IPC (either form), CPC with combination sets, USPC, Locarno."""
    found: list[Symbol] = []
    for tag, scheme in (("classification-ipc", "IPC"), ("classification-national", "USPC")):
        found += _in_lines(parts.get(tag), scheme)
    found += _in_lines(parts.get("classification-locarno"), "LOC")
    found += _in_fields(parts.get("classifications-ipcr"), "classification-ipcr", "IPC")
    found += _in_fields(parts.get("classifications-cpc"), "classification-cpc", "CPC")
    once: dict[str, Symbol] = {}
    for one in found:
        once.setdefault(f"{one.scheme} {one.code}", one)
    return tuple(once.values())


def _in_lines(group: Element | None, scheme: str) -> Iterator[Symbol]:
    for line in group if group is not None else ():
        if line.tag in ("main-classification", "further-classification"):
            yield from symbol(scheme, line.text or "", first=line.tag == "main-classification")


def _in_fields(group: Element | None, tag: str, scheme: str) -> Iterator[Symbol]:
    """Symbols in five fields; the one whose position is F is the first of its scheme."""
    for one in group.iter(tag) if group is not None else ():
        fields = {str(child.tag): child.text or "" for child in one}
        if fields.get("main-group"):
            code = in_columns(
                fields["section"], fields["class"], fields["subclass"], fields["main-group"], fields["subgroup"]
            )
            yield Symbol(scheme=scheme, code=code, first=fields.get("symbol-position") == "F")


def citations(references: Element | None) -> tuple[Cited, ...]:
    """Documents and other literature cited, with who cited them."""
    return tuple(_cited(one) for one in references) if references is not None else ()


def _cited(citation: Element) -> Cited:
    by, number, text = "", "", ""
    for child in citation:
        if child.tag == "category":
            by = (child.text or "").strip().removeprefix("cited by ")
        elif child.tag == "nplcit":
            text = words(child)
        elif child.tag == "patcit":
            found = next((DocumentId.of(one) for one in child if one.tag == "document-id"), DocumentId())
            number = cited(found.number, found.kind, found.country)
    return Cited(number=number, text=text, by=by)
