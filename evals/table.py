"""The table on the terminal: one line a set and language, one column a grade or retrieval figure."""

from collections.abc import Iterator, Sequence
from typing import Any

from evals.grades import GRADES

RETRIEVAL = {
    "recall_1": "R@1", "recall_5": "R@5", "recall_10": "R@10", "hit_1": "H@1", "hit_5": "H@5", "hit_10": "H@10",
    "mrr": "MRR", "version_errors": "wrong",
}  # fmt: skip
_NAME, _CELL = 12, 9


def tables(figures: dict[str, Any]) -> str:
    """Grades, retrieval and pairs of every set."""
    groups = {
        f"{name} {language}": of_set[language]
        for name, of_set in figures.items()
        for language in ("zh", "en")
        if of_set[language]["questions"]
    }
    grades = [_line("grades", ["of", *GRADES])]
    grades += [_line(name, [str(group["questions"]), *_shares(group["grades"])]) for name, group in groups.items()]
    retrieval = [_line("retrieval", ["of", *RETRIEVAL.values()])]
    retrieval += [_line(name, _standing(group["retrieval"])) for name, group in groups.items()]
    return "\n".join([*grades, "", *retrieval, "", *_pairs(figures)]) + "\n"


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{_NAME}}" + " ".join(f"{cell:>{_CELL}}" for cell in cells)


def _shares(grades: dict[str, Any]) -> Iterator[str]:
    """A grade that applies to no question of a group has no figure."""
    return (f"{grades[name]['share']:.3f}" if name in grades else "" for name in GRADES)


def _standing(retrieval: dict[str, Any]) -> list[str]:
    return [str(retrieval["questions"]), *standing(retrieval)]


def standing(retrieval: dict[str, Any]) -> list[str]:
    """The retrieval figures of a group as cells: means to three places, counts as they are."""
    return [f"{retrieval[n]:.3f}" if isinstance(retrieval[n], float) else str(retrieval[n]) for n in RETRIEVAL]


def _pairs(figures: dict[str, Any]) -> Iterator[str]:
    """How many pairs are right, and of what the others lack."""
    for name, of_set in figures.items():
        for language, grades in of_set.get("pairs", {}).items():
            parts = (f"{grade} {_count(share)} of {share['of']}" for grade, share in grades.items())
            yield f"{name + ' ' + language:<{_NAME}}{'   '.join(parts)}"


def _count(share: dict[str, Any]) -> int:
    passes: float = share["share"] * share["of"]
    return round(passes)
