"""The index under `IPOS_HOME`: build what is missing or stale, open what is there, notice what another process built."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from retrievers.build import Progress, build_shelf
from retrievers.embeddings import Encoder
from retrievers.shelf import FORMAT, Damaged, Manifest, Shelf, check_files, current_build, hashed_files, read_manifest
from retrievers.sources import SHELVES, Sources, Stock, state_of
from retrievers.vectors import VectorStore

Announce = Callable[[str], Progress]  # called with a shelf's name when its build starts


class Index:
    """All shelves of one home folder."""

    def __init__(self, folder: Path, sources: Sources, encoder: Encoder) -> None:
        self.folder = folder
        self.encoder = encoder
        self._sources = sources
        self._open: dict[str, tuple[str, Shelf]] = {}
        self._lock = threading.RLock()  # a shelf is opened once, whoever asks first
        self._wanted: dict[str, str] = {}
        self._seen: dict[str, object] = {}  # the state of each shelf's files when they were found sound

    def _fingerprint(self, shelf: str) -> str:
        if shelf not in self._wanted:
            self._wanted[shelf] = self._sources.fingerprint(shelf)
        return self._wanted[shelf]

    def _is_current(self, manifest: Manifest) -> bool:
        made = (manifest.format, manifest.encoder, manifest.sources)
        return made == (FORMAT, self.encoder.name, self._fingerprint(manifest.shelf))

    def missing(self) -> list[str]:
        """Shelves to build: not there, damaged, of another encoder or of other sources. In order of urgency."""
        return [shelf for shelf in self._sources.shelves() if not self._healthy(shelf)]

    def _healthy(self, shelf: str) -> bool:
        try:
            build = current_build(self.folder / shelf)
            return build is not None and self._is_current(read_manifest(build)) and self._shelf(shelf) is not None
        except Exception:  # a damaged index may fail in any way: it is built again
            return False

    def sound(self, shelf: str) -> bool:
        """Whether a shelf can be searched now. Its files are read again only when one of them was changed."""
        try:
            opened = self._shelf(shelf)
            if opened is None or opened.manifest.encoder != self.encoder.name:
                return False
            state = state_of(sorted(hashed_files(opened.folder)))
            if self._seen.get(shelf) != state:
                check_files(opened.folder)
                self._seen[shelf] = state
        except Exception:  # a damaged index may fail in any way
            return False
        return True

    def being_built(self, shelf: str) -> bool:
        """Whether some process builds a shelf at this moment."""
        lock = self.folder / f"{shelf}.lock"
        if not lock.exists():
            return False
        try:
            with FileLock(lock, blocking=False):
                return False
        except Timeout:
            return True

    def build(self, shelf: str, announce: Announce, force: bool = False) -> bool:
        """Build one shelf unless another process just did; waits for it if it is at it. True when built here."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / f"{shelf}.lock"):
            if not force and self._healthy(shelf):
                return False
            self._open.pop(shelf, None)
            progress = announce(shelf)
            stock = self.stock(shelf)
            vectors = VectorStore(self.folder, self.encoder)
            try:
                build_shelf(
                    self.folder / shelf, shelf, stock, vectors, self.encoder.name, self._fingerprint(shelf), progress
                )
            finally:
                vectors.close()
        return True

    def stock(self, shelf: str) -> Stock:
        """What a shelf would be built from now."""
        return self._sources.stock(shelf)

    def shelves(self) -> list[Shelf]:
        """The shelves that can be searched now, IP law first; a damaged or outdated one counts as not there."""
        return [opened for shelf in SHELVES if (opened := self._usable(shelf)) is not None]

    def _usable(self, shelf: str) -> Shelf | None:
        try:
            return self._shelf(shelf)
        except Damaged:
            return None

    def _shelf(self, shelf: str) -> Shelf | None:
        """The shelf of the current build, opened once; None when there is none. Raises Damaged when files changed."""
        build = current_build(self.folder / shelf)
        if build is None or read_manifest(build).format != FORMAT:
            return None
        with self._lock:
            known = self._open.get(shelf)
            if known is None or known[0] != build.name:
                check_files(build)
                self._open[shelf] = known = (build.name, Shelf(build))
        return known[1]

    def clear(self) -> None:
        """Remove every shelf and all stored vectors."""
        self._open.clear()
        self._seen.clear()
        shutil.rmtree(self.folder, ignore_errors=True)
