"""Taking files of marks in: kept as received, every good record stored, every bad one reported with its place."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from knowledge.trademarks.importing import Broken, Deleted, Found, Importer
from knowledge.trademarks.importing import Outcome as Read
from knowledge.trademarks.record import Mark, Source
from knowledge.trademarks.store import MarkStore
from knowledge.trademarks.tables import joined

_BATCH = 500
_HEAD = 1 << 16
_NOT_OURS = (
    "不是能识别的商标数据文件（CSV、TSV、XLSX、JSON 行）。"
    "/ It is no file of trademark records that is recognised (CSV, TSV, XLSX, JSON lines)."
)


@dataclass(frozen=True)
class Outcome:
    """What became of one record: "added", "replaced", "unchanged", "older", "deleted", or "rejected" with the reason."""

    path: Path
    place: str
    outcome: str
    id: str = ""
    reason: str = ""


def ingest_marks(
    path: Path, store: MarkStore, raw: Path, importers: Sequence[Importer], now: datetime
) -> Iterator[Outcome]:
    """Take in a file or every file of a folder. The same file twice changes nothing.

    `raw`: the folder the files are kept in, by their SHA-256. Raises FileNotFoundError when nothing is at the path.
    """
    if not path.exists():
        raise FileNotFoundError(2, "No such file or folder", str(path))
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    for file in files:
        try:
            yield from _file(file, store, raw, importers, now)
        except OSError as error:
            yield Outcome(file, "file", "rejected", reason=f"读不了。/ It cannot be read ({error.strerror}).")


def _file(file: Path, store: MarkStore, raw: Path, importers: Sequence[Importer], now: datetime) -> Iterator[Outcome]:
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    importer = next((each for each in importers if head and each.accepts(file, head)), None)
    if importer is None:
        yield Outcome(file, "file", "rejected", reason=_NOT_OURS)
        return
    digest = _keep(file, raw)
    read = iter(importer.read(file))
    while batch := list(islice(read, _BATCH)):
        yield from _batch(
            file, store, batch, lambda place: Source(raw=digest, importer=importer.name, place=place, retrieved=now)
        )


def _batch(file: Path, store: MarkStore, batch: list[Read], source: Callable[[str], Source]) -> Iterator[Outcome]:
    """One batch into the store, in order: what is found goes in together, what is deleted after it."""
    held = store.many([each.mark.id for each in batch if isinstance(each, Found)])
    marks: dict[str, Mark] = {}
    for each in batch:
        if isinstance(each, Found):
            mark = each.mark.model_copy(update={"source": source(each.place)})
            marks[mark.id] = _with_other_rows(mark, marks.get(mark.id) or held.get(mark.id))
    results = dict(zip(marks, store.upsert_all(list(marks.values())), strict=True))
    for each in batch:
        if isinstance(each, Found):
            yield Outcome(file, each.place, results[each.mark.id], each.mark.id)
        elif isinstance(each, Deleted):
            gone = store.delete(each.id, source(each.place).retrieved)
            yield Outcome(file, each.place, "deleted" if gone else "unchanged", each.id)
        elif isinstance(each, Broken):
            yield Outcome(file, each.place, "rejected", reason=each.reason)


def _with_other_rows(mark: Mark, held: Mark | None) -> Mark:
    """A row of the same file under the same number is the same mark in another class: they are joined, not replaced."""
    if held and held.source and mark.source and held.source.raw == mark.source.raw:
        return joined(held, mark)
    return mark


def _keep(file: Path, raw: Path) -> str:
    """Keep the file as received; its SHA-256."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    kept = raw / f"{digest}{file.suffix.lower()}"
    if not kept.exists():
        raw.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(kept.suffix + ".part")
        shutil.copyfile(file, part)
        part.replace(kept)  # a copy cut short never passes for the file
    return digest
