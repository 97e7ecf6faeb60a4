"""Building a shelf: embed, index, and swap it in whole. Interrupted builds go on where they stopped."""

import json
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import bm25s
import numpy as np

from retrievers.dense import write_dense
from retrievers.entries import Entry
from retrievers.phrasings import write_phrasings
from retrievers.points import write_notes
from retrievers.scope import fit_scope
from retrievers.shelf import CURRENT, FORMAT, MANIFEST, ROWS, Manifest, hash_files
from retrievers.sources import Stock
from retrievers.tokens import tokens
from retrievers.vectors import Matrix, VectorStore

Progress = Callable[[int, int], None]  # texts done, texts in all


def build_shelf(
    folder: Path,
    name: str,
    stock: Stock,
    vectors: VectorStore,
    encoder: str,
    sources: str,
    progress: Progress,
) -> Manifest:
    """Build the index of `stock` in a folder of its own under `folder`, then point to it; nobody sees half of it."""
    entries = stock.entries
    build = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    draft = folder / build
    draft.mkdir(parents=True)
    try:
        count = _write_vectors(draft, entries, vectors, progress)
        _write_lexical(draft / "lexical-text", [entry.text for entry in entries])
        if any(entry.notes for entry in entries):
            _write_lexical(draft / "lexical-notes", ["\n".join(entry.notes) for entry in entries])
            told = [(row, text) for row, entry in enumerate(entries) for text in entry.notes]
            write_phrasings(draft, "notes", [row for row, _ in told], [text for _, text in told])
        write_notes(draft, stock, vectors)
        if stock.notes:
            fit_scope(draft, stock.questions(), vectors)
        columns = ("key", "kind", "law", "first_day", "last_day")
        rows = {column: [getattr(entry, column) for entry in entries] for column in columns}
        (draft / ROWS).write_text(json.dumps(rows), "utf-8")
        manifest = Manifest(FORMAT, name, encoder, sources, len(entries), count)
        (draft / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
        hash_files(draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _point_to(folder, build)
    return manifest


def _point_to(folder: Path, build: str) -> None:
    """Make `build` the current one; the one before stays for processes that still read it, older ones go."""
    pointer = folder / CURRENT
    before = pointer.read_text("utf-8").strip() if pointer.exists() else ""
    fresh = folder / f".{CURRENT}-{build}"
    fresh.write_text(build, "utf-8")
    fresh.replace(pointer)
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in (build, before):
            shutil.rmtree(entry, ignore_errors=True)


def _write_lexical(folder: Path, texts: list[str]) -> None:
    index = bm25s.BM25()
    index.index([tokens(text) for text in texts], show_progress=False)
    index.save(str(folder), show_progress=False)


def _write_vectors(draft: Path, entries: Sequence[Entry], vectors: VectorStore, progress: Progress) -> int:
    """Embed all texts and store their vectors with the rows they belong to; returns how many there are."""
    views = {
        "text": [(row, entry.text) for row, entry in enumerate(entries)],
        "notes": [(row, text) for row, entry in enumerate(entries) for text in entry.notes],
        "points": [(row, text) for row, entry in enumerate(entries) for text in entry.points],
    }
    total, done = sum(len(view) for view in views.values()), 0
    for view, items in views.items():
        matrices: list[Matrix] = []
        owners: list[int] = []
        for places, matrix in vectors.embed([text for _, text in items]):
            owners += [items[place][0] for place in places]
            matrices.append(matrix)
            done += len(places)
            progress(done, total)
        if matrices:
            write_dense(draft, view, owners, np.concatenate(matrices))
    return total
