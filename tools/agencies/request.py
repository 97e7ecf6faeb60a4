"""What a member says when it looks for an agency, and the same as matching reads it."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from knowledge.language import Language
from tools.agencies.conflicts import read_against
from tools.agencies.gate import HOME
from tools.agencies.task import Work, work_of
from tools.agencies.vocabulary import read_code
from tools.money import Money
from tools.orders.request import MaybeSentence, Request, Sentence
from tools.refused import Refused

_LONGEST = 730  # days


class MatchRequest(Request):
    """A match asked for: the task (a SKU, a name or words), and what is wanted of the agency; "" and None for no matter.

    `urgent`: the work has to begin within so many days. `against`: the counterparties, "name=other name@group" each; () where there
    are none. `jurisdiction`: where the work is done, China where nothing is said.
    """

    task: Sentence
    field: MaybeSentence = ""
    jurisdiction: MaybeSentence = ""
    region: MaybeSentence = ""
    language: MaybeSentence = ""
    budget: Money | None = None
    urgent: Annotated[int, Field(ge=0, le=_LONGEST, strict=True)] | None = None
    against: tuple[MaybeSentence, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A request in codes: what matching is done with."""

    work: Work
    field: str
    jurisdiction: str
    region: str
    language: str
    budget: Money | None
    urgent: int | None
    against: tuple[str, ...]


def read_request(request: MatchRequest) -> Asked:
    """A request in codes. Raises Refused for a word that is not understood, a budget of nothing, work abroad without a place."""
    jurisdiction = read_code("jurisdictions", request.jurisdiction)
    work = work_of(request.task).in_place(jurisdiction in ("", HOME))
    if work.abroad and jurisdiction in ("", HOME):
        raise Refused(f"“{work.zh}”在境外办理，请说明国家或地区（如美国、欧洲、日本、以色列、新加坡）。/ “{work.en}” is done abroad; say where (United States, Europe, Japan, Israel, Singapore).", "agencies.jurisdiction")  # fmt: skip
    if request.budget is not None and request.budget.minor <= 0:
        raise Refused("预算应当大于零。/ The budget has to be more than nothing.", "agencies.budget")
    return Asked(
        work, read_code("fields", request.field), jurisdiction or HOME, read_code("regions", request.region),
        read_code("languages", request.language), request.budget, request.urgent, read_against(request.against),
    )  # fmt: skip


def told_task(work: Work, language: Language) -> str:
    """A piece of work as people read it."""
    return work.zh if language == "zh" else work.en
