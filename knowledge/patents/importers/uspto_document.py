"""A document-id of ST.36: country, number, kind and date of a document, wherever it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.patents.importers.markup import Element
from knowledge.patents.numbers import PatentNumber, parse_publication

Parts = dict[str, Element]


class DocumentId(NamedTuple):
    """The four fields as printed; what is not given is empty."""

    country: str = ""
    number: str = ""
    kind: str = ""
    day: str = ""

    @classmethod
    def of(cls, element: Element) -> "DocumentId":
        """The fields that are children of an element."""
        fields = {str(child.tag): (child.text or "").strip() for child in element}
        get = fields.get
        return cls(get("country", ""), get("doc-number", ""), get("kind", ""), get("date", ""))

    def without_kind(self) -> PatentNumber:
        """The number when the source gives no kind. Raises NumberError."""
        return parse_publication(f"{self.country}{self.number}")


def parts_of(element: Element) -> Parts:
    """The children of an element by name, the first of each."""
    parts: Parts = {}
    for child in element:
        parts.setdefault(str(child.tag), child)
    return parts


def document_id(holder: Element | None) -> DocumentId:
    """The document id inside an element, empty when there is none."""
    found = holder.find("document-id") if holder is not None else None
    return DocumentId() if found is None else DocumentId.of(found)


def document_ids(holder: Element) -> Iterator[DocumentId]:
    """Every document id below an element."""
    return (DocumentId.of(found) for found in holder.iter("document-id"))
