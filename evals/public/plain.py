"""Two plain searches to hold ours against: BM25 and dense, each over the articles' texts alone, no notes, no glossary."""

from datetime import date

import bm25s

from evals.questions import Question
from evals.retrieval import DEPTH
from knowledge.language import normalise
from retrievers.entries import as_int
from retrievers.index import Index
from retrievers.tokens import query_tokens, tokens

_LAW = frozenset({"statute", "regulation", "interpretation"})  # what has articles; notes are left out
_VIEW = "text"


class PlainLexical:
    """BM25 over the texts in force on one day, of all the shelves that our search has."""

    def __init__(self, index: Index, day: date) -> None:
        names = [shelf.manifest.shelf for shelf in index.shelves()]
        entries = [entry for name in names for entry in index.stock(name).entries]
        held = [e for e in entries if e.kind in _LAW and e.first_day <= as_int(day) <= e.last_day]
        self._keys = [entry.key for entry in held]
        self._scores = bm25s.BM25()
        self._scores.index([tokens(entry.text) for entry in held], show_progress=False)

    def rank(self, question: Question) -> list[str]:
        """The best keys for a question."""
        known = self._scores.get_tokens_ids(query_tokens(normalise(question.text)))
        if not known:
            return []
        scores = self._scores.get_scores_from_ids(known)
        ordered = sorted(range(len(self._keys)), key=lambda place: (-scores[place], place))
        return [self._keys[place] for place in ordered[:DEPTH] if scores[place] > 0]


def plain_dense(index: Index, text: str, day: date, k: int) -> list[str]:
    """The best keys by cosine over the texts in force on the day, of all shelves together."""
    vector = index.encoder.model.embed_query(normalise(text))
    best: list[tuple[float, str]] = []
    for shelf in index.shelves():
        if _VIEW in shelf.dense_views:
            allowed = shelf.mask(as_int(day), _LAW)
            best += [(score, shelf.keys[row]) for row, score in shelf.dense(_VIEW, vector, allowed, k)]
    return [key for _, key in sorted(best, key=lambda pair: (-pair[0], pair[1]))[:k]]
