"""What a document is to an application of a given day: prior art, a conflicting application, or nothing.

Patent Law art. 22: prior art is technology known to the public in China or abroad before the filing date; an
application to the Chinese office by anybody, filed before that date and published after it, takes novelty away but is
no prior art. Where priority is claimed, the filing date means the priority date (Implementing Regulations art. 12).
"""

from datetime import date
from enum import StrEnum

from knowledge.patents.record import Patent


class Weight(StrEnum):
    """What a document may be used for."""

    PRIOR_ART = "prior_art"  # novelty and inventive step
    CONFLICTING = "conflicting"  # novelty only
    POSSIBLY_CONFLICTING = "possibly_conflicting"  # the same, if the family has (or will have) a Chinese application
    TOO_LATE = "too_late"
    UNDATED = "undated"  # no date of publication is held


def effective_date(patent: Patent) -> date | None:
    """The day a publication's own application counts from: its earliest priority, else its filing."""
    days = [
        day for day in (patent.earliest_priority, *(claimed.day for claimed in patent.priorities), patent.filed) if day
    ]
    return min(days, default=None)


def weight(patent: Patent, cutoff: date) -> Weight:
    """What a publication is to an application whose filing or priority date is `cutoff`.

    A publication of that very day is not "before" it.
    """
    if patent.published is None:
        return Weight.UNDATED
    if patent.published < cutoff:
        return Weight.PRIOR_ART
    filed = effective_date(patent)
    if filed is None or filed >= cutoff:
        return Weight.TOO_LATE
    if patent.number.country == "CN":
        return Weight.CONFLICTING
    chinese = any(member.startswith("CN") for member in patent.members)
    return Weight.POSSIBLY_CONFLICTING if chinese or patent.number.country == "WO" else Weight.TOO_LATE
