"""The search room: the services a patent search works with, given at run time and never by the model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from pydantic import TypeAdapter

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Patent
from retrievers.patents.search import PatentSearcher
from tools.refused import Refused
from tools.search.log import Recorder
from tools.search.query import SearchQuery
from tools.search.standing import StatusOf
from tools.search.survey import Survey


@runtime_checkable
class Connector(Protocol):
    """A live service of an office (knowledge/patents/connectors/). It is asked only with words that are public."""

    name: str

    def search(self, query: SearchQuery, k: int) -> list[Patent]:
        """The publications the office finds. Raises OSError, its text saying why, when it cannot be reached or refuses."""
        ...


@dataclass(frozen=True)
class SearchRoom:
    """What the six searches work with.

    `embed` gives unit vectors; `entity_of` resolves a holder's name; `get` and `publications` look into the store by
    number (the latest publication; all publications of the same application).
    """

    searcher: PatentSearcher
    library: LawLibrary
    embed: Callable[[list[str]], list[list[float]]]
    entity_of: Callable[[str], str]
    get: Callable[[str], Patent | None]
    publications: Callable[[str], list[Patent]]
    status_of: StatusOf
    survey: Callable[[], Survey]
    index: Callable[[], str]  # the version of the index, for the log
    now: Callable[[], datetime]
    connectors: tuple[Connector, ...] = ()
    status: Callable[[str, date], object] | None = None  # legal status of a number on a day (tools/search/status.py)
    portfolio: Callable[[str, date], object] | None = None  # what a holder has on a day (tools/search/patentee.py)

    def recorder(self, kind: str) -> Recorder:
        """A log to run the queries of one search through."""
        return Recorder(self.searcher, self.entity_of, self.now, self.index(), kind)


@dataclass(frozen=True)
class Told:
    """The result of a status or patentee search as JSON values, with the citations it carries."""

    data: dict[str, Any]
    citations: tuple[Citation, ...]


def asked_of(search: Callable[[str, date], object] | None, what: str, as_of: date) -> Told:
    """The result of a status or patentee search (a model or a dataclass). Raises Refused when there is no such search here."""
    if search is None:
        raise Refused("这项检索还没有装上。/ This search is not installed.")
    found = search(what, as_of)
    return Told(TypeAdapter(type(found)).dump_python(found, mode="json"), tuple(getattr(found, "citations", ())))


def room_of(holder: object) -> SearchRoom:
    """The search room of a desk or a world (its attribute `search_room`). Raises Refused when there is none."""
    room = getattr(holder, "search_room", None)
    if not isinstance(room, SearchRoom):
        raise Refused(
            "这里还没有专利数据；请先用 ipos ingest 导入。/ There is no patent data here yet; bring some in with ipos ingest first."
        )
    return room
