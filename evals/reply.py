"""What came back for one question: the articles found, the finished answer, and what the tools had shown."""

from dataclasses import dataclass

from assistant.events import Done


@dataclass(frozen=True)
class FoundArticle:
    """One article of the search's list, with the gist of our note on it (or the opening of its text)."""

    key: str
    name: str
    gist: str


@dataclass(frozen=True)
class Reply:
    """One question asked: what the search found, what was answered, and the keys an answer might cite."""

    found: tuple[FoundArticle, ...]
    done: Done
    evidence: frozenset[str]

    @property
    def found_keys(self) -> tuple[str, ...]:
        """The keys found, best first."""
        return tuple(article.key for article in self.found)

    @property
    def lead(self) -> str:
        """The first article the answer cites, empty when it cites none; notes explain articles and do not lead."""
        keys = (citation.key for citation in self.done.citations)
        return next((key for key in keys if key.startswith("cn/") and "/art" in key), "")
