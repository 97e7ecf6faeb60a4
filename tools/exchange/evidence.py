"""What the checks look at: records of patents and marks, through one small protocol, and the keys of a right."""

import re
import unicodedata
from datetime import date
from typing import Protocol

from knowledge.patents.numbers import NumberError, parse_application, parse_publication
from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus
from knowledge.trademarks.record import Mark, MarkNumberError, canonical_number
from tools.refused import Refused

PATENTS = ("patent", "application", "package")
_SEPARATORS = re.compile(r"[\s,./\-_·]+")


class Evidence(Protocol):
    """What is known of rights. Empty answers mean that nothing is held, not that there is nothing."""

    def patent(self, number: str) -> list[Patent]:
        """The publications of the application a typed number leads to, oldest first; empty when none is held."""
        ...

    def standing(self, number: str, day: date) -> LegalStatus | None:
        """The legal status on a day, None when no record is held."""
        ...

    def marks(self, number: str) -> list[Mark]:
        """The mark of a number ("CN1234567", "1234567"), as a list of one, or of none when it is not held."""
        ...

    def similar(self, mark: Mark, day: date) -> list[Mark] | None:
        """Marks of the same holder that are alike for the same or similar goods and alive; None when nobody could look."""
        ...


class NoEvidence:
    """Nothing is held of anything: every check says so."""

    def patent(self, number: str) -> list[Patent]:
        """None held."""
        return []

    def standing(self, number: str, day: date) -> LegalStatus | None:
        """Not known."""
        return None

    def marks(self, number: str) -> list[Mark]:
        """None held."""
        return []

    def similar(self, mark: Mark, day: date) -> list[Mark] | None:
        """Could not look."""
        return None


def right_keys(evidence: Evidence, subject: str, number: str) -> tuple[str, ...]:
    """The keys of a right: the same for all ways to write its number, so that it cannot be listed twice.

    A patent has one for each of its publications and for its application, as far as its records are held; a record that is
    held later does not let it in again. Raises Refused for what is no number.
    """
    if subject in PATENTS:
        return _patent_keys(evidence, number)
    if subject == "trademark":
        try:
            return (f"trademark:{mark_id(number)}",)
        except MarkNumberError:
            raise Refused(f"“{number[:40]}”不是商标注册号。/ “{number[:40]}” is no number of a trademark.", "listing.number") from None  # fmt: skip
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).upper()
    if not any(char.isdigit() for char in plain):
        raise Refused(f"“{number[:40]}”不是登记号。/ “{number[:40]}” is no registration number.", "listing.number")
    return (f"{subject}:{plain}",)


def mark_id(number: str) -> str:
    """Office and number of a mark; an office that is not named is China's. Raises MarkNumberError."""
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).upper()
    named = re.fullmatch(r"(CN|US|EM|WO)([A-Z]?\d+[A-Z]?)", plain)
    return f"{named[1]}{canonical_number(named[2])}" if named else f"CN{canonical_number(number)}"


def _patent_keys(evidence: Evidence, number: str) -> tuple[str, ...]:
    found = {f"patent:{each.number.without_kind}" for each in evidence.patent(number)}
    found |= {f"patent:{each.application}" for each in evidence.patent(number) if each.application}
    try:
        return tuple(sorted(found | {f"patent:{parse_publication(number).without_kind}"}))
    except NumberError:
        pass
    try:
        return tuple(sorted(found | {f"patent:{parse_application(number).canonical}"}))
    except NumberError:
        raise Refused(f"“{number[:40]}”不是专利号或申请号，写成 CN202644312U 或 ZL201220249767.4 这样。/ “{number[:40]}” is no patent or application number; write it like CN202644312U or ZL201220249767.4.", "listing.number") from None  # fmt: skip
