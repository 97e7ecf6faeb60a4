"""One file of an ingest run: looked at, kept in the raw tier, read by its importer from where the run had got to."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from knowledge.patents.files import InputFile, look_at, plain, shown, unreadable
from knowledge.patents.importing import Broken, Importer, Outcome
from knowledge.patents.ingest_batches import EntityOf, FileIngest
from knowledge.patents.ingest_progress import Meter
from knowledge.patents.raw import RawFile, RawTier
from knowledge.patents.runs import Reject, RunFile, Runs
from knowledge.patents.store import PatentStore

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # of our own disk: the run stops, and can resume


@dataclass(frozen=True)
class Request:
    """What the operator said about the files: who gave them, under which licence, as of when, read by which importer."""

    kind: str = ""
    source: str = ""
    licence: str = ""
    retrieved: datetime | None = None


@dataclass(frozen=True)
class FileReader:
    """What the files of one run are read with."""

    importers: tuple[Importer, ...]
    raw: RawTier
    store: PatentStore
    runs: Runs
    run: int
    now: Callable[[], datetime]
    meter: Meter
    asked: Request
    entity_of: EntityOf | None
    batch: int

    def take_in(self, path: Path) -> None:
        """Read one file, or say why not; what an interrupted run did of it is not done again."""
        name = shown(path.absolute())
        held = self.runs.file(self.run, name)
        file = look_at(path)
        importer = None if file.reason else self._importer_of(file)
        if importer is None:
            self._refuse(RunFile(name, size=file.size), file.reason or self._unknown(path))
            return
        before = _stamp(path)
        try:
            kept = self.raw.add(path, self.asked.source or importer.name, self.asked.licence, self.now())
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise
            self._refuse(RunFile(name, size=file.size), unreadable(path, error))
            return
        if held and held.state == "done" and held.raw == kept.sha256:
            self.meter.finish(name, kept.size, skipped=True)
            return
        state = self._begin(name, held, kept, importer)
        state = self._read(path, importer, state, kept)
        if _stamp(path) != before:
            self._refuse(state, _changed(path))
            return
        self.runs.save(self.run, replace(state, state="done"), self.now())
        self.meter.finish(name, kept.size)

    def _begin(self, name: str, held: RunFile | None, kept: RawFile, importer: Importer) -> RunFile:
        if held and held.raw == kept.sha256 and held.state == "reading" and held.importer == importer.name:
            return held
        with self.store.batch():
            self.runs.forget(self.run, name)
            state = RunFile(name, kept.sha256, kept.size, importer.name, self.asked.source or importer.name)
            self.runs.save(self.run, state, self.now())
        return state

    def _read(self, path: Path, importer: Importer, state: RunFile, kept: RawFile) -> RunFile:
        ingest = FileIngest(
            self.store, self.runs, self.run, self.asked.retrieved or kept.received, self.now, self.entity_of
        )
        outcomes = islice(_guarded(importer, path), state.done, None)
        counted = state.done

        def stored(reached: RunFile, offset: int) -> None:
            nonlocal counted
            self.meter.count(reached.done - counted)
            self.meter.at(reached.path, offset)
            counted = reached.done

        return ingest.take_in(state, outcomes, self.batch, stored)

    def _importer_of(self, file: InputFile) -> Importer | None:
        if self.asked.kind:
            return self.importers[0]
        return next((importer for importer in self.importers if _accepts(importer, file)), None)

    def _refuse(self, file: RunFile, reason: str) -> None:
        """The whole file does not go in, or not as it should: it stands in the register and among the rejects."""
        with self.store.batch():
            if not file.raw:
                self.runs.forget(self.run, file.path)
            self.runs.save(self.run, replace(file, state="refused", reason=reason), self.now())
            self.runs.reject([Reject(self.run, file.path, "", reason)])
        self.meter.finish(file.path, file.size)

    def _unknown(self, path: Path) -> str:
        names = ", ".join(importer.name for importer in self.importers) or "-"
        return (
            f"认不出 {shown(path)} 的格式，可读：{names}；可用 --kind 指定。/"
            f" The format of {shown(path)} is not recognised; read are: {names}; name one with --kind."
        )


def _accepts(importer: Importer, file: InputFile) -> bool:
    """Whether a file is the importer's; one that fails to say so does not stand in the way of the others."""
    try:
        return importer.accepts(file.path, file.head)
    except Exception:
        return False


def _guarded(importer: Importer, path: Path) -> Iterator[Outcome]:
    """The outcomes of a file; an importer that fails costs the rest of this file, not of the run."""
    place, offset = "", 0
    try:
        for outcome in importer.read(path):
            place, offset = outcome.place, outcome.offset
            yield outcome
    except Exception as error:
        why = plain(f"{type(error).__name__}: {error}", 200)
        where = f"{place} 之后" if place else "开头"
        behind = f"behind {place}" if place else "at its beginning"
        yield Broken(
            place,
            f"读到{where}时出错（{why}），本文件其余部分未读。/ Reading failed {behind} ({why}); the rest of this file was not read.",
            offset,
        )


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file is written to."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _changed(path: Path) -> str:
    return (
        f"{shown(path)} 在读取过程中被改动，请重新导入。/ {shown(path)} was changed while it was read; ingest it again."
    )
