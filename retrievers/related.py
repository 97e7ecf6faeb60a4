"""Cross-references: an article often needs another one beside it, and our notes know which."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from knowledge.citation import unversioned
from knowledge.law.records import Article
from knowledge.practice.notes import Note

# From which place on, and how far down, a related one is looked for; measured (docs/retrieval.md).
_PLACE, _REACH = 4, 8
LOOKED_AT = _PLACE + _REACH


class _Found(Protocol):
    @property
    def article(self) -> Article: ...
    @property
    def note(self) -> Note | None: ...


H = TypeVar("H", bound=_Found)


def bring_up_related(hits: Sequence[H]) -> list[H]:
    """The hits in their order, but those related to the best one (by its note) moved up to the fifth place.

    A rule and its penalty, a right and its exception, a term and its transitional rule answer a question together;
    ranked one by one, the second is often just below what merely uses the same words.
    """
    if not hits or not hits[0].note:
        return list(hits)
    names = {_full_name(hits[0].article, related) for related in hits[0].note.related}
    head, rest = list(hits[:_PLACE]), list(hits[_PLACE:])
    related = [hit for hit in rest[:_REACH] if unversioned(hit.article.key) in names]
    return [*head, *related, *(hit for hit in rest if hit not in related)]


def _full_name(article: Article, related: str) -> str:
    """A note names articles of its own law by number ("art44"), of another by law and number ("cn/civil-code/art865")."""
    if "/" not in related:
        return f"{unversioned(article.key).rpartition('/')[0]}/{related}"
    return unversioned(related)
