"""`python -m evals.patents.quality`: recall@10, recall@100 and MRR of ours, words only and meaning only, in one run.

Reported on the half of the tasks that nothing was tuned on; `--tuning` shows the other half.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from time import perf_counter

from evals.patents.corpus import load_corpus, without_english
from evals.patents.memory import MemoryRecords
from evals.patents.tasks import Neighbours, Task, neighbours_of, subclasses_of, tasks_of
from knowledge.patents.record import Patent
from retrievers.embeddings import make_encoder
from retrievers.glossary import load_glossary
from retrievers.patents.build import build_index, index_folder
from retrievers.patents.query import PatentQuery
from retrievers.patents.search import PatentSearcher, Weights
from retrievers.vectors import VectorStore

HOME = Path("build/patents-quality")
VARIANTS = {
    "ours": Weights(),
    "words only": Weights(meaning=0, across=0, classes=0, glossary=False),
    "meaning only": Weights(words=0, classes=0, across=0),
}
Rank = Callable[[PatentQuery], list[str]]
Figures = dict[str, float]


def main() -> None:
    """Build what is missing, measure every variant on every task, print a table and write it as JSON."""
    tuning = "--tuning" in sys.argv
    patents, english_titles = without_english(load_corpus())
    searchers = make_searchers(patents, VARIANTS)
    tasks = [task for task in tasks_of(patents, english_titles) if task.tuning == tuning]
    neighbours = [one for one in neighbours_of(patents) if one.tuning == tuning]
    classes = {str(patent.number): subclasses_of(patent) for patent in patents}
    report = {name: measure(searcher, tasks, neighbours, classes) for name, searcher in searchers.items()}
    (HOME / "quality.json").write_text(json.dumps(report, indent=1), "utf-8")
    sys.stdout.write(f"{len(patents)} records, {'tuning' if tuning else 'held-out'} half\n{table(report)}\n")


def make_searchers(patents: list[Patent], variants: dict[str, Weights]) -> dict[str, PatentSearcher]:
    """Searchers over one index of the corpus, built when its records or the encoder are not those of the last time."""
    records = MemoryRecords(patents)
    encoder = make_encoder("bundled")
    home = HOME / fingerprint(patents)
    vectors = VectorStore(HOME, encoder)
    started = perf_counter()
    build_index(index_folder(home, encoder.name), records, vectors, encoder.name, _tell)
    vectors.close()
    sys.stderr.write(f"\nindex ready after {perf_counter() - started:.0f} s\n")
    glossary = load_glossary()
    return {name: PatentSearcher(home, records, encoder, glossary, weights) for name, weights in variants.items()}


def fingerprint(patents: list[Patent]) -> str:
    """Of the records of a corpus: an index of other records is another index."""
    digest = hashlib.blake2b(digest_size=8)
    for patent in patents:
        digest.update(patent.model_dump_json().encode())
    return digest.hexdigest()


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done} of {total} ")


def measure(
    searcher: PatentSearcher,
    tasks: Sequence[Task],
    neighbours: Sequence[Neighbours],
    classes: dict[str, frozenset[str]],
) -> dict[str, Figures]:
    """Figures of one searcher by kind of task."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for task in tasks:
        query = PatentQuery(task.text, exclude=frozenset([task.asker] if task.asker else []))
        found.setdefault(task.kind, []).append(score(searcher.rank(query, 100), task.right))
    report = {kind: _means(rows) for kind, rows in found.items()}
    shares = [
        share
        for one in neighbours
        if (
            share := consistency(searcher.rank(PatentQuery(one.text, exclude=frozenset([one.asker])), 10), one, classes)
        )
        is not None
    ]
    report["same IPC subclass among the first 10"] = {"share": round(fmean(shares), 3), "tasks": len(shares)}
    return report


def score(ranked: Sequence[str], right: frozenset[str]) -> tuple[float, float, float]:
    """Recall among the first 10 and 100, and the reciprocal of the first right one's rank."""
    places = [place for place, number in enumerate(ranked, 1) if number in right]
    recall = [sum(place <= depth for place in places) / len(right) for depth in (10, 100)]
    return recall[0], recall[1], 1 / places[0] if places else 0.0


def consistency(ranked: Sequence[str], one: Neighbours, classes: dict[str, frozenset[str]]) -> float | None:
    """Which share of the classified neighbours is in a subclass of the record; None without any."""
    shared = [bool(classes[number] & one.subclasses) for number in ranked if classes[number]]
    return fmean(shared) if shared else None


def _means(rows: list[tuple[float, float, float]]) -> Figures:
    names = ("recall@10", "recall@100", "MRR")
    means = {name: round(fmean(row[place] for row in rows), 3) for place, name in enumerate(names)}
    return {**means, "tasks": len(rows)}


def table(report: dict[str, dict[str, Figures]]) -> str:
    """Markdown: one line for a kind of task, one column for a variant."""
    kinds = next(iter(report.values()))
    lines = [f"| task | n | {' | '.join(report)} |", "|---|---|" + "---|" * len(report)]
    for kind, figures in kinds.items():
        cells = [
            " / ".join(f"{value:.3f}" for name, value in of[kind].items() if name != "tasks") for of in report.values()
        ]
        lines.append(f"| {kind} | {int(figures['tasks'])} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
