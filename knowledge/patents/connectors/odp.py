"""USPTO Open Data Portal, live: the file wrapper data of US applications since 2001, with events, assignments, adjustment."""

from collections.abc import Callable
from typing import Any

from pyUSPTO import PatentDataClient

from knowledge.patents.connectors.connector import Page, Parts
from knowledge.patents.connectors.exchange import SEARCH, Exchange, Question
from knowledge.patents.connectors.odp_client import OdpClient
from knowledge.patents.connectors.odp_query import by_publication, lucene_of
from knowledge.patents.connectors.outbound import Cleared, OutboundGuard, OutboundNumber, OutboundQuery
from knowledge.patents.connectors.reading import NOTHING, parts_of
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from knowledge.patents.importers.odp import OdpImporter, total_of
from knowledge.patents.importers.stand_in import is_stand_in
from knowledge.patents.numbers import NumberError, parse_publication

OFFICE = "USPTO ODP"
LEAST_INTERVAL = 1.0  # seconds; the portal takes one request at a time and names no rate in its headers
_MOST = 100
_SERVICE = "data"
_STAND_IN = len("AN15123456")


class UsptoOdp:
    """The connector. `exchange` carries cache, pace and retries, `guard` decides what may be sent."""

    name = "uspto-odp"
    databases: tuple[str, ...] = ("USPTO Patent File Wrapper",)

    def __init__(self, client: OdpClient, exchange: Exchange, guard: OutboundGuard) -> None:
        self._client, self._exchange, self._guard = client, exchange, guard
        self._importer = OdpImporter()

    def search(self, query: OutboundQuery, first: int = 1, size: int = 25) -> Page:
        """Applications from place `first` on, words looked for in titles. Raises Unavailable."""
        cleared = self._guard.clear(query, OFFICE)
        lucene = lucene_of(cleared.asked)
        if not lucene or first < 1 or size < 1:
            raise Unavailable(OFFICE, Reason.UNSUPPORTED, ("没有检索条件", "no condition"))
        parts = self._found(cleared, lucene, first - 1, min(size, _MOST))
        return Page(lucene, first, max((total_of(file.path) or 0 for file in parts.received), default=0), parts)

    def fetch(self, asked: OutboundNumber) -> Parts:
        """All there is on the application of a US publication, or of an application's stand-in number. Raises Unavailable."""
        cleared = self._guard.clear(asked, OFFICE)
        try:
            number = parse_publication(cleared.asked.number)
        except NumberError:
            number = None
        if number is None or number.country != "US" or (is_stand_in(number) and len(number.serial) != _STAND_IN):
            raise Unavailable(OFFICE, Reason.UNSUPPORTED, ("不是美国公开号", "not a US publication number"))
        if is_stand_in(number):
            application = number.serial.removeprefix("AN")
            question = Question(application, "application", _SERVICE, ".json")
            return self._get(cleared, question, lambda client: client.get_application_by_number(application))
        parts = self._found(cleared, by_publication(number), 0, 1)
        if not parts.patents:
            raise Unavailable(OFFICE, Reason.NOT_FOUND, str(number))
        return parts

    def _found(self, cleared: Cleared[Any], lucene: str, offset: int, limit: int) -> Parts:
        """A page of a search; the portal answers 404 when nothing was found."""
        question = Question(f"{lucene} {offset}+{limit}", SEARCH, _SERVICE, ".json")
        try:
            return self._get(
                cleared,
                question,
                lambda client: client.search_applications(query=lucene, offset=offset, limit=limit),
            )
        except Unavailable as failure:
            if failure.reason is not Reason.NOT_FOUND:
                raise
            return NOTHING

    def _get(self, cleared: Cleared[Any], question: Question, call: Callable[[PatentDataClient], object]) -> Parts:
        """One answer, read; only what was cleared comes here."""
        received = self._exchange.ask(question, lambda: self._client.send(call))
        return self._exchange.usable(received, parts_of(self._importer, [received]))
