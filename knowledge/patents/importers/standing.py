"""What a publication is by its number and day: the right, the stage, and the day of grant where that is the same day."""

from dataclasses import dataclass
from datetime import date

from knowledge.patents.kinds import kind_of
from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Right, Stage

# Offices whose publication of a patent is its grant: EPC article 97(3), 35 U.S.C. 153, 专利法第三十九条、第四十条. A European B2
# or B3 is the patent as maintained or limited: granted before.
_GRANTED_WHEN_PUBLISHED = frozenset({"EP", "US", "CN"})
_LATER = frozenset({("EP", "B2"), ("EP", "B3")})


@dataclass(frozen=True)
class Standing:
    """Right, stage and, where the office grants by publishing, the day of grant."""

    right: Right
    stage: Stage
    granted: date | None


def standing_of(number: PatentNumber, published: date | None) -> Standing:
    """The standing of a publication; of one without a known kind, that of an application for an invention."""
    kind = kind_of(number.country, number.kind, published, number.serial)
    if kind is None:
        return Standing(Right.INVENTION, Stage.APPLICATION, None)
    grants = kind.stage is Stage.GRANT and number.country in _GRANTED_WHEN_PUBLISHED
    later = (number.country, number.kind) in _LATER
    return Standing(kind.right, kind.stage, published if grants and not later else None)
