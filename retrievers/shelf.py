"""A shelf: one built index on disk, opened read-only. Lexical (bm25s, phrasings) and dense (exact), texts and notes."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

from retrievers.dense import DenseView, Mask, Ranked, dense_views
from retrievers.phrasings import PhraseView, phrase_views
from retrievers.points import ShelvedNotes
from retrievers.scope import Scope
from retrievers.tokens import query_tokens

FORMAT = 11  # of the files of a shelf; another number means: build again
MANIFEST, ROWS, CURRENT, HASHES = "manifest.json", "rows.json", "current", "hashes.json"


@dataclass(frozen=True)
class Manifest:
    """What a shelf was built from. A difference to what is at hand means that it is stale."""

    format: int
    shelf: str
    encoder: str
    sources: str
    rows: int
    vectors: int


def current_build(folder: Path) -> Path | None:
    """The folder of the build that readers use now, None when nothing was built yet."""
    pointer = folder / CURRENT
    name = pointer.read_text("utf-8", errors="replace").strip() if pointer.exists() else ""
    build = folder / name if name.isascii() and "/" not in name and name else None
    return build if build and (build / MANIFEST).exists() else None


def read_manifest(build: Path) -> Manifest:
    """What a build was made from. Raises ValueError or TypeError when its manifest is damaged."""
    return Manifest(**json.loads((build / MANIFEST).read_text("utf-8")))


class Damaged(Exception):  # noqa: N818 - what is found
    """Files of a build are not what was written: it has to be built again."""


def hash_files(build: Path) -> None:
    """Write down what every file of a finished build holds."""
    (build / HASHES).write_text(json.dumps(_hashes(build), indent=1), "utf-8")


def check_files(build: Path) -> None:
    """Raises Damaged when a file of a build is missing or was changed: a damaged index can end the whole process."""
    try:
        written = json.loads((build / HASHES).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Damaged(f"{build.name}: {HASHES} cannot be read") from error
    changed = [
        name for name, digest in written.items() if not (build / name).is_file() or _digest(build / name) != digest
    ]
    if changed:
        raise Damaged(f"{build.name}: {', '.join(sorted(changed))}")


def hashed_files(build: Path) -> list[Path]:
    """The files of a build: all of them but the hashes themselves."""
    return [path for path in build.rglob("*") if path.is_file() and path.name != HASHES]


def _hashes(build: Path) -> dict[str, str]:
    return {str(path.relative_to(build)): _digest(path) for path in sorted(hashed_files(build))}


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


class Shelf:
    """Search over one built index; rows are articles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        rows = json.loads((folder / ROWS).read_text("utf-8"))
        self.keys: list[str] = rows["key"]
        self.kinds = np.array(rows["kind"])
        self.laws = np.array(rows["law"])
        self._first = np.array(rows["first_day"], dtype=np.int64)
        self._last = np.array(rows["last_day"], dtype=np.int64)
        self._lexical = {
            path.name.removeprefix("lexical-"): _open_lexical(path) for path in sorted(folder.glob("lexical-*"))
        }
        self._dense = {view: DenseView(folder, view) for view in dense_views(folder)}
        self._phrased = {view: PhraseView(folder, view) for view in phrase_views(folder)}
        self.lexical_views, self.dense_views = tuple(self._lexical), tuple(self._dense)
        self.phrased_views = tuple(self._phrased)
        self.notes = ShelvedNotes(folder)
        self.scope = Scope(folder) if len(self.notes) else None

    def mask(self, day: int, kinds: frozenset[str] = frozenset(), laws: frozenset[str] = frozenset()) -> Mask:
        """Which rows may be found: in force on the day, of the wanted kinds and laws."""
        allowed: Mask = (self._first <= day) & (day <= self._last)
        if kinds:
            allowed &= np.isin(self.kinds, list(kinds))
        if laws:
            allowed &= np.isin(self.laws, list(laws))
        return allowed

    def lexical(self, view: str, query: str, allowed: Mask, k: int) -> Ranked:
        """Best rows by BM25 over the articles' text or over our notes on them."""
        index = self._lexical[view]
        terms = query_tokens(query)
        known = index.get_tokens_ids(terms) if terms else []
        if not known:
            return []
        scores = index.get_scores_from_ids(known) * allowed
        return _top(scores, k)

    def dense(self, view: str, vector: list[float], allowed: Mask, k: int, parts: Sequence[list[float]] = ()) -> Ranked:
        """Best rows by meaning over the vectors of a view. `parts`: vectors of the question's sentences."""
        return self._dense[view].nearest(vector, allowed, k, parts)

    def phrased(self, view: str, question: str, allowed: Mask, k: int) -> Ranked:
        """Best rows by the wording of the questions of a view."""
        return self._phrased[view].nearest(question, allowed, k)


def _top(scores: npt.NDArray[np.float32], k: int) -> Ranked:
    count = min(k, int((scores > 0).sum()))
    if not count:
        return []
    best = np.argpartition(-scores, count - 1)[:count]
    return sorted(((int(row), float(scores[row])) for row in best), key=lambda pair: (-pair[1], pair[0]))


def _open_lexical(folder: Path) -> Any:
    return bm25s.BM25.load(str(folder), mmap=True, verbosity=0)
