"""The bounds of a query as a tantivy query."""

from collections.abc import Iterable
from datetime import date, timedelta

from tantivy import FieldType, Occur, Query

from knowledge.patents.numbers import NumberError, parse_publication
from retrievers.patents.classes import level
from retrievers.patents.lexical import LexicalIndex, day_number
from retrievers.patents.query import PatentQuery

_FIRST, _LAST = 0, 99_991_231


def bounds_of(index: LexicalIndex, query: PatentQuery) -> Query | None:
    """What a record must be to be found at all; None when the query bounds nothing but words."""
    musts = [
        _any(index, "class", map(level, query.classes)),
        _any(index, "holder", query.holders),
        _any(index, "country", query.countries),
        _any(index, "right", (right.value for right in query.rights)),
        _numbered(index, query.numbers),
        _between(index, "published", query.published_from, query.published_before),
        _between(index, "filed", None, query.filed_before),
    ]
    parts = [(Occur.Must, part) for part in musts if part is not None]
    excluded = _numbered(index, query.exclude)
    if excluded is not None:
        parts = [*(parts or [(Occur.Must, Query.all_query())]), (Occur.MustNot, excluded)]
    return Query.boolean_query(parts) if parts else None


def _any(index: LexicalIndex, name: str, values: Iterable[str]) -> Query | None:
    wanted = sorted(set(values))
    return Query.term_set_query(index.schema, name, wanted) if wanted else None


def _numbered(index: LexicalIndex, numbers: Iterable[str]) -> Query | None:
    """Publications by number, or every publication of a number given without its kind."""
    wanted = sorted(set(map(_canonical, numbers)))
    if not wanted:
        return None
    names = ("number", "serial")
    return Query.boolean_query([(Occur.Should, Query.term_set_query(index.schema, name, wanted)) for name in names])


def _canonical(number: str) -> str:
    try:
        return str(parse_publication(number))
    except NumberError:
        return number.strip()


def _between(index: LexicalIndex, name: str, first: date | None, before: date | None) -> Query | None:
    if first is None and before is None:
        return None
    low = day_number(first) if first else _FIRST
    high = day_number(before - timedelta(days=1)) if before else _LAST
    return Query.range_query(index.schema, name, FieldType.Integer, low, high)
