"""What a calculation gives: deadlines, each with the steps it was counted by and everything it rests on."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from knowledge.practice.notes import Both
from tools.deadlines.facts import Facts
from tools.deadlines.rule import Result


class Part(BaseModel):
    """A frozen part of an answer."""

    model_config = ConfigDict(frozen=True)


class Step(Part):
    """One step of the counting, and the day it leads to."""

    text: Both
    day: date | None = None


class Restoring(Part):
    """Whether the missed day can be made good, until when where that can be computed, and by which provision."""

    possible: bool
    text: Both
    until: date | None = None
    citations: tuple[Citation, ...] = ()


class Alternative(Part):
    """The same period by the text that takes over while it runs."""

    day: date
    safe: date
    length: Both
    citation: Citation


class Deadline(Part):
    """One day computed by one rule.

    `day` is the day to act by (moved where it fell on a rest day), `unmoved` the day as counted; of a window `opens` is
    its first day; `safe` is in time whatever is still uncertain: a text that takes over, a calendar that is not published yet.
    """

    rule: str
    jurisdiction: str
    office: str = ""
    name: Both
    result: Result
    start: date
    length: Both
    opens: date | None = None
    unmoved: date
    day: date
    safe: date
    days_left: int
    decided_by: Both
    decided_on: date
    steps: tuple[Step, ...]
    citation: Citation
    counting: tuple[Citation, ...] = ()
    digest: bool = False
    later: Alternative | None = None
    restoring: Restoring | None = None
    lost: Both | None = None
    notes: tuple[Both, ...] = ()

    def citations(self) -> list[Citation]:
        """Every citation it rests on, each once."""
        found = [self.citation, *self.counting]
        found += [self.later.citation] if self.later else []
        found += self.restoring.citations if self.restoring else ()
        return list({(citation.key, citation.quote): citation for citation in found}.values())


class Missing(Part):
    """A rule that could not be worked out, and what it needs."""

    rule: str
    name: Both
    why: Both


class Calculation(Part):
    """Everything that follows from one event."""

    facts: Facts
    event: Both
    as_of: date
    received: date
    deadlines: tuple[Deadline, ...]
    missing: tuple[Missing, ...] = ()

    def citations(self) -> list[Citation]:
        """Every citation of every deadline, each once."""
        found = [citation for deadline in self.deadlines for citation in deadline.citations()]
        return list({(citation.key, citation.quote): citation for citation in found}.values())
