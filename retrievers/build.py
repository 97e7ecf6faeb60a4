"""Building a shelf: embed, index, and swap it in whole. Interrupted builds go on where they stopped."""

import json
import queue
import shutil
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bm25s

from retrievers.entries import Entry
from retrievers.points import write_notes
from retrievers.scope import fit_scope
from retrievers.shelf import CURRENT, FORMAT, MANIFEST, ROWS, Manifest, hash_files, open_client
from retrievers.sources import Stock
from retrievers.tokens import tokens
from retrievers.vectors import Matrix, VectorStore

Progress = Callable[[int, int], None]  # texts done, texts in all
_CHROMA_BATCH = 2_000  # Chroma takes at most 5,461 at once


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
        count = _write_vectors(draft / "chroma", entries, vectors, progress)
        _write_lexical(draft / "lexical-text", [entry.text for entry in entries])
        if any(entry.notes for entry in entries):
            _write_lexical(draft / "lexical-notes", ["\n".join(entry.notes) for entry in entries])
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


def _write_vectors(folder: Path, entries: Sequence[Entry], vectors: VectorStore, progress: Progress) -> int:
    """Embed all texts; a second thread writes them to Chroma meanwhile, so the encoder never waits for the disk."""
    views = {
        "text": [(f"{row}#0", entry.text) for row, entry in enumerate(entries)],
        "notes": [(f"{row}#{n}", text) for row, entry in enumerate(entries) for n, text in enumerate(entry.notes)],
        "points": [(f"{row}#{n}", text) for row, entry in enumerate(entries) for n, text in enumerate(entry.points)],
    }
    total, done = sum(len(view) for view in views.values()), 0
    writer = _Writer(folder)
    with writer:
        for view, items in views.items():
            for places, matrix in vectors.embed([text for _, text in items]):
                writer.put(view, [items[place][0] for place in places], matrix)
                done += len(places)
                progress(done, total)
    return total


class _Writer:
    """Writes vectors to Chroma in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._client = open_client(folder)
        self._queue: queue.Queue[tuple[str, list[str], Matrix] | None] = queue.Queue(maxsize=64)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="chroma-writer", daemon=True)

    def __enter__(self) -> "_Writer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._queue.put(None)
        self._thread.join()
        if self._error:
            raise self._error

    def put(self, view: str, identifiers: list[str], matrix: Matrix) -> None:
        """Hand over a batch. Raises what the writing thread raised."""
        if self._error:
            raise self._error
        self._queue.put((view, identifiers, matrix))

    def _run(self) -> None:
        collections: dict[str, Any] = {}
        waiting: dict[str, tuple[list[str], list[Any]]] = {}
        try:
            while (batch := self._queue.get()) is not None:
                view, identifiers, matrix = batch
                if view not in collections:
                    configuration = {"hnsw": {"space": "cosine", "ef_search": 200}}
                    collections[view] = self._client.create_collection(
                        view, embedding_function=None, configuration=configuration
                    )
                ids, rows = waiting.setdefault(view, ([], []))
                ids += identifiers
                rows += list(matrix)
                if len(ids) >= _CHROMA_BATCH:
                    collections[view].add(ids=ids, embeddings=rows)
                    waiting[view] = ([], [])
            for view, (ids, rows) in waiting.items():
                if ids:
                    collections[view].add(ids=ids, embeddings=rows)
        except BaseException as error:  # handed to the building thread, which raises it
            self._error = error
            while self._queue.get() is not None:
                continue
