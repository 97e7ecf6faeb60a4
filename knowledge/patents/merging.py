"""Two records of one publication made one: for every cell (knowledge/patents/cells.py) the source retrieved later counts.

What a source does not give erases nothing: a table of titles leaves the abstracts of the office's XML alone, a table
in English the Chinese text. Where times differ the order of merging does not matter, and merging twice changes
nothing. Where they do not:

- the same place of the same file, read again (an importer that learned something): the new reading replaces the old;
- another place of the same file with other content: two records claim one number. Nothing is mixed, the record that
  has more stays, and the conflict is said;
- another file of the same time: cell by cell, the value that says more.

`Patent.sources` says where a group came from; a cell that came from elsewhere than its group has its own entry
("texts:zh.abstract").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from knowledge.patents.cells import Cells, cells_of, patent_of
from knowledge.patents.record import Patent, Right, Source, Stage

NEVER = datetime.min.replace(tzinfo=UTC)
# Always filled, often by default: they follow their record and make no conflict of their own.
_DEFAULTED = {"biblio:printed", "biblio:right", "biblio:stage"}
_Held = dict[str, Source | None]


@dataclass(frozen=True)
class Merged:
    """The record that results, and whether two records of one file clashed.

    `outcome`: "replaced" when its content is another than the old one's, "unchanged" when the new record said nothing
    else (or lost a clash), "older" when what it said is superseded.
    """

    patent: Patent
    outcome: str
    conflict: bool = False


def retrieved(source: Source | None) -> datetime:
    """When a source was retrieved, comparable: without a zone it is UTC, without a source before everything."""
    if source is None:
        return NEVER
    return source.retrieved if source.retrieved.tzinfo else source.retrieved.replace(tzinfo=UTC)


def retrieved_last(sources: Iterable[Source]) -> datetime:
    """The latest time of several sources."""
    return max(map(retrieved, sources), default=NEVER)


def source_of(patent: Patent, cell: str) -> Source | None:
    """Where a cell of a record came from; None for a record nobody said the source of."""
    return patent.sources.get(cell) or patent.sources.get(cell.partition(":")[0])


def merge(old: Patent, new: Patent) -> Merged:
    """One record out of two of the same publication; provenance alone is no change of content."""
    before, said = cells_of(old), cells_of(new)
    mine, theirs = before.copy(), said.copy()
    sources: _Held = {cell: source_of(old, cell) for cell in mine}
    their_sources: _Held = {cell: source_of(new, cell) for cell in theirs}
    conflict = _one_of_two(mine, sources, theirs, their_sources)
    for cell, value in theirs.items():
        if cell not in mine or _prevails((value, their_sources[cell]), (mine[cell], sources[cell])):
            mine[cell], sources[cell] = value, their_sources[cell]
    held = sources_by_group(sources)
    if mine == before:
        same = conflict or said.items() <= before.items()
        kept = old if held == old.sources else old.model_copy(update={"sources": held})
        return Merged(kept, "unchanged" if same else "older", conflict)
    if mine == said and held == new.sources:
        return Merged(new, "replaced", conflict)
    return Merged(patent_of(old, mine, held), "replaced", conflict)


def _one_of_two(mine: Cells, my_sources: _Held, theirs: Cells, their_sources: _Held) -> bool:
    """Remove what must not be mixed: a reading that is superseded, or the loser of a clash within one file.

    Returns whether there was a clash.
    """
    read_again = set(my_sources.values()) & set(their_sources.values()) - {None}
    _drop(mine, my_sources, read_again)
    clashing = {
        (mine_from, their_from)
        for cell in mine.keys() & theirs.keys() - _DEFAULTED
        if (mine_from := my_sources[cell]) and (their_from := their_sources[cell])
        and _same_file(mine_from, their_from) and mine[cell] != theirs[cell]
    }  # fmt: skip
    lost = False
    for mine_from, their_from in sorted(clashing, key=repr):
        if _weight(theirs, their_sources, their_from) > _weight(mine, my_sources, mine_from):
            _drop(mine, my_sources, {mine_from})
        else:
            _drop(theirs, their_sources, {their_from})
        lost = True
    return lost


def _same_file(one: Source, other: Source) -> bool:
    return one.raw == other.raw and retrieved(one) == retrieved(other)


def _drop(cells: Cells, sources: _Held, dropped: set[Source | None]) -> None:
    for cell in [cell for cell, source in sources.items() if source in dropped]:
        del cells[cell], sources[cell]


def _weight(cells: Cells, sources: _Held, source: Source) -> tuple[int, int]:
    """How much a record has: filled cells, then letters."""
    own = [value for cell, value in cells.items() if sources[cell] == source]
    return len(own), sum(len(repr(value)) for value in own)


def _prevails(new: tuple[Any, Source | None], old: tuple[Any, Source | None]) -> bool:
    """Whether the new value takes the old one's place."""
    times = retrieved(new[1]), retrieved(old[1])
    if times[0] != times[1]:
        return times[0] > times[1]
    if new[1] is None:
        return True  # nobody says when either was retrieved: the later call counts
    return _fullness(new[0]) > _fullness(old[0])


def _fullness(value: Any) -> tuple[bool, int, str]:
    """An order of values of one time that does not depend on which came first."""
    text = repr(value)
    return value not in (Right.INVENTION, Stage.APPLICATION), len(text), text


def sources_by_group(sources: _Held) -> dict[str, Source]:
    """Provenance in its normal form: a group's entry is its latest source, other cells of it have their own entry."""
    groups: dict[str, Source] = {}
    for cell, source in sources.items():
        group = cell.partition(":")[0]
        if source and (group not in groups or _order(source) > _order(groups[group])):
            groups[group] = source
    own = {cell: source for cell, source in sources.items() if source and source != groups[cell.partition(":")[0]]}
    return groups | own


def _order(source: Source) -> tuple[datetime, str, str]:
    return retrieved(source), source.raw, source.place
