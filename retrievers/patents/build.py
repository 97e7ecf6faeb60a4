"""Building the patent index from the store's revisions: only what changed is embedded, and no search sees half of it.

Order of a commit: the new part of vectors is written and listed, the documents are committed, the manifest gets the
new revision. Whatever interrupts it, the next build finds either the old state or the new one, and vectors already
computed come out of the vector store.
"""

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from knowledge.patents.record import Patent
from retrievers.patents.lexical import LexicalIndex, key_of
from retrievers.patents.manifest import FORMAT, PatentManifest, read_manifest, write_manifest
from retrievers.patents.records import Records
from retrievers.patents.words import vector_texts
from retrievers.patents.writing import LARGEST, Batch, Stretch
from retrievers.vectors import Matrix, VectorStore

Progress = Callable[[int, int], None]  # records done, records in all (0 when not known)
STRETCH = 100_000  # records between two commits
_CHUNK = 2_048  # records whose texts are sorted by length together
ABSTRACT_LEAD = 800  # characters that are embedded; measured, see docs/patents.md


def index_folder(folder: Path, encoder: str) -> Path:
    """Where the index of this format and encoder lives under the folder of all patent indexes."""
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in encoder)
    return folder / f"format-{FORMAT}-{name}"


def build_index(
    folder: Path, records: Records, vectors: VectorStore, encoder: str, progress: Progress, stretch: int = STRETCH
) -> PatentManifest:
    """Bring the index in `folder` (of `index_folder`) to the store's present revision; waits for another builder.

    `vectors` must be of the encoder named. Returns the manifest that was committed last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "build.lock"):
        manifest = read_manifest(folder) or PatentManifest(FORMAT, encoder)
        _sweep(folder, manifest)
        target = records.revision()
        if target == manifest.revision:
            return manifest
        builder = _Builder(folder, records, vectors, manifest, progress)
        return builder.run(target, stretch)


class _Builder:
    """One build."""

    def __init__(
        self, folder: Path, records: Records, vectors: VectorStore, manifest: PatentManifest, progress: Progress
    ) -> None:
        self._folder = folder
        self._records = records
        self._vectors = vectors
        self._manifest = manifest
        self._progress = progress
        self._lexical = LexicalIndex(folder / "lexical")
        self._done, self._total = 0, 0 if manifest.revision else records.count()

    def run(self, target: int, size: int) -> PatentManifest:
        since = self._manifest.revision
        chunks = self._chunks(since)
        last = False
        while not last:
            part = self._folder / f"part-{self._manifest.next_part}"
            with Stretch(self._lexical, part) as stretch:
                stretch.delete(self._gone(since))
                while stretch.count < size and not last:
                    chunk = next(chunks, None)
                    last = chunk is None
                    self._put(stretch, chunk or [])
                self._commit(stretch, target if last else since)
        return self._manifest

    def _chunks(self, since: int) -> Iterator[list[tuple[int, Patent]]]:
        """Changed records, without those an interrupted build already committed."""
        changed = self._records.iterate(changed_since=since)
        while chunk := list(itertools.islice(changed, _CHUNK)):
            known = self._lexical.known([key_of(patent, revision) for revision, patent in chunk], None)
            self._done += len(chunk)
            yield [(revision, patent) for revision, patent in chunk if key_of(patent, revision) not in known]

    def _gone(self, since: int) -> list[str]:
        """Numbers to delete; one that came back after its deletion is not among them."""
        return [
            number
            for revision, number in self._records.deleted_since(since)
            if any(row.number == number and row.revision <= revision for row in self._lexical.numbered(number))
        ]

    def _put(self, stretch: Stretch, chunk: list[tuple[int, Patent]]) -> None:
        if chunk:
            stretch.put(Batch(records=chunk))
            stretch.numbers.update(str(patent.number) for _, patent in chunk)
            stretch.count += len(chunk)
        texts = [
            (script, f"{key_of(patent, revision)}#{place}", text)
            for revision, patent in chunk
            for script, place, text in vector_texts(patent, ABSTRACT_LEAD)
        ]
        for places, matrix in self._vectors.embed([text for _, _, text in texts]):
            _hand_over(stretch, [texts[place][:2] for place in places], matrix)
        self._progress(self._done, self._total)

    def _commit(self, stretch: Stretch, revision: int) -> None:
        folded = _to_fold(self._manifest, 2 * stretch.count)
        count = stretch.finish([self._folder / name for name in folded])
        listed = self._manifest.with_part(count) if count else self._manifest
        write_manifest(self._folder, listed)
        stretch.commit()
        self._lexical.reload()
        self._manifest = replace(listed.without(frozenset(folded)), revision=revision, records=self._lexical.count())
        write_manifest(self._folder, self._manifest)


def _hand_over(stretch: Stretch, names: list[tuple[str, str]], matrix: Matrix) -> None:
    for script in sorted({script for script, _ in names}):
        rows = [row for row, (of, _) in enumerate(names) if of == script]
        stretch.put(Batch(script=script, identifiers=[names[row][1] for row in rows], vectors=matrix[rows]))


def _to_fold(manifest: PatentManifest, size: int) -> list[str]:
    """Parts hardly larger than the new one go into it, so that their number grows as a logarithm of the whole.

    `size`: of the new part, about (two vectors a record).
    """
    folded: list[str] = []
    for name, count in sorted(manifest.parts, key=lambda part: part[1]):
        if count > 2 * size or count + size > LARGEST:
            break
        folded.append(name)
        size += count
    return folded


def _sweep(folder: Path, manifest: PatentManifest) -> None:
    """Remove parts that no commit lists: of interrupted builds, and those retired two commits ago."""
    kept = {*manifest.names, *manifest.retired}
    for path in folder.glob("part-*"):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
