"""The patentee search: the portfolio of a holder with the variants of its name, and what may belong to it besides.

Only names that are one holder for certain, and the subsidiaries the user gives, are counted. Likely variants stand
beside with a reason and wait for the user's word.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from knowledge.citation import Citation
from knowledge.patents.classification import falls_under
from knowledge.patents.holders import entity_of
from knowledge.patents.record import Party, Patent, Right
from knowledge.patents.status import LegalStatus, State, status_on
from knowledge.patents.terms import Provision, provision
from knowledge.patents.variants import WORTH_SAYING, Likeness, likeness
from tools.refused import Refused
from tools.search.records import Records
from tools.search.shown import cite

_T = TypeVar("_T")


@dataclass(frozen=True)
class Variant:
    """A name like the one asked for that was not counted: how many publications carry it, how like it is, and why."""

    name: str
    publications: int
    likeness: Likeness


@dataclass(frozen=True)
class Holding:
    """One application of the portfolio, by its newest publication."""

    patent: Patent
    status: LegalStatus


@dataclass(frozen=True)
class Portfolio:
    """What the search found, counted by application; years are of filing, classes subclasses of the first symbol given."""

    asked: str
    as_of: date
    names: dict[str, int]  # printed names counted as this holder, with their publications
    holdings: tuple[Holding, ...]
    variants: tuple[Variant, ...]
    by_year: dict[int, int]
    by_class: dict[str, int]
    by_state: dict[State, int]
    by_country: dict[str, int]
    by_right: dict[Right, int]
    families: int
    held: dict[str, int]  # records held of each office: what was searched
    newest: date | None
    lag: Provision  # applications are published after 18 months: the last years are not complete

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The publications listed."""
        return tuple(cite(holding.patent) for holding in self.holdings)


def patentee(
    store: Records,
    name: str,
    as_of: date,
    subsidiaries: Iterable[str] = (),
    countries: frozenset[str] = frozenset(),
    classes: tuple[str, ...] = (),
    states: frozenset[State] = frozenset(),
) -> Portfolio:
    """The portfolio of a holder on a day. `subsidiaries`: names the user says belong to it. `classes`: normal prefixes.

    Raises Refused for a name with nothing in it.
    """
    wanted = {entity_of(each) for each in (name, *subsidiaries)} - {""}
    if not entity_of(name):
        raise Refused("请写出权利人的名称。/ Please give the name of the holder.")
    names: Counter[str] = Counter()
    others: Counter[str] = Counter()
    applications: dict[str, list[Patent]] = {}
    for _, patent in store.iterate():
        mine = [party.name for party in patent.holders if _entity(party) in wanted]
        names.update(mine)
        others.update(party.name for party in patent.holders if _entity(party) not in wanted)
        if mine and (not countries or patent.number.country in countries):
            applications.setdefault(patent.application or patent.number.without_kind, []).append(patent)
    holdings = [_holding(publications, as_of) for publications in applications.values()]
    kept = tuple(each for each in holdings if _fits(each, classes, states))
    return Portfolio(
        name, as_of, dict(names.most_common()), tuple(sorted(kept, key=_when, reverse=True)), _variants((name, *subsidiaries), others),
        _count(each.patent.filed.year for each in kept if each.patent.filed), _count(_subclass(each.patent) for each in kept),
        _count(each.status.state for each in kept), _count(each.patent.number.country for each in kept), _count(each.patent.right for each in kept),
        len({each.patent.family or str(each.patent.number) for each in kept}), store.by_country(), store.newest_published(), provision("cn-34"),
    )  # fmt: skip


def _entity(party: Party) -> str:
    """The resolved holder of a record, worked out where the ingest did not."""
    return party.entity if "/" in party.entity else entity_of(party.name)


def _holding(publications: list[Patent], as_of: date) -> Holding:
    newest = max(publications, key=lambda patent: (patent.published or date.min, str(patent.number)))
    return Holding(newest, status_on(publications, as_of))


def _fits(holding: Holding, classes: tuple[str, ...], states: frozenset[State]) -> bool:
    codes = [symbol.code for symbol in holding.patent.symbols]
    in_class = not classes or any(falls_under(code, prefix) for code in codes for prefix in classes)
    return in_class and (not states or holding.status.state in states)


def _when(holding: Holding) -> tuple[date, str]:
    return holding.patent.filed or holding.patent.published or date.min, str(holding.patent.number)


def _subclass(patent: Patent) -> str:
    first = next((symbol.code for symbol in patent.symbols if symbol.first), "")
    return (first or next((symbol.code for symbol in patent.symbols), ""))[:4]


def _variants(asked: tuple[str, ...], others: Counter[str]) -> tuple[Variant, ...]:
    """The names that may be the holder's too, the likeliest and commonest first."""
    found = []
    for other, count in others.items():
        best = max((likeness(each, other) for each in asked), key=lambda each: each.confidence)
        if best.confidence >= WORTH_SAYING:
            found.append(Variant(other, count, best))
    return tuple(sorted(found, key=lambda each: (-each.likeness.confidence, -each.publications, each.name)))


def _count(values: Iterable[_T]) -> dict[_T, int]:
    return dict(Counter(values).most_common())
