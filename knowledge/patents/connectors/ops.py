"""EPO Open Patent Services, live: bibliographic data of more than a hundred offices, full text of some, families, events."""

from collections.abc import Callable
from functools import partial
from typing import Any

from epo_ops.models import Docdb, Epodoc

from knowledge.patents.connectors.connector import Page, Parts
from knowledge.patents.connectors.exchange import SEARCH, Exchange, Question
from knowledge.patents.connectors.ops_client import OpsClient
from knowledge.patents.connectors.ops_query import cql_of, docdb_serial
from knowledge.patents.connectors.outbound import Cleared, OutboundGuard, OutboundNumber, OutboundQuery
from knowledge.patents.connectors.reading import NOTHING, joined, parts_of, perhaps
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from knowledge.patents.importers.ops import OpsImporter, total_of
from knowledge.patents.importers.stand_in import is_stand_in
from knowledge.patents.numbers import NumberError, parse_publication

OFFICE = "EPO OPS"
RETRY_AFTER_UNIT = 0.001  # OPS counts milliseconds
_MOST = 100  # documents in one answer of OPS
_LAST = 2000  # the last place of a search that OPS gives
_Call = Callable[[Any], object]


class EpoOps:
    """The connector. `exchange` carries cache, pace and retries, `guard` decides what may be sent."""

    name = "epo-ops"
    databases: tuple[str, ...] = ("EPO DOCDB", "EPO INPADOC", "EPO full text")

    def __init__(self, client: OpsClient, exchange: Exchange, guard: OutboundGuard) -> None:
        self._client, self._exchange, self._guard = client, exchange, guard
        self._importer = OpsImporter()

    def search(self, query: OutboundQuery, first: int = 1, size: int = 25) -> Page:
        """Publications with their bibliographic data from place `first` on. Raises Unavailable."""
        cleared = self._guard.clear(query, OFFICE)
        cql = cql_of(cleared.asked)
        last = min(first + min(size, _MOST) - 1, _LAST)
        if not cql:
            raise Unavailable(OFFICE, Reason.UNSUPPORTED, ("没有检索条件", "no condition"))
        if not 1 <= first <= last:
            raise Unavailable(OFFICE, Reason.UNSUPPORTED, (f"只提供第 1 至 {_LAST} 条", f"places 1 to {_LAST} only"))
        try:
            parts = self._get(
                cleared,
                Question(f"{cql} {first}-{last}", SEARCH, SEARCH, ".xml"),
                lambda client: client.published_data_search(cql, first, last, constituents=["biblio"]),
            )
        except Unavailable as failure:
            if failure.reason is not Reason.NOT_FOUND:  # how OPS says that nothing was found
                raise
            parts = NOTHING
        return Page(cql, first, max((total_of(file.path) or 0 for file in parts.received), default=0), parts)

    def fetch(self, asked: OutboundNumber) -> Parts:
        """Biblio and abstract, full text where the office has it, family and events.

        Raises Unavailable when there is not even the biblio; what else is missing is told in `broken`.
        """
        cleared = self._guard.clear(asked, OFFICE)
        printed, reference = _reference(cleared.asked.number)

        def part(what: str, service: str, call: _Call) -> Parts:
            return self._get(cleared, Question(printed, what, service, ".xml"), call)

        def published(what: str) -> Parts:
            return part(
                what, "retrieval", lambda client: client.published_data("publication", reference, endpoint=what)
            )

        def family() -> Parts:
            return part(
                "family", "inpadoc", lambda client: client.family("publication", reference, constituents=["legal"])
            )

        biblio = published("biblio")
        texts = [perhaps(what, partial(published, what)) for what in ("claims", "description")]
        return joined([biblio, *texts, perhaps("family", family)])

    def _get(self, cleared: Cleared[Any], question: Question, call: _Call) -> Parts:
        """One answer, read; only what was cleared comes here."""
        received = self._exchange.ask(question, lambda: self._client.send(call))
        return self._exchange.usable(received, parts_of(self._importer, [received]))


def _reference(text: str) -> tuple[str, Docdb | Epodoc]:
    """The canonical number and how the library wants it. Raises Unavailable for what is no publication."""
    try:
        number = parse_publication(text)
    except NumberError:
        number = None
    if number is None or is_stand_in(number):
        raise Unavailable(OFFICE, Reason.UNSUPPORTED, ("不是公开号", "not a publication number"))
    serial = docdb_serial(number)
    if number.kind:
        return str(number), Docdb(serial, number.country, number.kind)
    return str(number), Epodoc(number.country + serial)
