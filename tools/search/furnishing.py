"""Furnishing the search room: the store, the index, the law and the rules of status and portfolio put together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from langchain_core.embeddings import Embeddings

from knowledge.law.library import LawLibrary
from knowledge.patents.connectors.connector import Connector
from knowledge.patents.holders import entity_of
from knowledge.patents.record import Patent
from knowledge.patents.status import status_on
from knowledge.patents.store import PatentStore
from retrievers.patents.search import PatentSearcher
from tools.search.offices import OfficeSearch
from tools.search.patentee import Portfolio, patentee
from tools.search.room import SearchRoom
from tools.search.standing import Standing, standing_of
from tools.search.status import StatusFound, status_of
from tools.search.survey import survey

MOST_SHOWN = 50  # applications of a portfolio that are listed; all are counted


def search_room(
    store: PatentStore,
    searcher: PatentSearcher,
    library: LawLibrary,
    model: Embeddings,
    index: Callable[[], str],
    kept: Path,
    now: Callable[[], datetime],
    connectors: Sequence[Connector] = (),
) -> SearchRoom:
    """The room over one store. `index` names the version searched; `kept` is the file that remembers what is held."""

    def standing(patent: Patent, as_of: date) -> Standing:
        return standing_of(status_on(store.publications(str(patent.number)) or [patent], as_of))

    return SearchRoom(
        searcher=searcher,
        library=library,
        embed=model.embed_documents,
        entity_of=entity_of,
        get=store.get,
        publications=store.publications,
        status_of=standing,
        survey=lambda: survey(store, kept),
        index=index,
        now=now,
        connectors=tuple(OfficeSearch(connector) for connector in connectors),
        status=lambda number, day: _brief(status_of(store, number, day, library)),
        portfolio=lambda name, day: _without_texts(patentee(store, name, day)),
    )


def _brief(found: StatusFound) -> StatusFound:
    """The status without descriptions and claims: a conversation keeps what it is told."""
    return replace(found, publications=tuple(titled(patent) for patent in found.publications))


def _without_texts(portfolio: Portfolio) -> Portfolio:
    shown = portfolio.holdings[:MOST_SHOWN]
    return replace(portfolio, holdings=tuple(replace(each, patent=titled(each.patent)) for each in shown))


def titled(patent: Patent) -> Patent:
    """The record with its titles as its only words."""
    titles = {
        language: texts.model_copy(update={"abstract": "", "claims": (), "description": ()})
        for language, texts in patent.texts.items()
    }
    return patent.model_copy(update={"texts": titles})
