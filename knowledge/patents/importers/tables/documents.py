"""What a document is by its number: the right it is about and its stage, where an export may leave the kind out.

Kinds are told by `knowledge.patents.kinds`; here stand the numbers without one, the series of the US, and kinds of
exports and offices that table takes by the group of ST.16 alone.
"""

import re
from datetime import date

from knowledge.patents.kinds import kind_of
from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Right, Stage

_US_SERIES = {
    "D": (Right.DESIGN, Stage.GRANT),
    "PP": (Right.PLANT, Stage.GRANT),
    "RE": (Right.INVENTION, Stage.CORRECTED),
    "H": (Right.OTHER, Stage.APPLICATION),  # published without a right: statutory registrations, defensive publications
    "T": (Right.OTHER, Stage.APPLICATION),
}
# Australian innovation patents, Canadian patents of before 1989, Ukrainian utility models (registered unexamined),
# French utility certificates, and the kinds Derwent gives Indian applications.
_KINDS = {
    ("AU", "A4"): (Right.UTILITY_MODEL, Stage.GRANT),
    ("CA", "A"): (Right.INVENTION, Stage.GRANT),
    ("UA", "U"): (Right.UTILITY_MODEL, Stage.GRANT),
    ("FR", "A3"): (Right.UTILITY_MODEL, Stage.APPLICATION),
} | {("IN", f"P{number}"): (Right.INVENTION, Stage.APPLICATION) for number in range(1, 5)}
# Numbers only grants have.
_GRANTS = {"KR": re.compile(r"[12]0\d{7}"), "RU": re.compile(r"2\d{6}"), "US": re.compile(r"\d{1,8}")}


def document_of(number: PatentNumber, published: date | None) -> tuple[Right, Stage]:
    """The right a publication is about and its stage; an application for an invention where nothing says otherwise."""
    office, kind = number.country, number.kind
    letters = re.match(r"[A-Z]*", number.serial)
    if office == "US" and letters and letters[0] in _US_SERIES:
        return _US_SERIES[letters[0]]
    if not kind:
        granted = office in _GRANTS and _GRANTS[office].fullmatch(number.serial)
        return Right.INVENTION, Stage.GRANT if granted else Stage.APPLICATION
    meaning = kind_of(office, kind, published, number.serial)
    if (meaning is None or not meaning.known) and (office, kind) in _KINDS:
        return _KINDS[office, kind]
    return (meaning.right, meaning.stage) if meaning else (Right.INVENTION, Stage.APPLICATION)
