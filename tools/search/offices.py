"""The live services of offices as the searches ask them: a query in the user's terms, records back."""

from knowledge.patents.connectors.connector import Connector
from knowledge.patents.connectors.outbound import OutboundQuery
from knowledge.patents.connectors.unavailable import Unavailable
from knowledge.patents.record import Patent
from tools.search.query import SearchQuery


class OfficeSearch:
    """One office (knowledge/patents/connectors/) behind the interface of the search room."""

    def __init__(self, connector: Connector) -> None:
        self.name = connector.name
        self._connector = connector

    def search(self, query: SearchQuery, k: int) -> list[Patent]:
        """The publications the office finds; countries, rights and filing days are narrowed here, offices differ in them.

        Raises ConnectionError with the office's reason when it cannot be asked or does not answer.
        """
        asked = OutboundQuery(
            confidential=query.confidential, words=query.words, classes=query.classes, holders=query.holders,
            published_from=query.published_from, published_before=query.published_before,
        )  # fmt: skip
        try:
            page = self._connector.search(asked, size=k)
        except Unavailable as reason:
            raise ConnectionError(str(reason)) from reason
        return [patent for patent in page.parts.patents if _fits(patent, query)]


def _fits(patent: Patent, query: SearchQuery) -> bool:
    return (
        (not query.countries or patent.number.country in query.countries)
        and (not query.rights or patent.right in query.rights)
        and (not query.filed_before or (patent.filed is not None and patent.filed < query.filed_before))
        and str(patent.number) not in query.exclude
    )
