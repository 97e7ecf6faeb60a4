"""The tables of the report: grades and retrieval by set and language, then by each layer, then pairs."""

from collections.abc import Sequence
from html import escape
from typing import Any

from evals.grades import GRADES, MEANINGS
from evals.table import RETRIEVAL, standing

Group = dict[str, Any]  # questions, grades, retrieval


def summary(figures: dict[str, Any]) -> str:
    """All tables of a run, and what each grade means."""
    parts = [
        "<h2>Figures</h2>",
        _grouped({f"{n} {lang}": s[lang] for n, s in figures.items() for lang in ("zh", "en")}),
    ]
    parts.append(_pairs(figures))
    for name, of_set in figures.items():
        tables = "".join(f"<h3>{escape(layer)}</h3>{_grouped(groups)}" for layer, groups in of_set["layers"].items())
        parts.append(f"<details><summary>{escape(name)} by layer</summary>{tables}</details>")
    meanings = "".join(f"<li><b>{name}</b>: {escape(meaning)}</li>" for name, meaning in MEANINGS.items())
    parts.append(f"<details><summary>What the grades mean</summary><ul>{meanings}</ul></details>")
    return "\n".join(parts)


def _grouped(groups: dict[str, Group]) -> str:
    head = ["", "questions", *GRADES, *RETRIEVAL.values()]
    rows = [
        [name, str(group["questions"]), *_grades(group["grades"]), *_retrieval(group["retrieval"])]
        for name, group in groups.items()
        if group["questions"]
    ]
    return table(head, rows)


def _grades(grades: dict[str, Any]) -> list[str]:
    return [f"{grades[name]['share']:.3f}" if name in grades else "" for name in GRADES]


def _retrieval(retrieval: dict[str, Any]) -> list[str]:
    """Empty where no question has an answer to be found."""
    return standing(retrieval) if retrieval["questions"] else ["" for _ in RETRIEVAL]


def _pairs(figures: dict[str, Any]) -> str:
    parts = []
    for name, of_set in figures.items():
        groups = of_set.get("pairs", {})
        if groups:
            grades = list(groups["all"])
            rows = [[f"{name} {group}", *(_share(shares[g]) for g in grades)] for group, shares in groups.items()]
            parts.append(table(["pairs right", *grades], rows))
    return "".join(parts)


def _share(share: dict[str, Any]) -> str:
    return f"{share['share']:.3f} of {share['of']}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An HTML table of plain texts."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{top}</tr>{body}</table></div>'
