"""What is looked for: the matter of a question, with its vectors."""

import re
from dataclasses import dataclass

from knowledge.jurisdiction import jurisdictions_in, without_places
from knowledge.language import detect
from retrievers.embeddings import Encoder
from retrievers.law_names import LawNames
from retrievers.tokens import tokens

_JUNK = re.compile(r"[{}%;<>|\\=]")  # signs of code: no question needs them
_SHOUTED = re.compile(r"([^\w\s])\1{2,}")  # !!! says no more than !
_SENTENCE = re.compile(r"(?<=[。！？!?；;])\s*|(?<=[a-z)\d]{2}\.)\s+|\n+")  # where one ends
_LATIN = re.compile(r"[!-~]+")  # every printable sign of ASCII
SAYS_SOMETHING = 3  # terms of a sentence that is searched for beside the whole question


@dataclass(frozen=True)
class Matter:
    """What is looked for: the normalised question, it without code and names of laws (`clean`), and what of it is
    searched (`text`): without the names of countries where it compares with their law. With the laws (slugs) it asks
    to look in, and vectors of the text and, of several, of its sentences."""

    query: str
    clean: str
    text: str
    laws: frozenset[str]
    vector: list[float]
    sentences: list[list[float]]

    @classmethod
    def of(cls, query: str, encoder: Encoder, names: LawNames) -> "Matter":
        """Read a normalised question."""
        rest, laws = names.taken_out(query)
        clean = _without_code(rest)
        text = without_places(clean) if jurisdictions_in(clean) - {"CN"} else clean
        said = [piece for piece in _SENTENCE.split(text) if len(tokens(piece)) >= SAYS_SOMETHING]
        vector = encoder.model.embed_query(text) if text.strip() else []
        sentences = encoder.model.embed_documents(said) if len(said) > 1 else []
        return cls(query, clean, text, laws, vector, sentences)


def _without_code(query: str) -> str:
    """A question without what says nothing of it: repeated signs, and code around a Chinese one."""
    query = _SHOUTED.sub(r"\1", query)
    return " ".join(_LATIN.sub(" ", query).split()) if _JUNK.search(query) and detect(query) == "zh" else query
