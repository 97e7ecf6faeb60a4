"""How a right stands on a day, as far as a search needs to know; knowledge/patents/status.py works it out."""

from datetime import date
from enum import StrEnum
from typing import Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from knowledge.patents import status
from knowledge.patents.record import Patent


class State(StrEnum):
    """What a freedom-to-operate search makes of a right's status."""

    IN_FORCE = "in_force"
    PENDING = "pending"  # an application that may still be granted
    ENDED = "ended"  # expired, lapsed, revoked, refused, withdrawn
    UNKNOWN = "unknown"  # what is held does not say; never to be taken for ended


class Standing(BaseModel):
    """The state of a right on a day, when it ends at the latest, and why, in both languages."""

    model_config = ConfigDict(frozen=True)

    state: State
    expires: date | None = None  # last day of the term, as far as it can be worked out
    why_zh: str = ""
    why_en: str = ""


@runtime_checkable
class StatusOf(Protocol):
    """Works out how a right stands."""

    def __call__(self, patent: Patent, as_of: date) -> Standing:
        """The standing of the right a publication belongs to."""
        ...


_STATES = {
    status.State.IN_FORCE: State.IN_FORCE, status.State.PENDING: State.PENDING, status.State.UNKNOWN: State.UNKNOWN,
}  # fmt: skip


def standing_of(found: status.LegalStatus) -> Standing:
    """What a search needs of a legal status: every way of having ended is "ended"."""
    return Standing(
        state=_STATES.get(found.state, State.ENDED),
        expires=found.term.through if found.term else None,
        why_zh="；".join(reason.text.zh for reason in found.reasons),
        why_en="; ".join(reason.text.en for reason in found.reasons),
    )
