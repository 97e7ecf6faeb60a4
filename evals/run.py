"""A run: one row for each question judged, the figures made of them, and a stamp that says of what and when.

Rows and figures depend on code, index and questions alone; the stamp is the only part that two runs may differ in.
"""

import hashlib
import json
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.layers import Labels
from evals.retrieval import Ranked


@dataclass(frozen=True)
class Row:
    """One question judged. The keys found and cited are kept for open sets only: they give the answers away."""

    set: str
    id: str
    language: str
    labels: Labels
    grades: dict[str, bool]
    ranked: Ranked | None = None  # None when nothing answers the question
    found: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """Of what a run is: the commit (with a plus when files differ from it), the day, the engine and the shelves."""

    commit: str
    date: str
    model: str
    shelves: tuple[str, ...]
    questions: dict[str, str]  # a digest of each set, to see whether its labels changed


@dataclass(frozen=True)
class Run:
    """Everything one run of the evals found."""

    stamp: Stamp
    rows: tuple[Row, ...]
    pairs: tuple[Row, ...] = ()  # pairs judged as pairs; their sides are among the rows
    figures: dict[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Keep it as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_run(path: Path) -> Run:
    """A run kept before. Raises ValueError when the file holds none."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        stamp = Stamp(**kept["stamp"] | {"shelves": tuple(kept["stamp"]["shelves"])})
        rows, pairs = (tuple(_row(row) for row in kept[part]) for part in ("rows", "pairs"))
        return Run(stamp, rows, pairs, kept["figures"])
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} holds no run of these evals ({type(error).__name__}: {error})") from error


def _row(row: dict[str, Any]) -> Row:
    row = row | {"labels": Labels(**row["labels"]), "ranked": Ranked(**row["ranked"]) if row["ranked"] else None}
    return Row(**row | {"found": tuple(row["found"]), "cited": tuple(row["cited"])})


def stamp(model: str, shelves: tuple[str, ...], sets: tuple[str, ...], today: date) -> Stamp:
    """The stamp of a run made now from the code at hand."""
    digests = {name: _digest(name) for name in sets}
    return Stamp(commit(Path(__file__).parent), today.isoformat(), model, shelves, digests)


def _digest(name: str) -> str:
    text = files("evals").joinpath("questions", f"{name}.jsonl").read_bytes()
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def commit(folder: Path) -> str:
    """The commit a folder is at, with a plus when files differ from it; empty outside a repository or without git."""
    head = _git(folder, "rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and _git(folder, "status", "--porcelain") else head


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - whichever git the developer uses
            capture_output=True, text=True, timeout=20, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
