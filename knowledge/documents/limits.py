"""How much an uploaded document may cost: the limits of the child process that reads it."""

from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True)
class Limits:
    """The most a document may have, and its reading may take."""

    file_bytes: int = 25 * 2**20
    pages: int = 500
    characters: int = 5_000_000
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    memory_bytes: int = 2**30  # address space, which no resident size exceeds
    output_bytes: int = 64 * 2**20  # what the child may write
    findings: int = 200  # of one document; more say nothing new
    quoted: int = 400  # characters kept of each finding

    def row(self) -> dict[str, float]:
        """The limits as JSON values, for the child."""
        return asdict(self)

    @classmethod
    def of(cls, row: dict[str, float]) -> Self:
        """The limits that `row` gave. Raises TypeError for anything else."""
        return cls(**row)  # type: ignore[arg-type]  # the values are those of `row`
