"""The report: one file with the figures, and every failure with question, gold, what was found and what was said.

Failures of sets kept unseen are listed by id alone: whoever mends the product must not learn their questions from a
report they open every day. Revealing them is a decision, and a set that was read belongs to the tuning ones after.
"""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from evals.compare import Comparison
from evals.judging import Judged
from evals.layers import LAYERS
from evals.questions import OPEN_SETS, article_of
from evals.report_page import page
from evals.report_tables import summary
from evals.run import Row, Run
from knowledge.law.library import LawLibrary

SHOWN = 5  # articles found that a card lists
FILTERS = ("set", "language", *LAYERS, "failed")


def write_report(
    path: Path,
    run: Run,
    judged: Sequence[Judged],
    comparison: Comparison | None,
    library: LawLibrary,
    reveal: bool = False,
) -> None:
    """Write the report of a run."""
    failures = [one for one in judged if _failed(one.row)]
    shown = [one for one in failures if reveal or one.row.set in OPEN_SETS]
    hidden = [row for row in (*run.rows, *run.pairs) if _failed(row) and row.set not in OPEN_SETS]
    parts = [
        f"<h1>Evals</h1><p>{escape(_title(run))}</p>",
        summary(run.figures),
        _changes(comparison),
        _kept(hidden),
        f"<h2>Failures</h2>{_filters([one.row for one in shown])}",
        *(_card(one, library) for one in shown),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page("Evals", "\n".join(parts)), "utf-8")


def _failed(row: Row) -> list[str]:
    return [name for name, passed in row.grades.items() if not passed]


def _title(run: Run) -> str:
    made = run.stamp
    return f"{made.date} · {made.commit or 'no commit'} · {made.model} · shelves: {', '.join(made.shelves)}"


def _changes(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    first, *rest = comparison.lines()
    items = "".join(f'<li class="{line.split()[0]}">{escape(line.strip())}</li>' for line in rest)
    return f"<h2>Changes</h2><p>{escape(first)}</p><ul>{items}</ul>"


def _kept(rows: Iterable[Row]) -> str:
    """Failures of the unseen sets: ids and grades."""
    items = "".join(
        f"<li><code>{escape(row.set)}/{escape(row.id)}</code> {escape(', '.join(_failed(row)))}</li>" for row in rows
    )
    return f"<h2>Kept unseen</h2><details><summary>Failures by id</summary><ul>{items}</ul></details>" if items else ""


def _values(row: Row) -> dict[str, list[str]]:
    """What a failure can be filtered by."""
    layers = {layer: [row.labels.of(layer)] for layer in LAYERS}
    return {"set": [row.set], "language": [row.language], **layers, "failed": _failed(row)}


def _filters(rows: Sequence[Row]) -> str:
    def options(name: str) -> str:
        values = sorted({value for row in rows for value in _values(row)[name]})
        return "".join(f"<option>{escape(value)}</option>" for value in values)

    labels = (
        f'<label>{name} <select name="{name}"><option value="">all</option>{options(name)}</select></label>'
        for name in FILTERS
    )
    return f'<nav>{"".join(labels)}<span id="shown"></span></nav>'


def _card(one: Judged, library: LawLibrary) -> str:
    row, question, answer = one.row, one.question, one.reply.done.answer
    marks = " ".join(f'data-{name}="{escape(" ".join(values))}"' for name, values in _values(row).items())
    labels = " · ".join((row.language, *(row.labels.of(layer) for layer in LAYERS), question.as_of.isoformat()))
    sides = (
        ("Question", f'<div class="text">{escape(question.text)}</div>'),
        ("Gold", _gold(one, library)),
        ("Found", _found(one)),
        ("Answered", f'<div class="text">{escape(answer)}</div>'),
    )
    columns = "".join(f"<section><h4>{name}</h4>{content}</section>" for name, content in sides)
    head = f"{escape(row.set)}/{escape(row.id)} <span class='failed'>{escape(', '.join(_failed(row)))}</span>"
    return (
        f'<article {marks}><h3>{head} <small>{escape(labels)}</small></h3><div class="sides">{columns}</div></article>'
    )


def _gold(one: Judged, library: LawLibrary) -> str:
    """The gold articles with their text, those cited marked."""
    cited = {article_of(citation.key) for citation in one.reply.done.citations}
    parts = []
    for stem, number in one.question.gold:
        article = library.by_key(f"{stem}/art{number}")
        mark = "cited" if (stem, number) in cited else "not cited"
        text = escape(article.text if article else "")
        parts.append(f'<p><code>{escape(f"{stem}/art{number}")}</code> {mark}</p><div class="text">{text}</div>')
    return "".join(parts) or "<p>Nothing here answers it.</p>"


def _found(one: Judged) -> str:
    """The first articles found with the gist of our notes, gold ones marked."""
    items = "".join(
        f'<li class="{"gold" if one.question.is_gold(found.key) else ""}"><code>{escape(found.key)}</code> '
        f"{escape(found.name)}<br>{escape(found.gist)}</li>"
        for found in one.reply.found[:SHOWN]
    )
    return f"<ol>{items}</ol>"
