"""The patent search: words, meaning and classification fused, Chinese and English across each other."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from tantivy import Query

from knowledge.language import detect
from knowledge.patents.numbers import NumberError, parse_publication
from retrievers.embeddings import Encoder
from retrievers.fusion import fuse
from retrievers.glossary import Glossary
from retrievers.patents.bounds import bounds_of
from retrievers.patents.bridge import best_code, by_class, votes
from retrievers.patents.build import index_folder
from retrievers.patents.classes import is_under
from retrievers.patents.dense import EXACT, SCRIPTS, DenseIndex, Near, nearest
from retrievers.patents.lexical import LexicalIndex, Row
from retrievers.patents.manifest import MANIFEST, read_manifest
from retrievers.patents.passages import best_passage
from retrievers.patents.query import PatentHit, PatentQuery, PatentsFound
from retrievers.patents.records import Records
from retrievers.patents.words import asked_words, text_of, words

__all__ = ["PatentHit", "PatentQuery", "PatentSearcher", "PatentsFound", "Weights"]

DEPTH = 120  # of each list that is fused
_EMBEDDED = 2_000  # characters of a query that are embedded
_SHORT = 80  # up to so many characters a text may be nothing but a number


@dataclass(frozen=True)
class Weights:
    """How much each list counts in the fusion, 0 for not at all. Measured on the tuning half, see docs/patents.md."""

    words: float = 1.0
    meaning: float = 1.5  # the nearest records of any language
    across: float = 0.3  # the nearest records of each language that is not the query's, in a list of its own
    classes: float = 1.0
    glossary: bool = True
    k: int = 10  # of reciprocal rank fusion


@dataclass
class _Lists:
    """What one search collected: a ranking by each means, and what is known of the records in them."""

    words: list[str] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)  # in any language
    across: list[list[Near]] = field(default_factory=list)  # in each language but the query's
    rows: dict[str, Row] = field(default_factory=dict)
    numbered: list[str] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=dict)
    classes: list[tuple[str, float]] = field(default_factory=list)
    terms: dict[str, float] = field(default_factory=dict)


class PatentSearcher:
    """Searches the last committed state of the index under `folder`; before a first build it finds nothing.

    Safe to use from several threads. `records` gives the full records of what is found.
    """

    def __init__(
        self, folder: Path, records: Records, encoder: Encoder, glossary: Glossary, weights: Weights | None = None
    ) -> None:
        self._folder = index_folder(folder, encoder.name)
        self._records = records
        self._encoder = encoder
        self._glossary = glossary
        self.weights = weights or Weights()
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._lexical: LexicalIndex | None = None
        self._dense = DenseIndex(self._folder)
        self._databases: dict[str, int] = {}

    def search(self, query: PatentQuery, k: int = 20) -> PatentsFound:
        """The `k` best records for a query, with passages and reasons."""
        started = perf_counter()
        lexical = self._opened()
        if lexical is None:
            return PatentsFound(query, [], 0, {}, perf_counter() - started)
        bounds = bounds_of(lexical, query)
        if text_of(query.text).strip():
            lists = self._collect(lexical, query.text, bounds)
            ranked = self._fused(lists)
            total = len(ranked)
        else:
            lists = _Lists(rows={row.key: row for row in lexical.newest(bounds, k)})
            ranked = [(key, 0.0) for key in lists.rows]
            total = lexical.count(bounds)
        hits = self._hits(query, lists, ranked, k)
        offices = query.countries or self._databases.keys()
        databases = {office: self._databases.get(office, 0) for office in sorted(offices)}
        return PatentsFound(query, hits, total, databases, perf_counter() - started)

    def rank(self, query: PatentQuery, k: int = 100) -> list[str]:
        """Canonical numbers, best first, without reading the records: for measuring and for long candidate lists."""
        lexical = self._opened()
        if lexical is None:
            return []
        lists = self._collect(lexical, query.text, bounds_of(lexical, query))
        return [lists.rows[key].number for key, _ in self._fused(lists)[:k]]

    def _opened(self) -> LexicalIndex | None:
        """The index as of the last commit, None when there is none."""
        with self._lock:
            try:
                state = (self._folder / MANIFEST).stat()
            except OSError:
                return None
            if (seen := (state.st_mtime_ns, state.st_ino)) != self._seen:
                manifest = read_manifest(self._folder)
                if manifest is None or not (self._folder / "lexical" / "meta.json").exists():
                    return None
                self._lexical = LexicalIndex(self._folder / "lexical")
                self._dense.show(manifest.names)
                self._databases = self._lexical.by_value("country")
                self._seen = seen
            return self._lexical

    def _collect(self, lexical: LexicalIndex, text: str, bounds: Query | None) -> _Lists:
        lists = _Lists()
        self._add_numbered(lexical, text, bounds, lists)
        self._add_words(lexical, text, bounds, lists)
        if self.weights.meaning or self.weights.across:
            self._add_meaning(lexical, text, bounds, lists)
        if self.weights.classes:
            codes = {key: row.codes for key, row in lists.rows.items()}
            first = [key for key, _ in fuse(self._rankings(lists), self.weights.k)]
            lists.votes = votes(first, codes)
            lists.classes = by_class(first, codes, lists.votes)
        return lists

    def _add_numbered(self, lexical: LexicalIndex, text: str, bounds: Query | None, lists: _Lists) -> None:
        """The record whose number the text is."""
        if len(text) > _SHORT:
            return
        try:
            number = parse_publication(text)
        except NumberError:
            return
        rows = lexical.numbered(str(number)) or lexical.numbered(number.without_kind)
        passing = lexical.known([row.key for row in rows], bounds)
        lists.numbered = sorted(passing)
        lists.rows.update(passing)

    def _add_words(self, lexical: LexicalIndex, text: str, bounds: Query | None, lists: _Lists) -> None:
        lists.terms = lexical.terms(asked_words(text))
        expanded = words(self._glossary.expand(text_of(text))) if self.weights.glossary and len(text) <= _SHORT else []
        terms = {**dict.fromkeys(lexical.terms(expanded)), **lists.terms}
        found = lexical.by_words(terms, bounds, DEPTH) if self.weights.words else []
        lists.words = [row.key for row in found]
        lists.rows.update((row.key, row) for row in found)

    def _add_meaning(self, lexical: LexicalIndex, text: str, bounds: Query | None, lists: _Lists) -> None:
        vector = self._encoder.model.embed_query(text_of(text)[:_EMBEDDED])
        passing = lexical.count(bounds) if bounds is not None else lexical.count()
        known: dict[str, Row] = {}

        def allowed(keys: list[str]) -> set[str]:
            known.update(lexical.known(keys, bounds))
            return known.keys() & set(keys)

        few = [row.key for row in lexical.within(bounds, EXACT)] if bounds is not None and passing <= EXACT else None
        if few is not None:
            known = lexical.known(few, None)
        share = passing / max(1, lexical.count())
        own = "zh" if detect(text) == "zh" else "en"
        for script in SCRIPTS:
            if few is not None:
                near = self._dense.among(script, vector, DEPTH, few)
            else:
                near = self._dense.near(script, vector, DEPTH, allowed, share)
            lists.near = nearest([*lists.near, *near], DEPTH)
            if script != own:
                lists.across.append(near)
            lists.rows.update((one.key, known[one.key]) for one in near)

    def _rankings(self, lists: _Lists) -> list[tuple[float, list[str]]]:
        across = [(self.weights.across, [one.key for one in near]) for near in lists.across]
        meaning = (self.weights.meaning, [one.key for one in lists.near])
        rankings = [(self.weights.words, lists.words), meaning, *across]
        return [ranking for ranking in rankings if ranking[0]]

    def _fused(self, lists: _Lists) -> list[tuple[str, float]]:
        rankings = [*self._rankings(lists), (self.weights.classes, [key for key, _ in lists.classes])]
        found = [pair for pair in fuse(rankings, self.weights.k) if pair[0] not in lists.numbered]
        top = found[0][1] if found else 0.0
        return [*((key, top + 1.0) for key in lists.numbered), *found]

    def _hits(self, query: PatentQuery, lists: _Lists, ranked: Sequence[tuple[str, float]], k: int) -> list[PatentHit]:
        hits: list[PatentHit] = []
        for key, score in ranked:
            patent = self._records.get(lists.rows[key].number)
            if patent is not None:  # None: deleted since the last build
                passage, place = best_passage(patent, lists.terms)
                reasons = _reasons(query, lists, key)
                hits.append(PatentHit(patent, round(score, 6), passage, place, reasons))
            if len(hits) >= k:
                break
        return hits


def _reasons(query: PatentQuery, lists: _Lists, key: str) -> tuple[str, ...]:
    codes = lists.rows[key].codes
    asked = next((code for code in codes if any(is_under(code, prefix) for prefix in query.classes)), "")
    lifted = best_code(codes, lists.votes) if any(one == key for one, _ in lists.classes) else ""
    reasons = [
        ("number", key in lists.numbered),
        ("words", key in lists.words),
        ("meaning", any(one.key == key for near in (lists.near, *lists.across) for one in near)),
        (f"class {asked or lifted}", bool(asked or lifted)),
    ]
    return tuple(reason for reason, holds in reasons if holds)
