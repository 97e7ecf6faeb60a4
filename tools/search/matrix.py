"""The feature matrix: every feature against every document, single documents that have all, pairs that have all together."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, zip_longest

from pydantic import BaseModel

from knowledge.patents.record import Patent
from retrievers.patents.search import PatentsFound
from tools.search.features import Feature
from tools.search.log import Recorder
from tools.search.matching import Embed, Found, Match, match_features
from tools.search.passages import passages_of
from tools.search.prior_art import Weight, weight
from tools.search.query import SearchQuery
from tools.search.shown import PatentShown, cite, show

DOCUMENTS = 10  # columns of the matrix
PER_QUERY = 20
QUERIES = 8  # features that are searched for singly, beside the text as a whole
PAIRS = 5


class Column(BaseModel):
    """A document and how far it has each feature, in the order of the features."""

    document: PatentShown
    weight: Weight
    matches: list[Match]

    @property
    def has_all(self) -> bool:
        """Whether every feature was matched in this one document."""
        return all(match.found is Found.MATCHED for match in self.matches)

    def having(self, *found: Found) -> list[str]:
        """The features found so far in this document."""
        return [match.feature for match in self.matches if match.found in found]


class Pair(BaseModel):
    """Two documents of prior art together: what they have, and what neither has."""

    documents: tuple[str, str]  # the closer one first
    matched: list[str]
    partial: list[str]
    missing: list[str]


class Matrix(BaseModel):
    """Features, documents, and what follows by counting: nothing here says that anything is or is not patentable."""

    features: list[Feature]
    columns: list[Column]
    single: list[str]  # documents in which every feature was matched
    pairs: list[Pair]
    nowhere: list[str]  # features matched in no document


def gather(
    recorder: Recorder, text: str, features: Sequence[Feature], base: SearchQuery, cutoff: date, own: Iterable[str] = ()
) -> list[Patent]:
    """Candidate documents for a text: prior art and applications filed earlier and published later, best first.

    `base` carries what narrows the search (classes, countries, numbers left out); the whole text and the leading
    features are searched for, and the lists are fused by rank.
    """
    base = base.model_copy(update={"exclude": tuple({*base.exclude, *own})})
    wanted = [("text", text), *((f"feature {each.id}", each.text) for each in features[:QUERIES])]
    lists = [
        recorder.search(what, base.model_copy(update={"words": words, "published_before": cutoff}), PER_QUERY)
        for what, words in wanted
    ]
    earlier = {"words": text, "filed_before": cutoff, "published_from": cutoff}
    lists.append(recorder.search("filed before, published later", base.model_copy(update=earlier), PER_QUERY))
    return _fused(lists)


def with_outside(local: Sequence[Patent], outside: Iterable[Patent]) -> list[Patent]:
    """Local candidates and those of offices' services in turn, each document once: neither list crowds out the other."""
    turns = zip_longest(local, outside)
    return list({str(patent.number): patent for turn in turns for patent in turn if patent}.values())


def _fused(lists: Sequence[PatentsFound]) -> list[Patent]:
    scores: dict[str, float] = {}
    patents: dict[str, Patent] = {}
    for found in lists:
        for rank, hit in enumerate(found.hits):
            number = str(hit.patent.number)
            patents[number] = hit.patent
            scores[number] = scores.get(number, 0.0) + 1 / (10 + rank)
    return [patents[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]


def build_matrix(features: Sequence[Feature], candidates: Sequence[Patent], cutoff: date, embed: Embed) -> Matrix:
    """The matrix of the best candidates that count for the day. Twice as many are read as are shown.

    A document without any of the features says nothing and is left out.
    """
    counted = [(patent, weight(patent, cutoff)) for patent in candidates]
    usable = [(patent, each) for patent, each in counted if each not in (Weight.TOO_LATE, Weight.UNDATED)][
        : 2 * DOCUMENTS
    ]
    columns = [_column(patent, each, features, embed) for patent, each in usable]
    columns = [column for column in columns if column.having(Found.MATCHED, Found.PARTIAL)]
    columns.sort(key=lambda column: -sum(match.score for match in column.matches))
    columns = columns[:DOCUMENTS]
    return Matrix(
        features=list(features),
        columns=columns,
        single=[column.document.number for column in columns if column.has_all],
        pairs=_pairs([column for column in columns if column.weight is Weight.PRIOR_ART], features),
        nowhere=[f.id for f in features if not any(f.id in column.having(Found.MATCHED) for column in columns)],
    )


def _column(patent: Patent, each: Weight, features: Sequence[Feature], embed: Embed) -> Column:
    matches = match_features(features, passages_of(patent), embed)
    best = max(matches, key=lambda match: match.score, default=None)
    shown = show(patent)
    if best and best.passage:
        shown = shown.model_copy(update={"passage": best.passage, "place": best.place, "citation": cite(patent, best.passage, best.place)})  # fmt: skip
    return Column(document=shown, weight=each, matches=matches)


def _pairs(columns: Sequence[Column], features: Sequence[Feature]) -> list[Pair]:
    """Pairs of prior art that together have more than either alone, fewest missing features first."""
    found = []
    for first, second in combinations(columns, 2):
        if first.has_all or second.has_all:
            continue  # one document alone goes to novelty
        matched = {*first.having(Found.MATCHED), *second.having(Found.MATCHED)}
        if matched in ({*first.having(Found.MATCHED)}, {*second.having(Found.MATCHED)}):
            continue  # one adds nothing to the other
        partial = {*first.having(Found.PARTIAL), *second.having(Found.PARTIAL)} - matched
        order = [feature.id for feature in features]
        found.append(
            Pair(
                documents=(first.document.number, second.document.number),
                matched=[each for each in order if each in matched],
                partial=[each for each in order if each in partial],
                missing=[each for each in order if each not in matched | partial],
            )
        )
    return sorted(found, key=lambda pair: (len(pair.missing), len(pair.partial), pair.documents))[:PAIRS]
