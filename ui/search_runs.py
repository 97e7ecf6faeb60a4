"""Running a search: what was typed goes to the rule that the command line and the assistant call too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.patents.classification import SymbolError, class_prefix
from knowledge.patents.record import Right
from knowledge.patents.status import State
from tools.refused import Refused
from tools.search.infringement import ProductText, check_freedom
from tools.search.invalidation import InvalidityRequest, find_invalidity_art
from tools.search.parsing import parse_request
from tools.search.patentability import InventionText, check_patentability
from tools.search.patentee import patentee
from tools.search.query import SearchQuery
from tools.search.status import status_of
from tools.search.subject import search_subject
from tools.search.trademark import Request, search_marks
from tools.search.trademark_tools import read_classes
from ui import session
from ui.search_fields import chosen, claim_numbers, codes, days, names, publication, publications
from ui.search_forms import Values


@dataclass(frozen=True)
class Outcome:
    """The result of a search, and the day it was made as of. `found` is what the rule gave; `limit`: hits asked for."""

    kind: str
    found: Any
    as_of: date
    limit: int = 20


def run(kind: str, values: Values) -> Outcome:
    """Run a search with what was typed into its form. Raises Refused with what to mend."""
    as_of = session.day()
    return Outcome(kind, _RUNS[kind](values, as_of), as_of, values.get("limit", 20))


def narrowed(query: SearchQuery, limit: int, as_of: date, facets: dict[str, list[str]]) -> Any:
    """A subject search again, only with the values chosen of each facet: country, class, holder, year."""
    stated: dict[str, Any] = {
        "countries": tuple(facets.get("country", ())),
        "classes": tuple(facets.get("class", ())),
        "holders": tuple(facets.get("holder", ())),
    }
    for year in facets.get("year", ()):
        first, after = date(int(year), 1, 1), date(int(year) + 1, 1, 1)
        stated["published_from"] = max(first, query.published_from or first)
        stated["published_before"] = min(after, query.published_before or after)
    narrow = query.model_dump() | {name: value for name, value in stated.items() if value}
    return search_subject(session.room(), SearchQuery.model_validate(narrow), as_of, limit)


def query_of(values: Values) -> SearchQuery:
    """The query a form states: what its words say, and its fields before that. Raises Refused for a wrong number."""
    query = parse_request(values["words"], session.world().today())
    stated: dict[str, Any] = {
        "classes": codes(values["classes"]), "holders": names(values["holders"]), "countries": chosen(values["countries"]),
        "rights": tuple(Right(right) for right in values["rights"]), "published_from": values["published_from"],
        "published_before": values["published_before"], "filed_before": values.get("filed_before"),
        "exclude": publications(values.get("exclude", "")), "confidential": values.get("confidential", False),
    }  # fmt: skip
    return SearchQuery.model_validate(query.model_dump() | {name: value for name, value in stated.items() if value})


def _subject(values: Values, as_of: date) -> Any:
    return search_subject(session.room(), query_of(values), as_of, values["limit"])


def _patentability(values: Values, as_of: date) -> Any:
    shown = days(values["disclosed"], session.world().today())
    request = InventionText(
        text=values["text"], filed=values["filed"], classes=codes(values["classes"]), countries=chosen(values["countries"]),
        own_disclosures=shown if shown or values["shown"] == "never" else None, confidential=not values["public"],
    )  # fmt: skip
    return check_patentability(session.room(), request, as_of)


def _fto(values: Values, as_of: date) -> Any:
    request = ProductText(
        text=values["text"], countries=chosen(values["countries"]), classes=codes(values["classes"]),
        confidential=not values["public"],
    )  # fmt: skip
    return check_freedom(session.room(), request, as_of)


def _invalidity(values: Values, as_of: date) -> Any:
    request = InvalidityRequest(
        number=publication(values["number"]), claims=claim_numbers(values["claims"]), countries=chosen(values["countries"]),
        classes=codes(values["classes"]),
    )  # fmt: skip
    return find_invalidity_art(session.room(), request, as_of)


def _status(values: Values, as_of: date) -> Any:
    world = session.world()
    return status_of(world.patents, values["number"].strip(), as_of, world.library, values["adjustment"])


def _patentee(values: Values, as_of: date) -> Any:
    try:
        classes = tuple(class_prefix(text) for text in codes(values["classes"]))
    except SymbolError as error:
        raise Refused(f"分类号应写成 F02C 或 F02C 7/055。/ {error}") from None
    return patentee(
        session.world().patents, values["name"].strip(), as_of, names(values["subsidiaries"]),
        frozenset(chosen(values["countries"])), classes, frozenset(State(state) for state in values["states"]),
    )  # fmt: skip


def _trademark(values: Values, as_of: date) -> Any:
    world, searcher = session.world(), session.marks()
    request = Request(
        word=values["word"], classes=read_classes(values["nice"]), goods=values["goods"], filed=values["filed"] or as_of
    )
    searcher.index.update(searcher.store)
    return search_marks(searcher, world.library, request, as_of, world.now)


_RUNS: dict[str, Callable[[Values, date], Any]] = {
    "subject": _subject, "patentability": _patentability, "fto": _fto, "invalidity": _invalidity, "status": _status,
    "patentee": _patentee, "trademark": _trademark,
}  # fmt: skip
