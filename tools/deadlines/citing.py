"""Citations of the rules: an article of a statute held here, or the digest of an instrument that is not."""

import re
from datetime import date

from knowledge.citation import Citation, Kind
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.practice.topics import Digest
from tools.deadlines.rule import Source
from tools.deadlines.rules_file import instruments
from tools.law.sources import cite_point, cite_words, held_article

_UNREAD = "据摘要，原文未收入，请核对 / by digest: the wording is not held here, check it"


def cite(library: LawLibrary, source: Source, day: date) -> Citation:
    """The citation of a source as of a day. Raises ValueError when a statute does not hold the words."""
    if source.at.startswith("practice/"):
        return cite_point(library, source.at, day)
    if source.statute:
        return cite_words(library, source.at, source.quote)
    return _ingested(library, source, day) or _digest(source)


def _split(source: Source) -> tuple[str, str]:
    name, _, article = source.at.partition("/")
    return name, article


def _ingested(library: LawLibrary, source: Source, day: date) -> Citation | None:
    """The instrument itself, where the operator ingested it and this text of it governs."""
    name, article = _split(source)
    instrument = instruments()[name]
    held = held_article(library, Digest(title=instrument.title, adopted=instrument.adopted, article=article), day)
    words = locate(source.quote, held.text) if held and source.quote else None
    return held.cite(words) if held and words else None


def _digest(source: Source) -> Citation:
    name, article = _split(source)
    instrument = instruments()[name]
    return Citation(
        key=f"practice/deadlines/{name}-{re.sub('[^a-z0-9]+', '-', article.lower()).strip('-')}",
        kind=Kind.PRACTICE,
        title=instrument.name.zh,
        title_en=instrument.name.en,
        locator=instrument.unit.zh.format(article),
        locator_en=instrument.unit.en.format(article),
        quote=source.quote,
        in_force_from=instrument.since,
        source=f"{instrument.title}（{instrument.adopted}）" + ("" if source.quote else f"；{_UNREAD}"),
    )


def place_of(citation: Citation, language: str) -> str:
    """Where a citation stands, in words: 专利法第二十九条, Patent Law of the PRC Article 29, EPC Art. 99."""
    if citation.key.startswith("practice/deadlines/"):
        return _digest_place(citation, language)
    title = citation.title if language == "zh" else citation.title_en or citation.title
    if not citation.locator:
        return title
    return f"《{title}》{citation.locator}" if language == "zh" else f"{title}, {citation.place('en')}"


def _digest_place(citation: Citation, language: str) -> str:
    if language == "zh":
        return f"{citation.title}{citation.locator}"
    return f"{citation.title_en} {citation.locator_en}"
