"""Reading one article as it stands on a day, with what governs, what is coming and what was never there."""

from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary, Standing
from knowledge.law.outside import Outside
from knowledge.law.records import Article, ArticleNumber, Version
from knowledge.practice.notes import Both, Note
from retrievers.shelf import Shelf
from tools.law.coming import Change, change_of
from tools.refused import Refused


class Reading(BaseModel):
    """One article on one day. `citation` is None when no text in force has the number."""

    law: Both
    slug: str
    article: str
    locator: str
    as_of: date
    standing: Standing
    citation: Citation | None
    gist: Both | None = None
    next: Both | None = None
    change: Change | None = None
    articles_in_law: int
    version_adopted: date
    in_force_from: date
    in_force_to: date | None
    pending: Citation | None = None  # the same number in the text that comes
    pending_gist: Both | None = None

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        found = [self.citation, self.pending, self.change.citation if self.change else None]
        return [citation for citation in found if citation]


def read_provision(
    library: LawLibrary, shelf: Shelf | None, outside: Outside, law: str, article: str, day: date
) -> Reading:
    """Look up an article by the name of its law and its number ("42", "219-1").

    Raises Refused when the law is not one held here, or the number is not a number of an article.
    """
    known = library.names.guess(law) or library.names.guess(law.removeprefix("新"))
    if known is None:
        raise Refused(_unknown(outside, law))
    if law.startswith("新") and (coming := library.pending(known, day)):
        day = coming.in_force_from
    try:
        number = ArticleNumber.parse(article)
    except ValueError:
        raise Refused(
            f"“{article}”不是条号，请写成 42 或 219-1（第二百一十九条之一）。/ “{article}” is not an article number; write 42, or 219-1."
        ) from None
    finding = library.find(known, number, day)
    version = finding.version
    pending = library.article(finding.pending, number) if finding.pending else None
    note = _note(shelf, finding.article)
    return Reading(
        law=Both(zh=known.name("zh"), en=known.name("en")),
        slug=known.slug,
        article=str(number),
        locator=number.chinese,
        as_of=day,
        standing=finding.standing,
        citation=finding.article.cite() if finding.article and finding.standing is not Standing.TEXT_NOT_HELD else None,
        gist=note.gist if note else None,
        next=note.next if note else None,
        change=change_of(library, finding.article, note, day) if finding.article else None,
        articles_in_law=library.count(version),
        version_adopted=version.adopted,
        in_force_from=version.in_force_from,
        in_force_to=version.in_force_to,
        pending=pending.cite() if pending else None,
        pending_gist=_gist(shelf, pending),
    )


def _note(shelf: Shelf | None, article: Article | None) -> Note | None:
    return shelf.notes.get(article.key) if shelf and article else None


def _gist(shelf: Shelf | None, article: Article | None) -> Both | None:
    note = _note(shelf, article)
    return note.gist if note else None


def _unknown(outside: Outside, law: str) -> str:
    if outside.is_domestic(law):
        return (
            f"《{law.strip('《》')}》不在现有的法律库里，可用 `ipos ingest law` 导入后再查。"
            f"/ {law} is not in the law library here; it can be added with `ipos ingest law`."
        )
    if outside.is_foreign(law):
        return f"这里只有中国法律，查不了 {law}。/ Only PRC law is held here; {law} cannot be read."
    return f"没有找到名为“{law}”的法律，请核对名称。/ No law called “{law}” is held here; please check the name."


def version_label(version: Version) -> str:
    """2019-04-23 (2019-11-01 — 2026-12-31)."""
    return f"{version.adopted} ({version.in_force_from} — {version.in_force_to or '…'})"
