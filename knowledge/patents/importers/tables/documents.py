"""What a document is by its number: the right it is about, and whether it is an application or a grant (WIPO ST.16)."""

import re

from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Right, Stage

_US_SERIES = {"D": Right.DESIGN, "PP": Right.PLANT, "RE": Right.INVENTION, "H": Right.OTHER, "T": Right.OTHER}
# Kinds that mean a utility model, petty patent or short-term patent at the office that uses them.
_UTILITY = {"AU": ("A4",), "FR": ("A3", "A7", "B3")}
# Offices that granted under kind A: the US before 2001, Canada, Britain and others before their modern laws.
_GRANTED_AS_A = {"US", "CA"}
_DESIGNS = frozenset({"S", "S1", "S2", "S3", "D"})
_US_APPLICATION = re.compile(r"(?:19|20)\d{9}")
# Numbers that only grants have, where a database leaves the kind out: Korean registrations, Russian patents.
_GRANT_NUMBERS = {"KR": re.compile(r"[12]0\d{7}"), "RU": re.compile(r"2\d{6}")}


def right_of(number: PatentNumber) -> Right:
    """The right a publication is about, by its kind code and, in the US, by the letters of its number."""
    office, kind = number.country, number.kind
    if office == "US":
        letters = re.match(r"[A-Z]*", number.serial)
        return _US_SERIES.get(letters[0] if letters else "", Right.DESIGN if kind[:1] == "S" else Right.INVENTION)
    if kind[:1] in ("U", "Y") or kind in _UTILITY.get(office, ()):
        return Right.UTILITY_MODEL
    if kind in _DESIGNS:
        return Right.DESIGN
    return Right.OTHER if kind[:1] == "T" and office != "AP" else Right.INVENTION


def stage_of(number: PatentNumber) -> Stage:
    """Whether the publication is an application, a grant, or corrects one (EP B2 and B8, reissues)."""
    office, kind = number.country, number.kind
    if office == "US":
        return _us_stage(number)
    if not kind and office in _GRANT_NUMBERS:
        return Stage.GRANT if _GRANT_NUMBERS[office].fullmatch(number.serial) else Stage.APPLICATION
    if kind in ("B8", "B9") or (office == "EP" and kind == "B2"):
        return Stage.CORRECTED
    granted = kind[:1] in ("B", "C", "Y", "E", "T", "S") or (office in ("CN", "DE", "TW", "UA") and kind[:1] == "U")
    return Stage.GRANT if granted or (kind == "A" and office in _GRANTED_AS_A) else Stage.APPLICATION


def _us_stage(number: PatentNumber) -> Stage:
    if number.serial.startswith("RE") or number.kind[:1] in ("C", "E", "F"):
        return Stage.CORRECTED  # reissues, re-examination and review certificates
    if number.serial.startswith(("T", "H")):
        return Stage.APPLICATION  # published without a right: defensive publications, statutory registrations
    return Stage.APPLICATION if _US_APPLICATION.fullmatch(number.serial) else Stage.GRANT
