"""What a patent index holds and up to which revision of the store: the file whose change is the commit."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FORMAT = 1  # of the files of the index; another number means: build again
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class PatentManifest:
    """The last commit. `parts` are searched; `retired` are of the commit before, for processes that still read it."""

    format: int
    encoder: str
    revision: int = 0
    records: int = 0
    parts: tuple[tuple[str, int], ...] = ()  # name, vectors
    retired: tuple[str, ...] = ()
    next_part: int = 1

    @property
    def vectors(self) -> int:
        """Vectors in all parts, superseded ones included."""
        return sum(count for _, count in self.parts)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the parts that are searched."""
        return tuple(name for name, _ in self.parts)

    def with_part(self, count: int) -> "PatentManifest":
        """A manifest that lists one part more."""
        parts = (*self.parts, (f"part-{self.next_part}", count))
        return replace(self, parts=parts, next_part=self.next_part + 1)

    def without(self, names: frozenset[str]) -> "PatentManifest":
        """A manifest in which some parts are retired."""
        kept = tuple(part for part in self.parts if part[0] not in names)
        return replace(self, parts=kept, retired=tuple(sorted(names)))


def read_manifest(folder: Path) -> PatentManifest | None:
    """The last commit of an index, None when there is none that can be read."""
    try:
        row = json.loads((folder / MANIFEST).read_text("utf-8"))
        parts = tuple((str(name), int(count)) for name, count in row.pop("parts"))
        return PatentManifest(**{**row, "parts": parts, "retired": tuple(row["retired"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_manifest(folder: Path, manifest: PatentManifest) -> None:
    """Commit: whoever reads sees either the one before or this one."""
    fresh = folder / f".{MANIFEST}"
    fresh.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    fresh.replace(folder / MANIFEST)
