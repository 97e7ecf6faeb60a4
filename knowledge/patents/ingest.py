"""An ingest run: files to the raw tier, their records to the processed tier, what was wrong to the register of rejects.

A run can be interrupted at any moment, by a signal too, and asked again: files it had read are passed over, the one it
was in goes on behind the last record stored, and the register ends up as if nothing had happened. Records count as of
the moment their bytes were first received: an old file ingested again overwrites nothing newer.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.patents.files import files_under, shown
from knowledge.patents.importing import Importer
from knowledge.patents.ingest_batches import EntityOf
from knowledge.patents.ingest_files import FileReader, Request
from knowledge.patents.ingest_progress import Meter, Report
from knowledge.patents.raw import RawTier
from knowledge.patents.runs import Run, Runs
from knowledge.patents.store import PatentStore


class IngestError(ValueError):
    """The run cannot begin. One sentence, Chinese and English, says why and what to do."""


def ingest_patents(
    paths: Iterable[Path],
    importers: tuple[Importer, ...],
    raw: RawTier,
    store: PatentStore,
    now: Callable[[], datetime],
    progress: Report | None = None,
    request: Request | None = None,
    resume: bool = True,
    entity_of: EntityOf | None = None,
    batch: int = 500,
) -> Run:
    """Read files and folders into the store and return the run as the register has it.

    `importers`: tried in order, the first that accepts a file reads it; `request.kind` forces one by name. `resume`:
    go on with the last run of the same request when it was interrupted. `entity_of`: resolves the names of holders.
    Raises IngestError when the run cannot begin, StoreError and OSError (no space) when it cannot go on.
    """
    asked = request or Request()
    chosen = _chosen(importers, asked.kind)
    given = list(paths)
    files = list(files_under(given))
    try:
        with FileLock(store.path.with_name("ingest.lock"), timeout=0):
            runs = Runs(store)
            key = _key(given, asked)
            run = (runs.unfinished(key) if resume else None) or runs.start(key, asked.source, asked.licence, now())
            meter = Meter(len(files), sum(map(_size, files)), now, progress)
            work = FileReader(chosen, raw, store, runs, run, now, meter, asked, entity_of, batch)
            for path in files:
                work.take_in(path)
            runs.end(run, now())
    except Timeout:
        raise IngestError(
            "另一个导入正在进行，请等它结束后再试。/ Another ingest is running; try again when it has ended."
        ) from None
    ended = runs.get(run)
    assert ended  # noqa: S101 - it was made above
    return ended


def _chosen(importers: tuple[Importer, ...], kind: str) -> tuple[Importer, ...]:
    found = tuple(importer for importer in importers if kind in ("", importer.name))
    if kind and not found:
        names = ", ".join(importer.name for importer in importers)
        raise IngestError(f"没有名为 {kind} 的格式，可用：{names}。/ There is no kind {kind}; there are: {names}.")
    return found


def _key(paths: list[Path], asked: Request) -> str:
    """What makes two requests the same one."""
    as_of = asked.retrieved.isoformat() if asked.retrieved else ""
    places = [shown(path.absolute()) for path in paths]
    return json.dumps([places, asked.kind, asked.source, asked.licence, as_of], ensure_ascii=False)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
