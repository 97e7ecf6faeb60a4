"""XML of the Chinese office: whole publications, and the pieces an application is kept in.

A publication is a `PatentDocumentAndRelated` with bibliographic data, abstract, description and claims. The parts of an
application (claims 100001, description 100002, drawings 100003, abstract 100004 ...) are files of their own that do not say
whose they are: the number is the folder they lie in (or, where folders were flattened, a piece of the file's name), and
it must have a right check digit. Such a piece becomes a record under the application's stand-in number
(knowledge/patents/importers/stand_in.py) that holds only what the piece holds.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.patents.importers import reasons
from knowledge.patents.importers.cnipa_document import patent_of
from knowledge.patents.importers.cnipa_text import claims_of, joined_text, paragraphs_of
from knowledge.patents.importers.safe_xml import Element, Unreadable, child, children, elements, root_of
from knowledge.patents.importers.stand_in import stand_in
from knowledge.patents.importing import Broken, Deleted, Found, Outcome
from knowledge.patents.numbers import NumberError, parse_application
from knowledge.patents.record import Patent, Right, Texts

BUSINESS = "http://www.sipo.gov.cn/XMLSchema/business"
_DOCUMENT, _BODY = f"{{{BUSINESS}}}PatentDocumentAndRelated", "cn-application-body"
_ROOTS = {(BUSINESS, "PatentDocumentAndRelated"), ("", _BODY)}
# Twelve digits since October 2003, eight before, and the check digit: what a folder of an application is called.
_FOLDER = re.compile(
    r"(?:CN|ZL)?((?:19|20)\d{2}[12389]\d{7}|[89]\d[12389]\d{5}|0[0-3][12389]\d{5})\.?([\dX])", re.IGNORECASE
)
_RIGHTS = {"A": Right.INVENTION, "U": Right.UTILITY_MODEL, "S": Right.DESIGN}


class CnipaImporter:
    """Reads publications and application parts of the Chinese office."""

    name = "cnipa-xml"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the root is a CNIPA publication (by its schema's namespace) or an application body."""
        return root_of(head) in _ROOTS

    def read(self, path: Path) -> Iterator[Outcome]:
        """The publication or the part of an application in the file."""
        seen = False
        try:
            for element, offset in elements(path, _DOCUMENT, _BODY):
                seen = True
                place = f"line {element.sourceline}"
                try:
                    yield _outcome(element, path, place, offset)
                except (NumberError, reasons.Rejected) as error:
                    yield Broken(place, reasons.reason_of(error), offset)
        except Unreadable as error:
            yield Broken(f"line {error.line}", str(error), path.stat().st_size)
            return
        if not seen:
            yield Broken("line 1", reasons.NO_PUBLICATION, path.stat().st_size)


def _outcome(element: Element, path: Path, place: str, offset: int) -> Outcome:
    if element.tag == _BODY:
        texts = _piece(element)
        if texts == Texts():
            return Broken(place, reasons.DRAWINGS, offset)
        return Found(_of_application(_application_of(path), element.get("lang", "zh"), texts), place, offset)
    patent = patent_of(element)
    if element.get("status") == "D":
        return Deleted(str(patent.number), place, offset)
    return Found(patent, place, offset)


def _application_of(path: Path) -> str:
    """The application number in the file's name or that of the nearest folder. Raises Rejected when none has one."""
    names = [*reversed(path.stem.split("__")), *(folder.name for folder in path.parents)]
    for name in names:
        if found := _FOLDER.fullmatch(name):
            number = parse_application(f"{found[1]}.{found[2].upper()}", "CN")
            if not number.problem:
                return number.canonical
    raise reasons.Rejected(reasons.WHOSE_PIECE)


def _of_application(application: str, language: str, texts: Texts) -> Patent:
    """A record that holds only these texts, under the stand-in number of the application."""
    number = parse_application(application)
    return Patent(
        number=stand_in(application),
        printed=application,
        right=_RIGHTS.get(number.kind, Right.INVENTION),
        application=application,
        language=language,
        texts={language: texts},
    )


def _piece(body: Element) -> Texts:
    description = child(body, "description")
    return Texts(
        title=joined_text(child(description, "invention-title")),
        abstract="\n".join(filter(None, map(joined_text, children(body, "cn-abstract", "p")))),
        claims=claims_of(children(body, "cn-claims", "claim")),
        description=paragraphs_of(description),
    )
