"""Numbers of rights as tables and people write them, in one form, and what a number says of its right.

Patents: the forms of knowledge/patents (CN202010123456.7 with its check digit, US11234567B2). Marks: those of
knowledge/trademarks. Registrations of copyright, software and layout-designs: capitals without blanks.
"""

import re
import unicodedata
from dataclasses import dataclass

from knowledge.patents.numbers import NumberError, parse_application, parse_publication
from knowledge.trademarks.record import MarkNumberError, canonical_number
from tools.portfolio.asset import PATENTS, Right

_CN_APPLICATION = re.compile(r"^(?:CN|ZL)?(?:19|20)\d{2}[12389]\d{7}[\dX]?$|^ZL")
_US_APPLICATION = re.compile(r"^(?:US)?\d{2}/\d{3},?\d{3}$")
_REGISTRATION = re.compile(r"^[\w.\-/一-鿿]{3,58}$")
_SOFTWARE = re.compile(r"^\d{4}SR\d{4,8}$")
_LAYOUT = re.compile(r"^BS\.?\d{6,10}")
_OF_APPLICATION: dict[str, Right] = {"A": "invention", "U": "utility-model", "S": "design"}
_OF_KIND: dict[str, Right] = {"A": "invention", "B": "invention", "C": "invention", "U": "utility-model", "Y": "utility-model", "S": "design"}  # fmt: skip
_SEPARATED = re.compile(r"[;；、\n]+|[,，](?!\d{3}(?:\D|$))|\s{2,}")


class NumberRefused(ValueError):  # noqa: N818 - named for what it says
    """The number cannot be taken. The message is "中文。/ English."; `name` tells why."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True)
class Number:
    """A number in its one form. `right`: what the number itself says it is of, "" where it says nothing."""

    jurisdiction: str
    number: str
    right: Right | None


def split_numbers(text: str) -> list[str]:
    """The numbers of a text: by lines, semicolons, 、 and commas that do not group digits."""
    return list(dict.fromkeys(part.strip() for part in _SEPARATED.split(unicodedata.normalize("NFKC", text)) if part.strip()))  # fmt: skip


def read_number(text: str, right: Right | None = None, jurisdiction: str = "") -> Number:
    """The number of a right. Raises NumberRefused for what is none, and for a check digit that does not fit."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    packed = re.sub(r"\s+", "", plain)
    if right == "mark":
        return _mark(text, packed, jurisdiction)
    if right is None and _SOFTWARE.match(packed):
        return Number(jurisdiction or "CN", packed, "software")
    if right is None and _LAYOUT.match(packed):
        return Number(jurisdiction or "CN", packed, "layout")
    if right is None or right in PATENTS:
        return _patent(text, packed, jurisdiction)
    if not _REGISTRATION.match(packed):
        raise _none(text)
    return Number(jurisdiction or "CN", packed, right)


def _mark(text: str, packed: str, jurisdiction: str) -> Number:
    office = jurisdiction or "CN"
    try:
        return Number(office, canonical_number(packed.removeprefix(office)), "mark")
    except MarkNumberError:
        raise _none(text) from None


def _patent(text: str, packed: str, jurisdiction: str) -> Number:
    bare = packed.replace(".", "").replace("-", "")
    application = _CN_APPLICATION.match(bare) if jurisdiction in ("", "CN") else None
    if application or _US_APPLICATION.match(packed) or packed.startswith("PCT") or ("/" in packed and jurisdiction == "US" and not packed.startswith("US20")):  # fmt: skip
        return _application(text, jurisdiction)
    try:
        found = parse_publication(text.strip(), jurisdiction)
    except NumberError:
        return _application(text, jurisdiction)
    return Number(found.country, str(found), _published(found.country, found.serial, found.kind))


def _application(text: str, jurisdiction: str) -> Number:
    try:
        found = parse_application(text, jurisdiction)
    except NumberError:
        raise _none(text) from None
    if found.problem:
        raise NumberRefused(found.problem, "portfolio.check_digit")
    right = _OF_APPLICATION.get(found.kind) if found.country == "CN" else None
    return Number(found.country, found.canonical, right)


def _published(country: str, serial: str, kind: str) -> Right | None:
    if country == "US":
        return "design" if serial.startswith("D") else "invention"
    if country in ("EP", "WO"):
        return "invention"
    return _OF_KIND.get(kind[:1]) if country == "CN" else None


def _none(text: str) -> NumberRefused:
    shown = " ".join(text.split())[:40]
    return NumberRefused(
        f"“{shown}”不是能识别的号码，请写成 ZL202010123456.7、US11234567B2、第1234567号这样。/ “{shown}” is no number that can be read; write it like ZL202010123456.7, US11234567B2 or 1234567.",
        "portfolio.number",
    )
