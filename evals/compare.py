"""Comparing two runs: which grade of which question got better or worse, and which figures moved."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from evals.run import Row, Run


@dataclass(frozen=True)
class Change:
    """One grade of one question that differs between two runs."""

    set: str
    id: str
    grade: str


@dataclass(frozen=True)
class Comparison:
    """What changed since an earlier run, in the order of this run's questions."""

    before: str  # which run it is compared with
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    new: tuple[str, ...]  # questions the earlier run did not have
    gone: tuple[str, ...]
    relabelled: tuple[str, ...] = field(default=())  # sets whose file changed between the two

    def lines(self) -> list[str]:
        """The comparison in words, a line a question."""
        out = [f"compared with {self.before}: {len(self.better)} grades better, {len(self.worse)} worse"]
        out += [f"  the questions or labels of {name} changed in between" for name in self.relabelled]
        for word, changes in (("better", self.better), ("worse", self.worse)):
            out += [f"  {word}  {where}  {', '.join(grades)}" for where, grades in _by_question(changes).items()]
        out += [f"  {word}: {', '.join(ids)}" for word, ids in (("new", self.new), ("gone", self.gone)) if ids]
        return out


def compare(before: Run, after: Run) -> Comparison:
    """What changed from one run to the next, in the sets that both have."""
    old, new = _grades(before), _grades(after)
    both = {name for name, _ in old} & {name for name, _ in new}
    old, new = ({place: grades for place, grades in run.items() if place[0] in both} for run in (old, new))
    moved = [
        (Change(*place, name), passed)
        for place, grades in new.items()
        for name, passed in grades.items()
        if old.get(place, {}).get(name, passed) is not passed
    ]
    return Comparison(
        _name(before),
        tuple(change for change, passed in moved if passed),
        tuple(change for change, passed in moved if not passed),
        tuple(f"{name}/{id_}" for name, id_ in new if (name, id_) not in old),
        tuple(f"{name}/{id_}" for name, id_ in old if (name, id_) not in new),
        tuple(sorted(n for n in both if before.stamp.questions.get(n) != after.stamp.questions.get(n))),
    )


def _grades(run: Run) -> dict[tuple[str, str], dict[str, bool]]:
    """Grades by set and id; a pair and its sides have different ids."""
    rows: Iterable[Row] = (*run.rows, *run.pairs)
    return {(row.set, row.id): row.grades for row in rows}


def _name(run: Run) -> str:
    return " ".join(part for part in ("the run of", run.stamp.date, run.stamp.commit, run.stamp.model) if part)


def _by_question(changes: Iterable[Change]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for change in changes:
        grouped.setdefault(f"{change.set}/{change.id}", []).append(change.grade)
    return grouped
