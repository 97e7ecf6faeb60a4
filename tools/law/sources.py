"""Citations for the sources our notes name: an article of a statute, or the digest of an instrument not held here."""

from datetime import date
from functools import cache

from knowledge.citation import Citation, Kind
from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.quoting import locate
from knowledge.law.records import Article, ArticleNumber
from knowledge.practice.topics import Digest, Topic, TopicPoint, cited_article, load_topics


def cite_words(library: LawLibrary, law: str, quote: str) -> Citation:
    """The article a note names, quoting these words. Raises ValueError when it does not hold them."""
    article = cited_article(library, law)
    words = locate(quote, article.text) if article else None
    if article is None or words is None:
        raise ValueError(f"{law} does not say {quote!r}")
    return article.cite(words)


def cite_point(library: LawLibrary, key: str, day: date) -> Citation:
    """A point of a practice note by its key, practice/<note>/<number>: of the instrument itself where it was ingested."""
    name, _, number = key.removeprefix("practice/").rpartition("/")
    topic = _topics()[name]
    point = topic.points[int(number) - 1]
    if point.digest is None:
        return cite_words(library, point.law, point.quote)
    held = held_article(library, point.digest, day)
    words = locate(point.quote, held.text) if held else None
    return held.cite(words) if held and words else digest_citation(topic, point)


def held_article(library: LawLibrary, digest: Digest, day: date) -> Article | None:
    """The article a digest is of, where the operator ingested the instrument and this text of it governs."""
    law = library.names.resolve(digest.title)
    version = library.version_at(law, day) if law else None
    try:
        number = ArticleNumber.parse(digest.article)
    except ValueError:
        return None
    return library.article(version, number) if version and version.adopted.isoformat() == digest.adopted else None


def digest_citation(topic: Topic, point: TopicPoint) -> Citation:
    """The citation of a digest: the instrument, by the key of the note that quotes it."""
    digest = point.digest
    if digest is None:
        raise ValueError("the point rests on a statute")
    return Citation(
        key=f"{topic.key}/{topic.points.index(point) + 1}",
        kind=Kind.PRACTICE,
        title=f"{digest.title}（{digest.adopted}）",
        title_en=f"{load_outside().english(digest.title)} ({digest.adopted})",
        locator=digest.locator,
        quote=point.quote,
        source=topic.title.zh,
    )


@cache
def _topics() -> dict[str, Topic]:
    return {topic.id: topic for topic in load_topics()}
