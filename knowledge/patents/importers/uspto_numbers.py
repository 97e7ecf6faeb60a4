"""Numbers and dates as the USPTO prints them: publications, applications, kinds and what they say about right and stage.

Kind codes: USPTO list of 2001-01-02 (WIPO ST.16). Before that grants carry no kind in the data; the letter of the
number decides, utility grants are "A" as in every database of today.
"""

import re
from datetime import date

from knowledge.patents.numbers import NumberError, PatentNumber, parse_publication
from knowledge.patents.record import Right, Stage

_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]+")
_APPLICATION = re.compile(r"^(?:(\d{2})[/\s])?([\d,\s]+)$")
_PCT = re.compile(r"^PCT[\s/.-]*([A-Z]{2})[\s/.-]*(\d{4}|\d{2})[\s/.-]*(\d{4,6})$", re.IGNORECASE)
# What a number without kind code is, by its letters.
_KINDS = {"D": "S", "PP": "P", "RE": "E", "H": "H", "T": "I4", "": "A"}
_RIGHTS = {"S": Right.DESIGN, "P": Right.PLANT, "H": Right.OTHER, "I": Right.OTHER, "T": Right.OTHER}
_APPLICATIONS = {"A1", "A2", "P1", "P4"}  # P1 was a grant before 2001, in data that gives no kind codes
_CORRECTED = {"A9", "P9"}
_DESIGN_SERIES = "29"


def day(text: str | None) -> date | None:
    """A date printed YYYYMMDD; None when the day or month is not known (19501100) or nothing is given."""
    digits = (text or "").strip()
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def publication(number: str, kind: str = "", country: str = "US") -> PatentNumber:
    """A publication number from its three fields. Raises NumberError."""
    return parse_publication(f"{number}{kind.strip()}", country)


def old_publication(number: str) -> PatentNumber:
    """A US number of before 2001, which carries no kind code: its letters say what it is. Raises NumberError."""
    found = parse_publication(number, "US")
    letters = re.match(r"[A-Z]*", found.serial)
    return found.model_copy(update={"kind": _KINDS.get(letters[0] if letters else "", "")})


def cited(number: str, kind: str, country: str) -> str:
    """A cited number in canonical form where it can be read, else as printed with its country before it."""
    if country == "US" and number.isdecimal() and len(number) < 9:  # nine in ten: nothing to take apart
        return f"US{number.lstrip('0')}{kind}"
    try:
        return str(publication(number, kind, country))
    except NumberError:
        return number if number.startswith(country) else f"{country}{number}"


def application(text: str, series: str = "") -> str:
    """The canonical application number, two digits of series and six of serial: "09/725,796" is "US09725796".

    `series`: the series code where the text has none. "" when the text is no US application number.
    """
    found = _APPLICATION.match(text.strip())
    if not found:
        return ""
    digits = _NOT_ALNUM.sub("", found[2])
    before = found[1] or (series.strip().zfill(2) if len(digits) <= 6 else "")
    return f"US{before}{digits.zfill(8 - len(before))}"


def international(text: str) -> str:
    """A PCT application number with four digits of year and six of serial: "PCT/JP79/00178" is "PCT/JP1979/000178"."""
    found = _PCT.match(text.strip())
    if not found:
        return text.strip()
    office, year, serial = found[1].upper(), found[2], found[3]
    if len(year) == 2:
        year = ("19" if year >= "78" else "20") + year  # the PCT began in 1978
    return f"PCT/{office}{year}/{serial.zfill(6)}"


def priority(number: str, country: str) -> str:
    """A priority number with its country and without separators: "10-2011-0055402" of KR is "KR1020110055402"."""
    packed = _NOT_ALNUM.sub("", number)
    return packed if packed.startswith(country) else country + packed


def right(number: PatentNumber, application_number: str = "") -> Right:
    """What the document protects, by its kind; a reissue follows the series of its application."""
    if number.serial.startswith("PP"):
        return Right.PLANT
    if number.kind.startswith("E") and application_number.startswith(f"US{_DESIGN_SERIES}"):
        return Right.DESIGN
    return _RIGHTS.get(number.kind[:1], Right.INVENTION)


def stage(number: PatentNumber) -> Stage:
    """What the publication is. Statutory registrations and defensive publications (H, I4) grant nothing: laid open."""
    kind = number.kind
    if kind in _CORRECTED or kind[:1] in ("C", "F"):  # C, F: reexamination certificates
        return Stage.CORRECTED
    if kind in _APPLICATIONS or kind[:1] in ("H", "I"):
        return Stage.APPLICATION
    return Stage.GRANT
