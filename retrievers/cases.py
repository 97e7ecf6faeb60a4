"""The search for decided cases: our digests, then paragraphs of the decisions an operator ingested."""

from dataclasses import dataclass
from functools import cached_property

from knowledge.cases.digests import CaseDigest, load_digests
from knowledge.cases.dockets import numbers_in
from knowledge.cases.store import CaseStore, Passage
from knowledge.language import normalise
from retrievers.entries import OPEN_END
from retrievers.fusion import fuse
from retrievers.glossary import Glossary
from retrievers.index import Index
from retrievers.shelf import Shelf

_DEPTH, _FUSION_K = 30, 8
_WEIGHTS = {("lexical", "text"): 0.6, ("lexical", "notes"): 1.0, ("dense", "text"): 0.4, ("dense", "notes"): 1.0, ("dense", "points"): 0.8}  # fmt: skip


@dataclass(frozen=True)
class CaseHit:
    """One digest found: its fused score, and the cosine of its closest question or issue to what was asked."""

    digest: CaseDigest
    score: float
    closeness: float


@dataclass(frozen=True)
class PassageHit:
    """One paragraph of an ingested decision found."""

    passage: Passage
    score: float


class CaseSearcher:
    """Searches the shelves of digests and of ingested decisions, and knows which docket numbers are held."""

    def __init__(self, index: Index, opinions: CaseStore, glossary: Glossary) -> None:
        self._index = index
        self._opinions = opinions
        self._glossary = glossary

    @cached_property
    def digests(self) -> dict[str, CaseDigest]:
        """Our digests by citation key."""
        return {digest.key: digest for digest in load_digests()}

    def held(self) -> dict[str, str]:
        """The citation key of every decision held, by comparable docket number; a digest before a full text."""
        ours = {number: digest.key for digest in self.digests.values() for number in numbers_in(digest.docket)}
        return self._opinions.dockets() | ours

    def texts_held(self) -> int:
        """How many full texts were ingested."""
        return len(set(self._opinions.dockets().values()))

    def passages_of(self, key: str) -> list[Passage]:
        """The paragraphs of the ingested decision a key names; empty for a digest."""
        return self._opinions.of_case(key.removeprefix("case/").partition("/")[0])

    def search(self, question: str, jurisdictions: frozenset[str] = frozenset(), k: int = 5) -> list[CaseHit]:
        """The `k` best digests for a question in either language, of these jurisdictions (any when empty)."""
        shelf = self._shelf("cases")
        lists = self._lists(shelf, question, jurisdictions) if shelf else {}
        near = dict(lists.get(("dense", "notes"), ()))
        fused = fuse([(_WEIGHTS[name], [key for key, _ in ranked]) for name, ranked in lists.items()], _FUSION_K)
        held = ((self.digests[key], score, near.get(key, 0.0)) for key, score in fused if key in self.digests)
        return [CaseHit(digest, round(score, 6), closeness) for digest, score, closeness in held][:k]

    def passages(self, question: str, k: int = 5) -> list[PassageHit]:
        """The `k` best paragraphs of ingested decisions."""
        shelf = self._shelf("opinions")
        lists = self._lists(shelf, question, frozenset()) if shelf else {}
        found = []
        for key, score in fuse(
            [(_WEIGHTS[name], [key for key, _ in ranked]) for name, ranked in lists.items()], _FUSION_K
        )[:k]:
            passage = next((p for p in self.passages_of(key) if p.key == key), None)
            if passage:
                found.append(PassageHit(passage, round(score, 6)))
        return found

    def _shelf(self, name: str) -> Shelf | None:
        return next((shelf for shelf in self._index.shelves() if shelf.manifest.shelf == name), None)

    def _lists(
        self, shelf: Shelf, question: str, jurisdictions: frozenset[str]
    ) -> dict[tuple[str, str], list[tuple[str, float]]]:
        query = normalise(question)
        words = f"{query} {self._glossary.expand(query)}"
        vector = self._index.encoder.model.embed_query(query) if query.strip() else []
        allowed = shelf.mask(OPEN_END, jurisdictions)
        lists = {}
        for view in shelf.lexical_views:
            lists["lexical", view] = shelf.lexical(view, words, allowed, _DEPTH)
        for view in shelf.dense_views if vector else ():
            lists["dense", view] = shelf.dense(view, vector, allowed, _DEPTH)
        return {name: [(shelf.keys[row], score) for row, score in ranked] for name, ranked in lists.items()}
