"""A document as it was read: its pages, what hides in it, who owns it, and how secret it is."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation, Kind

QUOTED = 300  # characters of a page in a citation


class Classification(StrEnum):
    """How secret a document is. Whatever is not public stays on this machine (threat S9)."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    PRE_FILING = "pre-filing"  # an invention not yet filed: publication would destroy its novelty

    @property
    def taints(self) -> bool:
        """Whether a request that read the document counts as confidential from then on."""
        return self is not Classification.PUBLIC


class PageState(StrEnum):
    """What a page gave."""

    TEXT = "text"
    TEXT_LAYER = "text_layer"  # a scan with a text layer nobody sees: its words may differ from the picture's
    SCANNED = "scanned"  # a picture without text
    BLANK = "blank"


class Finding(BaseModel):
    """Something a reader of the page would not see: where (0: the file as a whole), by what means, and its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    carrier: (
        str  # same_colour, tiny, invisible, off_page, covered, layer, tag_characters, bidi, zero_width, annotation ...
    )
    page: int
    text: str


class Page(BaseModel):
    """The text of a page, without what is hidden in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    text: str
    state: PageState


class Contents(BaseModel):
    """A document's pages and findings. `checked`: a second reader looked at what can be seen of each page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    checked: bool = True

    def numbered(self, state: PageState) -> list[int]:
        """The numbers of the pages in a state."""
        return [page.number for page in self.pages if page.state is state]


class Document(BaseModel):
    """A document in the store, as its owner sees it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    owner: str
    name: str
    sha256: str
    size: int  # bytes
    classification: Classification
    received: datetime
    contents: Contents

    def cite(self, page: int, quote: str) -> Citation:
        """The citation of a page, quoting words of it."""
        return Citation(
            key=f"document/{self.id}/p{page}",
            kind=Kind.DOCUMENT,
            title=self.name,
            locator=f"第{page}页",
            quote=quote[:QUOTED],
            source=self.name,
        )
