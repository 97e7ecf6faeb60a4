"""Finding pages in a user's own documents: BM25 over pages, in memory, never in a shared index (threat S17)."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import bm25s
from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.documents.record import Classification, Document, Page, PageState
from knowledge.language import normalise
from retrievers.tokens import query_tokens, tokens
from tools.documents.access import Documents, list_documents, open_document
from tools.principal import Principal
from tools.refused import Refused

KEPT = 8  # users whose pages are kept in memory
_QUOTE = 300
_ENDS = re.compile(r"(?<=[。！？；.!?;\n])\s*")


class PageFound(BaseModel):
    """A page that was found: the words that fit, and what to know before trusting them."""

    document: str
    name: str
    page: int
    text: str  # of the page
    quote: str
    score: float
    state: PageState
    hidden: int  # findings on the page: words one does not see, which are not part of its text
    checked: bool
    classification: Classification
    citation: Citation


class DocumentsFound(BaseModel):
    """What a search of a user's documents found, in what it looked, and which pages it could not read."""

    query: str
    pages: list[PageFound]
    documents: int
    searched: int  # pages
    unread: dict[str, list[int]]  # scanned pages without text, by name of document
    confidential: bool  # something that is not public was read: the request counts as confidential from here on

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [page.citation for page in self.pages]


@dataclass(frozen=True)
class _Shelf:
    rows: list[tuple[Document, Page]]
    index: Any  # bm25s.BM25, None without any word


_shelves: OrderedDict[tuple[int, str], tuple[object, _Shelf]] = OrderedDict()
_lock = threading.Lock()


def find_pages(documents: Documents, who: Principal, query: str, named: str = "", limit: int = 5) -> DocumentsFound:
    """The pages of a user's documents that fit a question best; of one document only when it is named.

    Raises Refused without words, or when the user has no document of that name.
    """
    terms = query_tokens(normalise(query))
    if not terms:
        raise Refused("请写明要在文件里找什么。/ Say what to look for in the documents.")
    only = open_document(documents, who, named) if named.strip() else None
    shelf = _shelf(documents, who)
    held = [only] if only else list_documents(documents, who)
    allowed = {document.id for document in held}
    scores = _scores(shelf, terms)
    ranked = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    hits = [place for place in ranked if scores[place] > 0 and shelf.rows[place][0].id in allowed][:limit]
    found = [_found(*shelf.rows[place], scores[place], terms) for place in hits]
    unread = {document.name: pages for document in held if (pages := document.contents.numbered(PageState.SCANNED))}
    searched = sum(1 for document, _ in shelf.rows if document.id in allowed)
    return DocumentsFound(
        query=query, pages=found, documents=len(held), searched=searched, unread=unread,
        confidential=any(page.classification.taints for page in found),
    )  # fmt: skip


def _scores(shelf: _Shelf, terms: list[str]) -> list[float]:
    known = shelf.index.get_tokens_ids(terms) if shelf.index is not None else []
    return [float(score) for score in shelf.index.get_scores_from_ids(known)] if known else []


def _shelf(documents: Documents, who: Principal) -> _Shelf:
    """The index of a user's pages, made anew when a document came, went or changed its classification."""
    state, key = documents.store.state(who.user), (id(documents.store), who.user)
    with _lock:
        held = _shelves.get(key)
        if held and held[0] == state:
            _shelves.move_to_end(key)
            return held[1]
    shelf = _built(documents, who)
    with _lock:
        _shelves[key] = (state, shelf)
        _shelves.move_to_end(key)
        while len(_shelves) > KEPT:
            _shelves.popitem(last=False)
    return shelf


def _built(documents: Documents, who: Principal) -> _Shelf:
    rows = [(document, page) for document in list_documents(documents, who) for page in document.contents.pages if page.text]  # fmt: skip
    words = [tokens(normalise(f"{document.name} {page.text}")) for document, page in rows]
    if not any(words):
        return _Shelf(rows, None)
    index = bm25s.BM25(method="lucene")  # scores above zero even where every page has the word
    index.index(words, show_progress=False)
    return _Shelf(rows, index)


def _found(document: Document, page: Page, score: float, terms: list[str]) -> PageFound:
    quote = best_sentence(page.text, terms)
    return PageFound(
        document=document.id, name=document.name, page=page.number, text=page.text, quote=quote, score=round(score, 4),
        state=page.state, hidden=sum(1 for each in document.contents.findings if each.page == page.number),
        checked=document.contents.checked, classification=document.classification,
        citation=document.cite(page.number, quote),
    )  # fmt: skip


def best_sentence(text: str, terms: list[str]) -> str:
    """The words of a page around the sentence that has most of the terms."""
    sentences = [part for part in _ENDS.split(text) if part.strip()]
    wanted = set(terms)
    counts = [len(wanted & set(tokens(normalise(sentence)))) for sentence in sentences]
    best = counts.index(max(counts)) if counts else 0
    return re.sub(r"\s+", " ", " ".join(sentences[best : best + 3]))[:_QUOTE].strip()
