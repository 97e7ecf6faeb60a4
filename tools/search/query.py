"""The query as a user states it: words, classes, holders, countries, dates; saved as JSON and run again later."""

from collections.abc import Callable
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from knowledge.patents.record import Right
from retrievers.patents.search import PatentQuery

FORM = 1  # of the saved JSON; raised when a field changes its meaning


class QueryError(ValueError):
    """A saved query cannot be read. The message says in both languages what to do."""


class SearchQuery(BaseModel):
    """A patent search in the user's own terms. Every part narrows the search, an empty part does not.

    `holders` are names as the user wrote them, not resolved entities. `published_before` and `filed_before` are
    exclusive. `confidential`: the words are an unpublished invention and must not leave this machine (threat S9).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str = ""
    classes: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    published_from: date | None = None
    published_before: date | None = None
    filed_before: date | None = None
    numbers: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    confidential: bool = False

    @field_validator("countries", "rights", "numbers", "exclude")
    @classmethod
    def _in_one_order(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(dict.fromkeys(values)))  # sets by meaning: one written form makes saved queries comparable

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: neither words nor anything that narrows."""
        return not any(value for name, value in self if name != "confidential")

    def to_patent_query(self, entity_of: Callable[[str], str]) -> PatentQuery:
        """The query of the searcher; `entity_of` resolves a holder's name (knowledge/patents/holders.py)."""
        return PatentQuery(
            text=self.words,
            classes=self.classes,
            holders=tuple(dict.fromkeys(entity_of(name) for name in self.holders)),
            countries=frozenset(self.countries),
            rights=frozenset(self.rights),
            published_before=self.published_before,
            published_from=self.published_from,
            filed_before=self.filed_before,
            numbers=frozenset(self.numbers),
            exclude=frozenset(self.exclude),
        )

    @classmethod
    def of(cls, query: PatentQuery, confidential: bool = False) -> "SearchQuery":
        """The statement of a searcher's query; its holders stay the resolved keys they are."""
        return cls(
            words=query.text,
            classes=query.classes,
            holders=query.holders,
            countries=tuple(query.countries),
            rights=tuple(query.rights),
            published_from=query.published_from,
            published_before=query.published_before,
            filed_before=query.filed_before,
            numbers=tuple(query.numbers),
            exclude=tuple(query.exclude),
            confidential=confidential,
        )


class SavedQuery(BaseModel):
    """A query in a file of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: int = FORM
    query: SearchQuery


def save_query(query: SearchQuery) -> str:
    """The query as one JSON document that `load_query` reads back to an equal query."""
    return SavedQuery(query=query).model_dump_json()


def load_query(text: str) -> SearchQuery:
    """Read a saved query. Raises QueryError for anything else."""
    try:
        saved = SavedQuery.model_validate_json(text)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
        raise QueryError(
            f"这不是保存的检索式（{where}）；请用 --json 重新保存。/ This is no saved query ({where}); save it again with --json."
        ) from None
    if saved.form != FORM:
        raise QueryError(
            f"检索式的格式 {saved.form} 比本程序新；请更新程序。/ The query's form {saved.form} is not known here; update the program."
        )
    return saved.query
