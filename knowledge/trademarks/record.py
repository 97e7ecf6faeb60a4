"""One trademark application or registration, whatever file it came from, with its provenance."""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator

_SEPARATORS = re.compile(r"[\s,/.\-_·]+")
_WRAPPING = re.compile(r"^第|号$|^(?:NO|REG(?:ISTRATION)?|SERIAL|APPL(?:ICATION)?)(?=\d)")
_SUBGROUP = re.compile(r"(?:0[1-9]|[1-3]\d|4[0-5])\d{2}")
_VIENNA = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?")
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,12}[A-Z]{0,3}")
CLASSES = range(1, 46)


class MarkNumberError(ValueError):
    """The text is no application or registration number of a mark. The message says what was expected."""


def canonical_number(text: str) -> str:
    """A number of a mark without separators, leading zeros and the words around it: "第 1234567 号" is "1234567".

    The letters an office keeps in its numbers stay: "G1234567" (international registration designating China),
    "1234567A" (divided). Raises MarkNumberError.
    """
    packed = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).strip().upper())
    packed = _WRAPPING.sub("", _WRAPPING.sub("", packed))
    if not _NUMBER.fullmatch(packed):
        raise MarkNumberError(
            f"{text!r} is no number of a trademark (expected digits, perhaps with letters around them)."
        )
    head = re.match(r"[A-Z]*", packed)
    letters = head[0] if head else ""
    return letters + (packed[len(letters) :].lstrip("0") or "0")


class Effect(StrEnum):
    """What an event did to the mark."""

    PUBLISHED = "published"  # preliminary approval published for opposition
    OPPOSED = "opposed"
    REGISTERED = "registered"
    RENEWED = "renewed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SURRENDERED = "surrendered"  # the holder gave it up (注销 on request)
    CANCELLED = "cancelled"  # revoked by the office or on request: non-use, generic term, misuse (撤销)
    INVALIDATED = "invalidated"  # declared invalid (无效宣告)
    EXPIRED = "expired"  # not renewed
    ASSIGNED = "assigned"
    LICENSED = "licensed"
    OTHER = ""


class Part(BaseModel):
    """Base of every part: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Goods(Part):
    """One Nice class of a mark: the goods or services as printed, and the similar-goods groups (类似群) the source gives."""

    nice: int = Field(ge=CLASSES.start, lt=CLASSES.stop)
    names: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()

    @field_validator("subgroups")
    @classmethod
    def _groups(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [code for code in value if not _SUBGROUP.fullmatch(code)]
        if wrong:
            raise ValueError(
                f"{wrong[0]!r} is no group of similar goods (expected four digits, class then group: 0901)"
            )
        return value


class StatusEvent(Part):
    """A legal event as the office published it."""

    day: date | None
    effect: Effect = Effect.OTHER
    text: str = ""


class Source(Part):
    """Where the record came from: the file by its SHA-256, the importer, the place in the file, and when it was read."""

    raw: str
    importer: str
    place: str
    retrieved: datetime


class Mark(Part):
    """A mark. Dates unknown to the source are None. `as_of`: the day up to which the source knows the mark's fate."""

    office: str = Field(pattern=r"^[A-Z]{2}$")  # WIPO ST.3: CN, US, EM (EUIPO), WO
    number: str  # canonical
    printed: str  # as the source prints it
    words: str  # the word elements, in the original script; "" for a purely figurative mark
    transliteration: str = ""
    translation: str = ""
    vienna: tuple[str, ...] = ()  # figurative elements, Vienna Classification: "3.7.1"
    holder: str = ""
    holder_country: str = ""
    agent: str = ""
    goods: tuple[Goods, ...] = ()
    filed: date | None = None
    priority: date | None = None
    published: date | None = None  # preliminary approval
    registered: date | None = None
    expires: date | None = None
    events: tuple[StatusEvent, ...] = ()
    as_of: date | None = None
    source: Source | None = None

    @field_validator("vienna")
    @classmethod
    def _figurative(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [code for code in value if not _VIENNA.fullmatch(code)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no code of the Vienna Classification (expected 3.7 or 3.7.1)")
        return value

    @property
    def key(self) -> str:
        """The stable key of citations: "trademark/CN1234567"."""
        return f"trademark/{self.id}"

    @property
    def id(self) -> str:
        """Office and number. One number names one mark in all its classes."""
        return f"{self.office}{self.number}"

    @property
    def classes(self) -> tuple[int, ...]:
        """The Nice classes, in order."""
        return tuple(sorted({goods.nice for goods in self.goods}))
