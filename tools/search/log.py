"""The search log: what was asked where and when and how much came back, so that anybody can run it again and compare."""

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from retrievers.patents.search import PatentSearcher, PatentsFound
from tools.search.query import SearchQuery


class Logged(BaseModel):
    """One query that was run: what for ("text", "feature F2"), what it found, where and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    query: SearchQuery
    k: int
    total: int
    numbers: tuple[str, ...]  # the best k, best first
    databases: dict[str, int]
    when: datetime
    outside: bool = False  # run by a service of an office: logged, not run again


class SearchLog(BaseModel):
    """All queries of one search, and the version of the index they were run on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    index: str
    made: datetime
    entries: tuple[Logged, ...] = ()

    @property
    def databases(self) -> dict[str, int]:
        """Records of every database asked."""
        return {name: count for entry in self.entries for name, count in entry.databases.items()}


class Change(BaseModel):
    """What a query finds now that it did not, or no longer."""

    what: str
    total_before: int
    total_now: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    reordered: bool
    databases_before: dict[str, int]
    databases_now: dict[str, int]


class Rerun(BaseModel):
    """A log run again: the new log, and what changed (nothing: the same result)."""

    log: SearchLog
    index_before: str
    changes: list[Change]

    @property
    def same(self) -> bool:
        """Whether every query found what it had found."""
        return not self.changes


class Recorder:
    """Runs queries on a searcher and writes them down."""

    def __init__(
        self,
        searcher: PatentSearcher,
        entity_of: Callable[[str], str],
        now: Callable[[], datetime],
        index: str,
        kind: str,
    ) -> None:
        self._searcher = searcher
        self._entity_of = entity_of
        self._now = now
        self._head = SearchLog(kind=kind, index=index, made=now())
        self._entries: list[Logged] = []

    def search(self, what: str, query: SearchQuery, k: int) -> PatentsFound:
        """Run one query and log it."""
        found = self._searcher.search(query.to_patent_query(self._entity_of), k)
        self._entries.append(
            Logged(
                what=what,
                query=query,
                k=k,
                total=found.total,
                numbers=tuple(str(hit.patent.number) for hit in found.hits),
                databases=found.databases,
                when=self._now(),
            )
        )
        return found

    def note(self, entry: Logged) -> None:
        """Write down a query that was run elsewhere: by a connector to an office."""
        self._entries.append(entry)

    @property
    def log(self) -> SearchLog:
        """Everything run so far."""
        return self._head.model_copy(update={"entries": tuple(self._entries)})


def rerun(
    log: SearchLog, searcher: PatentSearcher, entity_of: Callable[[str], str], now: Callable[[], datetime], index: str
) -> Rerun:
    """Run the local queries of a log again and say what changed."""
    recorder = Recorder(searcher, entity_of, now, index, log.kind)
    local = [entry for entry in log.entries if not entry.outside]
    for entry in local:
        recorder.search(entry.what, entry.query, entry.k)
    pairs = zip(local, recorder.log.entries, strict=True)
    changes = [change for before, after in pairs if (change := _change(before, after))]
    return Rerun(log=recorder.log, index_before=log.index, changes=changes)


def _change(before: Logged, now: Logged) -> Change | None:
    if (before.total, before.numbers, before.databases) == (now.total, now.numbers, now.databases):
        return None
    added = tuple(number for number in now.numbers if number not in before.numbers)
    gone = tuple(number for number in before.numbers if number not in now.numbers)
    kept = [number for number in before.numbers if number in now.numbers]
    return Change(
        what=before.what,
        total_before=before.total,
        total_now=now.total,
        added=added,
        gone=gone,
        reordered=kept != [number for number in now.numbers if number in before.numbers],
        databases_before=before.databases,
        databases_now=now.databases,
    )
