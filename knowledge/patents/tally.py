"""What became of the records of a file or a run, counted."""

from dataclasses import asdict, dataclass, fields


@dataclass
class Tally:
    """Counts of outcomes. Each record of a file is in exactly one of them; `conflicts` are counted besides."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    older: int = 0
    deleted: int = 0
    rejected: int = 0
    conflicts: int = 0

    @property
    def read(self) -> int:
        """How many records were read, whatever became of them."""
        return self.added + self.replaced + self.unchanged + self.older + self.deleted + self.rejected

    def count(self, outcome: str) -> None:
        """One more of an outcome, by its name."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def add(self, other: "Tally") -> None:
        """The counts of another file besides."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def figures(self) -> dict[str, int]:
        """As data, "in" first: what was read."""
        return {"in": self.read, **asdict(self)}
