"""A database as the scope of searches: every one of the six searches, and the chat, can be kept within its numbers."""

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from knowledge.patents.numbers import parse_publication
from retrievers.patents.search import PatentQuery, PatentSearcher, PatentsFound
from tools.databases.access import Databases, open_database
from tools.principal import Principal
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.subject import SubjectFound, search_subject


def numbers_of(databases: Databases, who: Principal, named: str) -> frozenset[str]:
    """The numbers a search within a database is kept to. Raises Refused for who may not read it."""
    return frozenset(open_database(databases, who, named).members)


@dataclass(frozen=True)
class ScopedSearcher:
    """A searcher that finds nothing outside some numbers, whatever it is asked."""

    searcher: PatentSearcher
    numbers: frozenset[str]

    def search(self, query: PatentQuery, k: int = 20) -> PatentsFound:
        """As the searcher's own, within the numbers. Numbers a query names without a kind stand for all their kinds."""
        wanted = {number for number in self.numbers if _meant(number, query.numbers)} if query.numbers else self.numbers
        if not wanted:  # to the searcher, no numbers are all numbers
            return PatentsFound(query, [], 0)
        return self.searcher.search(replace(query, numbers=frozenset(wanted)), k)


def scoped(room: SearchRoom, numbers: frozenset[str]) -> SearchRoom:
    """The room with its local searches kept within numbers, and no service of an office asked: those know no databases."""
    searcher = ScopedSearcher(room.searcher, numbers)
    return replace(room, searcher=cast(PatentSearcher, searcher), connectors=())


def search_within(
    databases: Databases, room: SearchRoom, who: Principal, named: str, query: SearchQuery, as_of: date, limit: int = 20
) -> SubjectFound:  # fmt: skip
    """A subject search within a database. Raises Refused for who may not read it, and for an empty query."""
    return search_subject(scoped(room, numbers_of(databases, who, named)), query, as_of, limit)


def _meant(number: str, wanted: frozenset[str]) -> bool:
    return number in wanted or parse_publication(number).without_kind in wanted
