"""Publication and application numbers in one canonical form, however an office or a database prints them.

Canonical: country, serial without separators and without leading zeros, kind code: US8697359B1, CN102644313U,
EP784692A1, WO1996011280A1, JPH10507077A. Application numbers carry no kind: CN201310123456.7 is CN201310123456X with
its check digit kept after a dot. WIPO ST.1, ST.3 (countries), ST.6 (publication numbers), ST.10/C (related numbers),
ST.13 (application numbers), ST.16 (kind codes).
"""

import re

from pydantic import BaseModel, ConfigDict


class NumberError(ValueError):
    """The text is no patent number that can be read. The message says what was expected."""


class PatentNumber(BaseModel):
    """One publication: `country` (ST.3 code), `serial` (digits, letters of an era or series), `kind` (may be unknown)."""

    model_config = ConfigDict(frozen=True)

    country: str
    serial: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.country}{self.serial}{self.kind}"

    @property
    def without_kind(self) -> str:
        """The number whatever the kind of document: one application may be published as A and later as B."""
        return f"{self.country}{self.serial}"


_SEPARATORS = re.compile(r"[\s,/.\-_·]+")
_PUBLICATION = re.compile(r"^(?P<country>[A-Z]{2})(?P<serial>(?:[A-Z]{1,2})?\d{1,14})(?P<kind>[A-Z]\d?)?$")
# US design, plant, reissue, statutory registrations keep their letters in the number itself: USD435854S1, USRE43561E1.
_US_SERIES = re.compile(r"^(D|PP|RE|H|T|AI|X)?0*(\d+)$")


def parse_publication(text: str, country: str = "") -> PatentNumber:
    """The publication number a text prints: "US 2011/0185700 A1", "ZL201310123456.7"-like application numbers are not.

    `country`: the office when the text has none. Raises NumberError.
    """
    packed = _SEPARATORS.sub("", text.strip().upper())
    if country and not packed.startswith(country):
        packed = country + packed
    found = _PUBLICATION.match(packed)
    if not found:
        raise NumberError(f"{text!r} is no publication number (expected a country code, digits and a kind code).")
    office, serial, kind = found["country"], found["serial"], found["kind"] or ""
    return PatentNumber(country=office, serial=_serial(office, serial), kind=kind)


def _serial(office: str, serial: str) -> str:
    letters = re.match(r"^[A-Z]*", serial)
    head = letters[0] if letters else ""
    digits = serial[len(head) :]
    if office == "US" and not head and len(digits) in (10, 11) and digits[:2] in ("20", "19"):
        return digits[:4] + digits[4:].lstrip("0").zfill(7)  # US 2011/185700: seven digits after the year
    if office == "WO" and not head and len(digits) == 7:
        return ("19" if digits[:2] >= "78" else "20") + digits[:2] + "0" + digits[2:]  # WO 96/11280: ST.6 before 2004
    if office == "WO" and not head and len(digits) == 9:
        return digits[:4] + digits[4:].lstrip("0").zfill(6)
    return head + (digits.lstrip("0") or "0")
