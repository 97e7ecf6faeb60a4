"""Cross-references: an article often needs another one beside it, and its text or our notes know which."""

import re
from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from knowledge.citation import unversioned
from knowledge.law.records import Article
from knowledge.numerals import to_int
from knowledge.practice.notes import Note

# From which place on, and how far down, a related one is looked for; measured (docs/retrieval.md).
_PLACE, _REACH = 4, 8
LOOKED_AT = _PLACE + _REACH
_NEXT = 5  # among so many found, one that our note calls related is told
_NAMED = re.compile(r"第([一二三四五六七八九十百千]+)条")


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


def cross_reference(hits: Sequence[H], shown: Collection[H]) -> H | None:
    """The hit to tell beside those shown: one that the best one's own text names, else one near that our note calls related."""
    if not hits:
        return None
    best = hits[0].article
    law = best.key.rpartition("/")[0]
    named = {f"{law}/art{to_int(number)}" for number in _NAMED.findall(best.text)}
    rest = [hit for hit in hits if hit not in shown]
    related = {_full_name(best, name) for name in hits[0].note.related} if hits[0].note else set[str]()
    told = [hit for hit in rest if hit.article.key in named]
    told += [hit for hit in hits[:_NEXT] if hit in rest and unversioned(hit.article.key) in related]
    return told[0] if told else None


def _full_name(article: Article, related: str) -> str:
    """A note names articles of its own law by number ("art44"), of another by law and number ("cn/civil-code/art865")."""
    if "/" not in related:
        return f"{unversioned(article.key).rpartition('/')[0]}/{related}"
    return unversioned(related)
