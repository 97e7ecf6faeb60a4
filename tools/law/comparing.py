"""Comparing two texts of one law: which article became which, and what changed in it."""

import difflib
from datetime import date

from pydantic import BaseModel
from rapidfuzz import fuzz

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.records import Article, ArticleNumber, Law, Version
from knowledge.practice.notes import Both
from retrievers.shelf import Shelf
from tools.refused import Refused

_SAME_ARTICLE = 55.0  # of 100: below it two articles are not the same rule in other words


class Pair(BaseModel):
    """An article of the older text and the one that takes its place; either may be missing."""

    older: Citation | None
    newer: Citation | None
    changed: bool
    summary: Both | None = None
    differences: list[tuple[str, str]] = []  # ("-" or "+", words)


class Comparison(BaseModel):
    """Two texts of a law side by side."""

    law: Both
    slug: str
    older_adopted: date
    newer_adopted: date
    older_from: date
    newer_from: date
    older_count: int
    newer_count: int
    pairs: list[Pair]

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [citation for pair in self.pairs for citation in (pair.older, pair.newer) if citation]


def compare(library: LawLibrary, shelf: Shelf | None, law: str, article: str | None, day: date) -> Comparison:
    """Compare the text in force on `day` with the one that comes next, else with the one before it.

    With `article`, only that article of the text in force (or, failing that, of the newer text). Raises Refused when
    the law is unknown, has only one text here, or neither text has the number.
    """
    known = library.names.guess(law)
    if known is None:
        raise Refused(f"没有找到名为“{law}”的法律。/ No law called “{law}” is held here.")
    older, newer = _two_texts(library, known, day)
    mapping = article_map(library, shelf, older, newer)
    if article:
        number = _number(article)
        mapping = [pair for pair in mapping if number in (pair[0] and pair[0].number, pair[1] and pair[1].number)]
        if not mapping:
            raise Refused(f"两个文本都没有第 {article} 条。/ Neither text has an Article {article}.")
    return Comparison(
        law=Both(zh=known.name("zh"), en=known.name("en")),
        slug=known.slug,
        older_adopted=older.adopted,
        newer_adopted=newer.adopted,
        older_from=older.in_force_from,
        newer_from=newer.in_force_from,
        older_count=library.count(older),
        newer_count=library.count(newer),
        pairs=[_pair(shelf, before, after) for before, after in mapping],
    )


def _number(article: str) -> ArticleNumber:
    try:
        return ArticleNumber.parse(article)
    except ValueError:
        raise Refused(f"“{article}”不是条号，请写成 42。/ “{article}” is not an article number; write 42.") from None


def _two_texts(library: LawLibrary, law: Law, day: date) -> tuple[Version, Version]:
    versions = library.versions(law)
    if len(versions) < 2:
        raise Refused(
            f"{law.title}在这里只有一个文本，没有可比较的。/ Only one text of the {law.name('en')} is held here; there is nothing to compare."
        )
    current = library.version_at(law, day)
    place = versions.index(current) if current in versions else len(versions) - 1
    place = min(place, len(versions) - 2)
    return versions[place], versions[place + 1]


def article_map(
    library: LawLibrary, shelf: Shelf | None, older: Version, newer: Version
) -> list[tuple[Article | None, Article | None]]:
    """Which article of the older text became which of the newer: by our notes, else by likeness of the words."""
    after = {article.number: article for article in library.articles(newer)}
    taken: set[ArticleNumber] = set()
    pairs: list[tuple[Article | None, Article | None]] = []
    for article in library.articles(older):
        numbers = _successors(shelf, article, list(after.values()))
        taken.update(numbers)
        pairs += [(article, after[number]) for number in numbers if number in after] or [(article, None)]
    return pairs + [(None, article) for number, article in after.items() if number not in taken]


def _successors(shelf: Shelf | None, article: Article, candidates: list[Article]) -> list[ArticleNumber]:
    note = shelf.notes.get(article.key) if shelf else None
    if note and (note.replaced_by or note.change):
        return [ArticleNumber.parse(name.removeprefix("art")) for name in note.replaced_by]
    best = max(candidates, key=lambda other: (fuzz.ratio(article.text, other.text), other.number), default=None)
    return [best.number] if best and fuzz.ratio(article.text, best.text) >= _SAME_ARTICLE else []


def _pair(shelf: Shelf | None, older: Article | None, newer: Article | None) -> Pair:
    note = shelf.notes.get(older.key) if shelf and older else None
    differences = word_differences(older.text, newer.text) if older and newer else []
    return Pair(
        older=older.cite() if older else None,
        newer=newer.cite() if newer else None,
        changed=bool(differences) or older is None or newer is None,
        summary=note.change if note else None,
        differences=differences,
    )


def word_differences(older: str, newer: str) -> list[tuple[str, str]]:
    """Pieces taken out ("-") and put in ("+"), in order."""
    out: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            out.append(("-", older[a:b]))
        if tag in ("insert", "replace"):
            out.append(("+", newer[c:d]))
    return out
