"""`python -m evals.patents.search_speed`: p50 and p95 of a search at 10,000, 50,000 and 200,000 records.

The records are real ones with abstracts, grown by variation (evals/patents/growth.py), and the index grows by
incremental builds. Goal: p95 grows at most threefold from the smallest to the largest. Sizes can be given as arguments.
Beside the time a user waits stands the time the processor worked, which other work on the machine does not lengthen.
"""

import json
import shutil
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from evals.patents.corpus import load_corpus, main_text, without_english
from evals.patents.growth import GrownRecords, VariedEncoder
from evals.patents.tasks import Task, hashed, tasks_of
from evals.timing import latency
from knowledge.patents.record import Patent
from retrievers.embeddings import Encoder, make_encoder
from retrievers.glossary import load_glossary
from retrievers.patents.build import build_index, index_folder
from retrievers.patents.classes import codes_of
from retrievers.patents.query import PatentQuery
from retrievers.patents.search import PatentSearcher
from retrievers.vectors import VectorStore

HOME = Path("build/patents-speed")
SIZES = (10_000, 50_000, 200_000)
QUERIES = 100  # of each kind


def main() -> None:
    """Grow, build, measure; print the figures and write them as JSON."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    corpus, english_titles = without_english(load_corpus())
    patents = [patent for patent in corpus if main_text(patent).abstract]
    shutil.rmtree(HOME, ignore_errors=True)
    records = GrownRecords(patents, 0)
    encoder = _varied(records, patents)
    searcher = PatentSearcher(HOME, records, encoder, load_glossary())
    kinds = queries_of(patents, tasks_of(patents, english_titles))
    report: dict[str, Any] = {}
    for size in sizes:
        records.grow(size)
        report[str(size)] = {"build": _build(records, encoder)} | {
            kind: _measured(searcher, queries) for kind, queries in kinds.items()
        }
        sys.stdout.write(f"{size}: {json.dumps(report[str(size)])}\n")
    first, last = report[str(sizes[0])], report[str(sizes[-1])]
    report["p95 growth"] = {
        kind: {time: round(last[kind][time]["p95"] / first[kind][time]["p95"], 2) for time in ("wall", "processor")}
        for kind in kinds
    }
    sys.stdout.write(json.dumps(report["p95 growth"]) + "\n")
    HOME.with_suffix(".json").write_text(json.dumps(report, indent=1), "utf-8")
    shutil.rmtree(HOME)


def _varied(records: GrownRecords, patents: list[Patent]) -> Encoder:
    real = make_encoder("bundled")
    HOME.mkdir(parents=True)
    store = VectorStore(HOME.parent, real)
    vectors = store.matrix([main_text(patent).title or "x" for patent in patents])
    store.close()
    return Encoder("varied", VariedEncoder(records, vectors, real.model))


def _build(records: GrownRecords, encoder: Encoder) -> dict[str, float]:
    started = perf_counter()
    vectors = VectorStore(HOME, encoder)
    folder = index_folder(HOME, encoder.name)
    manifest = build_index(folder, records, vectors, encoder.name, lambda done, total: records.origins.clear())
    vectors.close()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "seconds": round(perf_counter() - started, 1),
        "vectors": manifest.vectors,
        "parts": len(manifest.parts),
        "megabytes": round(size / 1e6, 1),
    }


def queries_of(patents: list[Patent], tasks: list[Task]) -> dict[str, list[PatentQuery]]:
    """Short queries, whole abstracts, and both within bounds that many and that few records pass."""
    short = [PatentQuery(task.text) for task in tasks if "from" in task.kind and "cited" not in task.kind]
    chosen = sorted(patents, key=lambda patent: hashed(str(patent.number)))[:QUERIES]
    long = [PatentQuery(main_text(patent).abstract) for patent in chosen]
    wide = [PatentQuery(query.text, published_before=date(2014, 1, 1)) for query in short[:QUERIES]]
    classed = [(main_text(patent).title, codes_of(patent)[:1]) for patent in chosen]
    narrow = [PatentQuery(title, classes=tuple(codes)) for title, codes in classed if codes]
    return {
        "short": short[:QUERIES],
        "abstract": long,
        "short, before a date": wide,
        "title, in one class": narrow,
    }


def _measured(searcher: PatentSearcher, queries: list[PatentQuery]) -> dict[str, Any]:
    """Milliseconds by the clock and of the processor, after ten queries to warm up."""
    for query in queries[:10]:
        searcher.search(query)
    wall, processor = [], []
    for query in queries:
        started, worked = perf_counter(), process_time()
        searcher.search(query)
        wall.append((perf_counter() - started) * 1000)
        processor.append((process_time() - worked) * 1000)
    return {"wall": asdict(latency(wall)), "processor": asdict(latency(processor))}


if __name__ == "__main__":
    main()
