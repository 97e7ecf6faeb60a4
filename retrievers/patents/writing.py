"""One stretch of a build: documents to tantivy, vectors to one new part, in a thread beside the encoder."""

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from knowledge.patents.record import Patent
from retrievers.patents.dense import Part, PartWriter
from retrievers.patents.lexical import HEAP, LexicalIndex, document
from retrievers.vectors import Matrix

LARGEST = 500_000  # vectors of a part; parts of that size are left alone
_WAITING = 32  # batches between the encoder and the disk


@dataclass(frozen=True)
class Batch:
    """Work for the writing thread: records with their revisions, or vectors of one script with their identifiers."""

    records: Sequence[tuple[int, Patent]] = ()
    script: str = ""
    identifiers: Sequence[str] = ()
    vectors: Matrix | None = None


@dataclass
class Stretch:
    """Writes what is handed over; nothing of it is seen before `finish`, nothing is left of it after `abandon`."""

    lexical: LexicalIndex
    folder: Path  # of the new part
    numbers: set[str] = field(default_factory=set)  # whose older states are no longer true
    count: int = 0  # records

    def __post_init__(self) -> None:
        self._part = PartWriter(self.folder)
        self._documents = self.lexical.index.writer(heap_size=HEAP, num_threads=1)
        self._queue: queue.Queue[Batch | None] = queue.Queue(maxsize=_WAITING)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="patent-index-writer", daemon=True)
        self._thread.start()

    def __enter__(self) -> "Stretch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread.is_alive():
            self.abandon()

    def delete(self, numbers: Sequence[str]) -> None:
        """Records that are no more. To be called before any is put."""
        for number in numbers:
            self._documents.delete_documents_by_term("number", number)
        self.numbers.update(numbers)

    def put(self, batch: Batch) -> None:
        """Hand over work. Raises what the writing thread raised."""
        if self._error:
            raise self._error
        self._queue.put(batch)

    def finish(self, folded: Sequence[Path]) -> int:
        """Write everything, with what is still true of the parts in `folded`; the new part is ready to be listed.

        Returns the number of vectors; the documents wait for `commit`. Raises what the writing thread raised.
        """
        self._stop()
        if self._error:
            raise self._error
        for folder in folded:
            self._fold(folder)
        self._part.close()
        return self._part.count

    def commit(self) -> None:
        """Make the documents visible."""
        self._documents.commit()
        self._documents.wait_merging_threads()

    def abandon(self) -> None:
        """Leave everything as it was."""
        self._stop()
        self._part.close()
        self._documents.rollback()
        self._documents.wait_merging_threads()

    def _stop(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _fold(self, folder: Path) -> None:
        old = Part(folder)
        for script in old.collections:
            for identifiers, vectors in old.pages(script):
                keys = [name.rpartition("#")[0] for name in identifiers]
                known = self.lexical.known(list(dict.fromkeys(keys)), None)
                true = [key in known and known[key].number not in self.numbers for key in keys]
                kept = [place for place, still in enumerate(true) if still]
                self._part.add(script, [identifiers[place] for place in kept], vectors[kept])

    def _run(self) -> None:
        try:
            while (batch := self._queue.get()) is not None:
                self._write(batch)
        except BaseException as error:  # handed to the building thread, which raises it
            self._error = error
            while self._queue.get() is not None:
                continue

    def _write(self, batch: Batch) -> None:
        for revision, patent in batch.records:
            self._documents.delete_documents_by_term("number", str(patent.number))
            self._documents.add_document(document(patent, revision))
        if batch.vectors is not None:
            self._part.add(batch.script, batch.identifiers, batch.vectors)
