"""The rules of deadlines as data: what starts a period, how long it is, by which words of which text, what follows.

The files under `rules/` are data, tested like code. A provision is named by `at`: an article of a statute held here
(`cn/trademark-law-2019/art33`, as in the practice notes) or an article of an instrument in `instruments.yaml`
(`patent-regs-2023/60`), which is then a digest and marked as one.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.lengths import Length
from knowledge.practice.notes import Both

Result = Literal["last_day", "window", "ends", "until", "from", "office"]
End = Literal["corresponding", "eve", "after", "year_end", "month_end", "working_days"]
Start = Literal["event", "priority", "filed", "granted"]


class Row(BaseModel):
    """A frozen row of a rule file; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Row):
    """Words of a provision and where they stand."""

    at: str
    quote: str

    @property
    def statute(self) -> bool:
        """Whether the text is a statute held here; anything else is a digest."""
        return self.at.startswith("cn/")


class Instrument(Row):
    """A regulation, treaty or foreign statute that the statute package does not hold."""

    title: str
    adopted: str
    name: Both
    since: date | None = None  # first day in force, where it matters
    unit: Both = Both(zh="第{}条", en="Article {}")
    web: str = ""


class Text(Source):
    """One wording of a rule, for relevant days from `since` to `until`."""

    since: date | None = None
    until: date | None = None
    length: Length = Length()
    working_days: int = 0
    unheld: Both | None = None

    def covers(self, day: date) -> bool:
        """Whether the wording is for this day."""
        return (self.since or date.min) <= day <= (self.until or date.max)

    def words(self, language: Literal["zh", "en"]) -> str:
        """Its length in words: 三个月, 3 months, 30个工作日, 30 working days."""
        if self.working_days:
            return f"{self.working_days}个工作日" if language == "zh" else f"{self.working_days} working days"
        return self.length.words(language)


class Caveat(Both):
    """Something to say where the day computed falls on or after `since`, or the relevant day up to `until`."""

    since: date | None = None


class CountingRule(Row):
    """How a last day is found; `like` takes words and sources from knowledge/practice/periods.yaml."""

    like: str = ""
    end: End = "corresponding"
    calendar: Literal["CN", "US", "weekends", ""] = ""  # none: the day does not move
    text: Both | None = None
    sources: tuple[Source, ...] = ()
    caveats: tuple[Caveat, ...] = ()


class Delivery(Source):
    """When something sent is taken as received: so long after it was sent."""

    since: date | None = None
    until: date | None = None
    length: Length = Length()
    text: Both


class Remedy(Row):
    """Whether a missed day can be made good. `length` with `start: end` gives a day, otherwise only words."""

    possible: bool
    text: Both
    length: Length = Length()
    sources: tuple[Source, ...]


class NotBefore(Row):
    """A second period of which the later end counts: 16 months from priority, or 2 from the search report."""

    start: Start
    length: Length


class Rule(Row):
    """One rule: jurisdiction, right, event, what the computed day is, and everything an answer has to say about it."""

    id: str
    jurisdiction: str
    office: str = ""  # of a treaty rule: the office whose day it is
    rights: tuple[str, ...]
    event: str
    also: tuple[str, ...] = ()  # other events that are this one where nothing came before (a filing is a first filing)
    start: Start = "event"
    after: str = ""  # the rule whose last day (not moved) starts this one
    result: Result
    period: str = ""  # texts and name from knowledge/practice/periods.yaml
    schedule: Literal["", "term", "fees"] = ""  # worked out by knowledge.patents
    name: Both | None = None
    texts: tuple[Text, ...] = ()
    not_before: NotBefore | None = None
    by: Literal["start", "end"] = "start"  # the day that decides the version: of the start, or of the last day itself
    counting: str
    service: str = ""
    relevant: str
    across: Both | None = None
    remedy: str = ""
    lost: Both | None = None
    note: Both | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Rule":
        if not (self.period or self.schedule or (self.texts and self.name)):
            raise ValueError(f"{self.id}: a rule needs a period, a schedule, or texts with a name")
        if self.result == "last_day" and not (self.remedy and self.lost):
            raise ValueError(f"{self.id}: a last day needs a remedy and what is lost")
        return self


class Event(Row):
    """Something that happens on a day. `future` where it may lie ahead (the end of a term)."""

    id: str
    name: Both | None = None  # none: as in knowledge/practice/telling.yaml
    aliases: tuple[str, ...] = ()
    future: bool = False
    needs: tuple[str, ...] = Field(default=())
