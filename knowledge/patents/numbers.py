"""Publication and application numbers in one canonical form, however an office or a database prints them.

Canonical: country, serial without separators and without leading zeros, kind code: US8697359B1, CN102644313U,
EP784692A1, WO1996011280A1, JPH10507077A. Application numbers carry no kind and look like no publication:
CN201220249767.4 (with its check digit, computed where it is not printed), US12/657848, EP99203729.1,
PCT/US2013/038260, JP2005-152544, KR10-2011-0075838. WIPO ST.1, ST.3 (countries), ST.6 (publication numbers), ST.10/C (related numbers),
ST.13 (application numbers), ST.16 (kind codes).
"""

import re
import unicodedata

from pydantic import BaseModel, ConfigDict

from knowledge.patents.applications import Serial, pct_serial, serial_of
from knowledge.patents.number_forms import branched, office_serial, rewritten, usual_form


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
    packed = _SEPARATORS.sub("", usual_form(text.upper()))
    if country and not packed.startswith(country):
        packed = country + packed
    packed = rewritten(packed)
    if parts := branched(packed):
        return PatentNumber(country=parts[0], serial=parts[1], kind=parts[2])
    found = _PUBLICATION.match(packed)
    if not found:
        raise NumberError(f"{text!r} is no publication number (expected a country code, digits and a kind code).")
    office, serial, kind = found["country"], found["serial"], found["kind"] or ""
    return PatentNumber(
        country=office, serial=office_serial(office, serial, kind) or _serial(office, serial), kind=kind
    )


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


class ApplicationNumber(BaseModel):
    """One application: `canonical` names it, `printed` is what was read, `problem` says what is wrong with that."""

    model_config = ConfigDict(frozen=True)

    country: str  # ST.3 code of the office, "WO" for an international application
    canonical: str
    printed: str
    kind: str = ""  # A invention, U utility model, S design, where the number says so
    problem: str = ""  # "中文。/ English.", empty when nothing is wrong

    def __str__(self) -> str:
        return self.canonical


_PCT = re.compile(r"PCT[\s/\-]*([A-Z]{2})[\s/\-]*(\d{4}|\d{2})[\s/\-]+(\d{1,6})")
_PCT_DOCDB = re.compile(r"([A-Z]{2})\s*(?:(\d{4})/?(\d{6,7})|(\d\d)(\d{5}))\s*W")  # EP 2009007340 W, BG 0200010 W
_PCT_EPODOC = re.compile(r"WO\s*(\d{4})\s*([A-Z]{2})\s*(\d{1,6})\s*[A-Z]?")
_TAIL = re.compile(r"(?<=[\dD])(?:\s*(?P<kind>[AFPSTUW])|\s+D)\d?$")  # a D without a space belongs to the number
_HEAD = re.compile(r"(?!ZL)([A-Z]{2})[\s\-]*(?=[\dA-Z特実意昭平令])")


def parse_application(text: str, country: str = "", kind: str = "", filed: int = 0) -> ApplicationNumber:
    """The application number a text prints: "CN201220249767.4", "ZL 97 1 01765.4", "12/657,848", "特願平10-507077".

    `country`: the office when the text has none; `kind`: A, U or S when the source gives it beside the number; `filed`:
    the year of filing, which settles what old database forms leave open. A US form of year and serial gets the
    series of that year up to 2010 and keeps both after it (US2013-396697). A check digit that does not fit is told in `problem` and the right one stands in `canonical`. Raises NumberError.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if pct := _pct(plain):
        return ApplicationNumber(country="WO", canonical=pct, printed=text, kind="A")
    tail = _TAIL.search(plain)
    body, right = (plain[: tail.start()], tail["kind"] or kind) if tail else (plain, kind)
    head = _HEAD.match(body)
    office = head[1] if head else country or _office_of(body)
    serial = serial_of(office, body[head.end() :] if head else body, right, filed) if office else None
    if serial is None:
        raise NumberError(f"{text!r} is no application number (expected an office and its number, like 12/657,848).")
    canonical = f"{office}{serial.text}" + (f".{serial.check}" if serial.check else "")
    return ApplicationNumber(
        country=office,
        canonical=canonical,
        printed=text,
        kind=serial.kind or (right if right in ("A", "U", "S") else ""),
        problem=_wrong_check(text, serial) if serial.wrong_check else "",
    )


def _pct(plain: str) -> str:
    if found := _PCT.fullmatch(plain):
        return pct_serial(found[1], found[2], found[3])
    if (found := _PCT_DOCDB.fullmatch(plain)) and found[1] != "WO":
        return pct_serial(found[1], found[2] or found[4], found[3] or found[5])
    if found := _PCT_EPODOC.fullmatch(plain):
        return pct_serial(found[2], found[1], found[3])
    return ""


def _office_of(body: str) -> str:
    """The office whose form alone says it: a ZL number, a US series, a Japanese form; empty when several could be."""
    if re.match(r"ZL", body) or re.fullmatch(r"(?:19|20)\d{2}[12389]\d{7}\.?[\dX]", re.sub(r"\s", "", body)):
        return "CN"
    if re.fullmatch(r"(?:\d{1,2}|D)/\d{3},?\d{3}", re.sub(r"\s", "", body)):
        return "US"
    return "JP" if re.match(r"[特実意]願|[特実意](?:許|用新案|匠)出願", body) else ""


def _wrong_check(text: str, serial: Serial) -> str:
    return (
        f"{text} 的校验位应为 {serial.check}，写的是 {serial.given}，请核对号码。/ "
        f"The check digit of {text} should be {serial.check}, not {serial.given}; please check the number."
    )
