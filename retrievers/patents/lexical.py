"""The lexical index: words, classes, holders and dates of the records, in tantivy (BM25, filters in the query)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query

from knowledge.patents.record import Patent
from retrievers.patents.classes import codes_of, levels
from retrievers.patents.words import FIELDS, fields

HEAP = 128_000_000
TERMS = 40  # of a long query, the rarest count
_CODES = 12  # symbols kept for the bridge; more of one record say no more


@dataclass(frozen=True)
class Row:
    """What the index itself knows of a record: its key "number@revision" and its symbols."""

    key: str
    codes: tuple[str, ...]

    @property
    def number(self) -> str:
        """The canonical number."""
        return self.key.rpartition("@")[0]

    @property
    def revision(self) -> int:
        """Of the store, when it was indexed."""
        return int(self.key.rpartition("@")[2])


def key_of(patent: Patent, revision: int) -> str:
    """The key of one state of a record: a vector counts only while the committed state has the same key."""
    return f"{patent.number}@{revision}"


def day_number(day: date) -> int:
    """20240131."""
    return day.year * 10_000 + day.month * 100 + day.day


def make_schema() -> tantivy.Schema:
    """Terms are prepared outside (retrievers/patents/words.py), so whitespace is all a text is split at."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("codes", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("number", "serial", "country", "right", "holder", "class"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("published", "filed"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def document(patent: Patent, revision: int) -> Document:
    """A record as tantivy keeps it."""
    row = Document()
    row.add_text("key", key_of(patent, revision))
    row.add_text("number", str(patent.number))
    row.add_text("serial", patent.number.without_kind)
    row.add_text("country", patent.number.country)
    row.add_text("right", patent.right.value)
    codes = codes_of(patent)
    row.add_text("codes", "|".join(codes[:_CODES]))
    for part in dict.fromkeys(part for code in codes for part in levels(code)):
        row.add_text("class", part)
    for entity in dict.fromkeys(party.entity for party in patent.holders if party.entity):
        row.add_text("holder", entity)
    for name, day in (("published", patent.published), ("filed", patent.filed)):
        if day:
            row.add_integer(name, day_number(day))
    for name, terms in fields(patent).items():
        if terms:
            row.add_text(name, terms)
    return row


class LexicalIndex:
    """Reads the committed state of the index in a folder; `reload` brings what was committed since."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = make_schema()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self._searcher = self.index.searcher()

    def reload(self) -> None:
        """See the last commit."""
        self.index.reload()
        self._searcher = self.index.searcher()

    def count(self, bounds: Query | None = None) -> int:
        """How many records there are, or pass the bounds."""
        if bounds is None:
            return int(self._searcher.num_docs)
        return int(self._searcher.search(bounds, 1).count)  # type: ignore[attr-defined]

    def terms(self, found: Sequence[str], most: int = TERMS) -> dict[str, float]:
        """The terms of a query that say most, with their inverse document frequencies; unknown ones are left out."""
        total = self._searcher.num_docs
        weights = {}
        for term in dict.fromkeys(found):
            seen = max(self._searcher.doc_freq(name, term) for name in FIELDS)
            if seen:
                weights[term] = math.log(1 + max(0.0, total - seen + 0.5) / (seen + 0.5))
        best = sorted(weights, key=lambda term: (-weights[term], term))[:most]
        return {term: weights[term] for term in best}

    def by_words(self, terms: Iterable[str], bounds: Query | None, k: int) -> list[Row]:
        """Best records by BM25 summed over the fields, within the bounds. Short fields weigh more by themselves."""
        parts = [
            (Occur.Should, Query.term_query(self.schema, name, term, index_option="freq"))
            for term in terms
            for name in FIELDS
        ]
        return self._rows(Query.boolean_query(parts), bounds, k) if parts else []

    def newest(self, bounds: Query | None, k: int) -> list[Row]:
        """Records within the bounds, the latest published first; those of unknown date come last."""
        answer = self._searcher.search(bounds or Query.all_query(), k, count=False, order_by_field="published")
        return [self._row(address) for _, address in answer.hits]

    def known(self, keys: Sequence[str], bounds: Query | None) -> dict[str, Row]:
        """Those of some keys that the committed state has and that pass the bounds."""
        if not keys:
            return {}
        wanted = Query.const_score_query(Query.term_set_query(self.schema, "key", list(keys)), 0.0)
        return {row.key: row for row in self._rows(wanted, bounds, len(keys))}

    def within(self, bounds: Query, k: int) -> list[Row]:
        """Up to `k` records within the bounds, in no order."""
        return self._rows(Query.const_score_query(bounds, 0.0), None, k)

    def numbered(self, number: str) -> list[Row]:
        """Records of a canonical number, with its kind or without."""
        either = [(Occur.Should, self.term(name, number)) for name in ("number", "serial")]
        return self._rows(Query.boolean_query(either), None, 10)

    def term(self, name: str, value: str) -> Query:
        """Records that have exactly this value."""
        return Query.term_query(self.schema, name, value, index_option="basic")

    def by_value(self, name: str) -> dict[str, int]:
        """How many records have each value of a field."""
        values = [value for value, _ in self._searcher.terms_with_prefix(name, "")]
        counted = {value: self.count(self.term(name, value)) for value in values}
        return {value: count for value, count in sorted(counted.items()) if count}

    def _rows(self, query: Query, bounds: Query | None, k: int) -> list[Row]:
        if bounds is not None:
            query = Query.boolean_query([(Occur.Must, Query.const_score_query(bounds, 0.0)), (Occur.Must, query)])
        return [self._row(address) for _, address in self._searcher.search(query, max(1, k), count=False).hits]

    def _row(self, address: tantivy.DocAddress) -> Row:
        stored = self._searcher.doc(address)
        codes = stored.get_first("codes") or ""
        return Row(stored.get_first("key") or "", tuple(filter(None, codes.split("|"))))
