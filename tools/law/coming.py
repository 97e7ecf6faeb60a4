"""What changes: the text adopted and not yet in force that will take an article's place."""

from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, ArticleNumber
from knowledge.practice.notes import Both, Note


class Change(BaseModel):
    """From `day` on another text governs; `citation` is the article that takes over, None when none does."""

    day: date
    citation: Citation | None
    summary: Both | None


def change_of(library: LawLibrary, article: Article, note: Note | None, day: date) -> Change | None:
    """The coming change of an article in force on `day`, None when no adopted text waits."""
    pending = library.pending(article.version.law, day)
    if pending is None or pending == article.version:
        return None
    successor = None
    for name in note.replaced_by if note else []:
        successor = successor or library.article(pending, ArticleNumber.parse(name.removeprefix("art")))
    return Change(
        day=pending.in_force_from,
        citation=successor.cite() if successor else None,
        summary=note.change if note else None,
    )
