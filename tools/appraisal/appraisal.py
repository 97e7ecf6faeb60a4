"""The appraisal of a patent by indicators on a day and for a purpose: vetoes first, then scores, ranges and what is not known.

Deterministic: the same records, index, facts, day and scenario give the same bytes. It is no appraisal report under the Asset
Appraisal Law (Articles 26, 27, 32), and every result says so.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.patents.status import State
from knowledge.practice.notes import Both
from tools.appraisal.facts import read_facts
from tools.appraisal.guide import book, read_scenario
from tools.appraisal.held import HeldPatent, held_patent
from tools.appraisal.scoring import Range, Scored, range_of, scored
from tools.appraisal.vetoes import OFFICE, VetoFound, vetoes_of
from tools.appraisal.wording import both
from tools.refused import Refused
from tools.search.room import SearchRoom

LABEL = tuple(f"cn/asset-appraisal-law@2016-12-01/art{number}" for number in (26, 27, 32))
SERVICE = "APR-PAT"
MOST_COMPARED = 10


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Part(_Shown):
    """A dimension or a group with the range its indicators leave."""

    id: str
    name: Both
    range: Range


class Appraisal(_Shown):
    """A whole appraisal. `total` is None where a veto stops it or nothing is known; `provisions`: all citation keys relied on.

    `inputs`: the facts stated, the records read and the index asked, by which it can be computed again.
    """

    number: str
    title: str
    office: str
    right: str
    as_of: date
    scenario: str
    scenario_name: Both
    state: State
    check: Both
    vetoes: tuple[VetoFound, ...]
    total: Range | None
    dimensions: tuple[Part, ...]
    groups: tuple[Part, ...]
    indicators: tuple[Scored, ...]
    remarks: tuple[Both, ...]
    label: Both
    service: str = SERVICE
    provisions: tuple[str, ...]
    inputs: dict[str, object]

    @property
    def stopped(self) -> tuple[VetoFound, ...]:
        """The vetoes because of which no total is told."""
        return tuple(each for each in self.vetoes if each.stops)

    @property
    def unknown(self) -> tuple[Scored, ...]:
        """What is not known, the heaviest first."""
        return tuple(sorted((each for each in self.indicators if each.score is None), key=lambda each: -each.weight))


def appraise_patent(room: SearchRoom, number: str, as_of: date, scenario: str = "", facts: Mapping[str, str] | None = None) -> Appraisal:  # fmt: skip
    """The appraisal of a typed number. `scenario`: id, alias or name; `facts`: by name, as stated by the user. Raises Refused."""
    chosen, stated = read_scenario(scenario), read_facts(facts or {})
    held = held_patent(room, number, as_of)
    indicators = tuple(scored(indicator, held, stated, chosen) for indicator in book().indicators)
    vetoes = vetoes_of(held, stated, chosen)
    whole = range_of(indicators)
    return Appraisal(
        number=str(held.newest.number), title=held.title, office=held.history.office, right=held.history.right.value, as_of=as_of,
        scenario=chosen, scenario_name=_name(chosen), state=held.status.state, check=held.status.check, vetoes=vetoes,
        total=None if any(veto.stops for veto in vetoes) or whole.mean is None else whole,
        dimensions=_parts(indicators, "dimension", book().dimensions), groups=_parts(indicators, "group", book().groups),
        indicators=indicators, remarks=_remarks(held, chosen), label=both("not_an_appraisal"),
        provisions=tuple(dict.fromkeys([*(key for veto in vetoes for key in veto.provisions), *LABEL])),
        inputs=_inputs(held, {name: fact.value for name, fact in stated.items()}, room.index()),
    )  # fmt: skip


def compare_patents(room: SearchRoom, numbers: Sequence[str], as_of: date, scenario: str = "", facts: Mapping[str, Mapping[str, str]] | None = None) -> list[Appraisal]:  # fmt: skip
    """The appraisals of several patents for one purpose, in the order given. `facts`: by number as typed.

    Raises Refused for fewer than two different ones or too many.
    """
    meant = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    if not 2 <= len(meant) <= MOST_COMPARED:
        raise Refused(f"比较要给2到{MOST_COMPARED}个不同的号码，现在是{len(meant)}个。/ A comparison takes 2 to {MOST_COMPARED} different numbers, not {len(meant)}.", "appraisal.compare")  # fmt: skip
    found = [appraise_patent(room, number, as_of, scenario, (facts or {}).get(number)) for number in meant]
    if len({each.number for each in found}) < len(found):
        raise Refused("其中两个号码是同一件专利。/ Two of the numbers are the same patent.", "appraisal.compare")
    return found


def _name(scenario: str) -> Both:
    named = book().scenarios[scenario]
    return Both(zh=named.zh, en=named.en)


def _parts(indicators: Sequence[Scored], by: str, names: Mapping[str, Both]) -> tuple[Part, ...]:
    return tuple(
        Part(id=name, name=Both(zh=named.zh, en=named.en), range=range_of([each for each in indicators if getattr(each, by) == name]))
        for name, named in names.items()
    )  # fmt: skip


def _remarks(held: HeldPatent, scenario: str) -> tuple[Both, ...]:
    guide, why = book().guide, book().scenarios[scenario].why
    standard = both("standard", standard=guide.standard, name=Both(zh=guide.zh, en=guide.en), unknown=guide.unknown)
    foreign = (
        [both("foreign", number=held.newest.number, office=held.history.office)]
        if held.history.office != OFFICE
        else []
    )
    return (*foreign, standard, both("weights", why=why))


def _inputs(held: HeldPatent, facts: dict[str, float | str], index: str) -> dict[str, object]:
    records = [
        {"number": str(patent.number), "published": patent.published, "retrieved": max((source.retrieved for source in patent.sources.values()), default=None)}
        for patent in held.history.publications
    ]  # fmt: skip
    days = {
        "filed": held.history.filed,
        "granted": held.history.granted_on,
        "events_known_through": held.history.known_through,
    }
    return {"facts": facts, "records": records, "days": days, "index": index, "guide": book().guide.standard}
