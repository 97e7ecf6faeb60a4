"""One patent publication, whatever file it came from, with the provenance of every group of fields."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.patents.numbers import PatentNumber


class Right(StrEnum):
    """What a document protects or asks protection for."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    PLANT = "plant"
    OTHER = "other"  # statutory registrations, search reports, translations


class Stage(StrEnum):
    """What the publication is: an application laid open, a granted right, or something issued after grant."""

    APPLICATION = "application"
    GRANT = "grant"
    CORRECTED = "corrected"


class Part(BaseModel):
    """Base of every part: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Texts(Part):
    """The words of a publication in one language; what is not known is empty."""

    title: str = ""
    abstract: str = ""
    claims: tuple[str, ...] = ()  # each with its number as printed: "1. A device ..."
    description: tuple[str, ...] = ()  # paragraphs, in order


class Party(Part):
    """A holder, inventor or agent as printed. `entity` is the resolved holder (knowledge/patents/holders.py)."""

    name: str
    country: str = ""  # ST.3 code
    address: str = ""
    entity: str = ""


class Priority(Part):
    """A priority claimed."""

    number: str  # as printed, separators removed: "US65784810A"
    country: str
    day: date | None = None


class Symbol(Part):
    """A classification symbol in normal form: "F02C 7/055" for IPC and CPC, "14-03" for Locarno."""

    scheme: str  # IPC CPC USPC LOC
    code: str
    first: bool = False


class Cited(Part):
    """A document this one cites: a publication, or other literature as text."""

    number: str = ""  # canonical where it can be read, else as printed
    text: str = ""  # non-patent literature
    category: str = ""  # X, Y, A ... of a search report
    by: str = ""  # examiner, applicant, third party
    claims: str = ""  # the claims it was cited against


class Event(Part):
    """A legal event as the office published it."""

    day: date | None
    code: str = ""
    text: str = ""
    effect: str = ""  # granted, lapsed, restored, ceased, expired, withdrawn, refused, revoked, assigned, licensed, pledged, fee_paid


class Source(Part):
    """Where a group of fields came from."""

    raw: str  # sha-256 of the raw file
    importer: str
    place: str  # line, member of an archive, or row: "part.zip!US1.xml", "row 12"
    retrieved: datetime


class Patent(Part):
    """A publication. Dates unknown to the source are None; lists it does not give are empty."""

    number: PatentNumber
    printed: str  # the publication number as the source prints it
    right: Right = Right.INVENTION
    stage: Stage = Stage.APPLICATION
    published: date | None = None
    application: str = ""  # canonical application number, "" when unknown
    application_printed: str = ""
    filed: date | None = None
    granted: date | None = None
    language: str = ""  # of the original text, ISO 639-1
    texts: dict[str, Texts] = Field(default_factory=dict)  # by ISO 639-1 code; "zh-hant" for traditional Chinese
    holders: tuple[Party, ...] = ()
    inventors: tuple[Party, ...] = ()
    agents: tuple[Party, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    priorities: tuple[Priority, ...] = ()
    earliest_priority: date | None = None
    pct_application: str = ""
    pct_filed: date | None = None
    family: str = ""  # family number as the source gives it, with its scheme: "docdb:26732223"
    members: tuple[str, ...] = ()  # canonical numbers of the family
    cites: tuple[Cited, ...] = ()
    cited_by: tuple[str, ...] = ()  # canonical numbers
    cites_count: int | None = None  # where only the count is given
    cited_by_count: int | None = None
    claims_count: int | None = None
    events: tuple[Event, ...] = ()
    sources: dict[str, Source] = Field(
        default_factory=dict
    )  # by group: biblio texts claims description parties classes citations family events

    @property
    def key(self) -> str:
        """The stable key of citations: "patent/US8697359B1"."""
        return f"patent/{self.number}"
