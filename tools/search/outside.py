"""Asking the live services of offices: only with words that are public, and never so that a failure ends the search."""

from dataclasses import dataclass, field
from typing import Literal

from knowledge.patents.record import Patent
from tools.search.log import Logged, Recorder
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom

Asked = Literal["asked", "none", "confidential", "failed"]


@dataclass(frozen=True)
class Outside:
    """What services of offices gave, and whether they were asked at all."""

    asked: Asked
    patents: list[Patent] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def ask_outside(room: SearchRoom, recorder: Recorder, what: str, query: SearchQuery, k: int) -> Outside:
    """The same query put to every connector. A confidential query is put to none of them (threat S9)."""
    if not room.connectors:
        return Outside("none")
    if query.confidential:
        return Outside("confidential")
    found: dict[str, Patent] = {}
    failures = []
    for connector in room.connectors:
        try:
            patents = connector.search(query, k)
        except OSError as error:
            failures.append(f"{connector.name}: {error or type(error).__name__}")
            continue
        numbers = tuple(str(patent.number) for patent in patents)
        found.update(zip(numbers, patents, strict=True))
        recorder.note(
            Logged(
                what=f"{what} @ {connector.name}",
                query=query,
                k=k,
                total=len(patents),
                numbers=numbers,
                databases={connector.name: len(patents)},
                when=room.now(),
                outside=True,
            )
        )
    asked: Asked = "failed" if len(failures) == len(room.connectors) else "asked"
    return Outside(asked, list(found.values()), failures)
