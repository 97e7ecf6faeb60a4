"""The register of sources: what each one gave, how new that is, and when it was last asked."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.patents.store import PatentStore

_HELD = "select source, country, count(*), max(published) from publications group by source, country order by source, country"
_RUNS = "select source, max(ended) from run_files where state = 'done' group by source"


@dataclass(frozen=True)
class Holding:
    """What is held of one office: publications, and the day of the newest."""

    country: str
    publications: int
    newest: date | None


@dataclass(frozen=True)
class SourceState:
    """One source: the last time a file of it was read to its end, and what is held of which it was the last word."""

    source: str
    last_run: datetime | None
    holdings: tuple[Holding, ...]

    @property
    def publications(self) -> int:
        """How many publications are held from it."""
        return sum(holding.publications for holding in self.holdings)

    @property
    def newest(self) -> date | None:
        """The day of its newest publication."""
        return max((holding.newest for holding in self.holdings if holding.newest), default=None)

    def days_behind(self, today: date) -> int | None:
        """How many days lie between its newest publication and today; None when no record has a day."""
        return (today - self.newest).days if self.newest else None


def source_states(store: PatentStore) -> list[SourceState]:
    """Every source that gave a record or was read, by name."""
    holdings: dict[str, list[Holding]] = {}
    for source, country, publications, newest in store.database().execute(_HELD):
        day = date.fromisoformat(newest) if newest else None
        holdings.setdefault(source, []).append(Holding(country, publications, day))
    runs = {source: datetime.fromisoformat(ended) for source, ended in store.database().execute(_RUNS)}
    return [
        SourceState(source, runs.get(source), tuple(holdings.get(source, ())))
        for source in sorted(holdings.keys() | runs.keys())
    ]
