"""A store of vectors already computed, so that an interrupted or repeated build embeds nothing twice."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrievers.embeddings import Encoder

Matrix = npt.NDArray[np.float32]
BATCH = 32  # measured: larger batches of unequal lengths are slower


class VectorStore:
    """Vectors by the hash of their text, one file an encoder."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        name = encoder.name.replace("/", "_")
        self._db = sqlite3.connect(folder / f"vectors-{name}.db", timeout=60, check_same_thread=False)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=off")  # a lost cache is only computed again
        self._db.execute("create table if not exists vector(hash blob primary key, data blob not null) without rowid")

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Matrix]]:
        """Vectors of all texts, batch by batch as they are ready: places in `texts`, matrix. Sorted by length."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH * 8):
            places = order[start : start + BATCH * 8]
            yield places, self._fetch([texts[place] for place in places])

    def matrix(self, texts: Sequence[str]) -> Matrix:
        """Vectors of all texts, in their order; no rows when there are no texts."""
        rows: list[Matrix | None] = [None] * len(texts)
        for places, batch in self.embed(texts):
            for place, row in zip(places, batch, strict=True):
                rows[place] = row
        return np.stack([row for row in rows if row is not None]) if texts else np.zeros((0, 0), dtype=np.float32)

    def _fetch(self, texts: list[str]) -> Matrix:
        hashes = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        marks = ",".join("?" * len(hashes))
        rows = self._db.execute(f"select hash, data from vector where hash in ({marks})", hashes)  # noqa: S608
        known = {digest: np.frombuffer(data, dtype=np.float32) for digest, data in rows}
        missing = list({digest: place for place, digest in enumerate(hashes) if digest not in known}.values())
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vectors = np.asarray(self._encoder.model.embed_documents([texts[p] for p in batch]), dtype=np.float32)
            new = {hashes[place]: vector for place, vector in zip(batch, vectors, strict=True)}
            stored = [(digest, vector.tobytes()) for digest, vector in new.items()]
            with self._db:
                self._db.executemany("insert or ignore into vector values (?, ?)", stored)
            known |= new
        return np.stack([known[digest] for digest in hashes])

    def close(self) -> None:
        """Release the file."""
        self._db.close()
