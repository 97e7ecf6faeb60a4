"""Explaining: which practice note fits a question, and its statements with the words that support each."""

from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.law.records import Article
from knowledge.practice.notes import Both
from knowledge.practice.topics import Topic, TopicPoint, cited_article
from retrievers.answerability import OUTRIGHT
from retrievers.looking import TopicHit
from retrievers.reranking import SAME
from retrievers.search import Found
from retrievers.shelf import Shelf
from tools.law.facts import rights_in
from tools.law.sources import digest_citation, held_article

COMPARES, HARDLY_WORSE, MATTER = (
    0.62,
    0.6,
    5,
)  # closeness of a note on foreign law, its share of the best note's score, hits that show a matter
AS_CLOSE, SECOND_TOPIC = 0.05, 0.95  # see `_domestic`
TOPIC_FITS = 0.68  # of the best fused score, for a practice note


class Statement(BaseModel):
    """One sentence of ours in both languages, and the citation whose quote supports it."""

    kind: str
    text: Both
    citation: Citation
    closeness: float = 0.0
    main: bool = False  # what the article or the practice note says first of all
    digest: bool = False  # rests on an instrument that is not held here, quoted in our note
    from_day: date | None = None  # governs only from this later day


class Explained(BaseModel):
    """A practice note that fits the question."""

    key: str
    title: Both
    answer: Both
    statements: list[Statement]
    next: Both
    score: float


def topics_for(library: LawLibrary, found: Found) -> list[TopicHit]:
    """The practice notes that explain a question: on foreign law where it asks for that, else on the best article's matter."""
    return _compared(library, found) or _same(found) or _domestic(library, found)


def _same(found: Found) -> list[TopicHit]:
    """The practice note that answers the very question, as one of its own questions says; none where an article's says so better."""
    best = max((hit.closeness for hit in found.hits), default=0.0)
    asked = [hit for hit in found.topics if not hit.topic.about and hit.closeness >= max(SAME, best)]
    return sorted(asked, key=lambda hit: -hit.closeness)[:1]


def _compared(library: LawLibrary, found: Found) -> list[TopicHit]:
    """The practice note that compares with the foreign law or treaty a question names, when it fits hardly worse than the best.

    It fits when it is close, or when the Chinese provisions it compares with are those the question leads to as well; not
    where the best article is another and closer: who files abroad first asks of Chinese law, too.
    """
    led_to = [hit.article for hit in found.hits[:MATTER]]
    closest = max((hit.closeness for hit in found.hits[:1]), default=0.0)
    best = max((hit.score for hit in found.topics), default=0.0)
    fitting = [
        hit
        for hit in found.topics
        if hit.topic.about
        and hit.score >= HARDLY_WORSE * best
        and (hit.closeness >= COMPARES or any(cited_article(library, ref) in led_to for ref in hit.topic.see))
        and (hit.closeness >= closest or any(cited_article(library, ref) in led_to[:1] for ref in hit.topic.see))
    ]
    return fitting[:1]


def _domestic(library: LawLibrary, found: Found) -> list[TopicHit]:
    """The practice note that explains the best article's matter, when it fits the question as well as the article does; one that
    is found far before every article answers whatever it rests on: the rule may stand in a regulation alone.

    A second one joins it when the two can hardly be told apart.
    """
    if not found.topics or not found.hits:
        return []
    top = found.hits[0]
    bar, rights = TOPIC_FITS * found.topic_bar, rights_in(found.query)
    fitting = [
        hit for hit in found.topics
        if not hit.topic.about and hit.score >= bar and hit.closeness >= top.closeness - AS_CLOSE
        and (_explains(library, hit.topic, top.article) or (hit is found.topics[0] and hit.score >= OUTRIGHT * found.topic_bar))
        and not _of_another_right(hit.topic, rights)
    ]  # fmt: skip
    return [hit for hit in fitting if hit.score >= SECOND_TOPIC * fitting[0].score][:2]


def _of_another_right(topic: Topic, rights: set[str]) -> bool:
    """A note on designs explains nothing to somebody who asks about a utility model, though both rest on one article."""
    kinds = {"invention", "utility-model", "design"}
    meant, told = rights & kinds, rights_in(topic.title.zh) & kinds
    return bool(meant and told) and not meant & told


def _explains(library: LawLibrary, topic: Topic, article: Article) -> bool:
    """Whether the article is what the note rests on first of all."""
    return any(cited_article(library, reference) == article for reference in topic.see[:1])


def explain(library: LawLibrary, shelf: Shelf | None, hit: TopicHit, found: Found, language: Language) -> Explained:
    """A practice note as an answer may tell it: its statements whose text governs on the day or will, the leading one first."""
    topic = hit.topic
    near = shelf.notes.closeness(topic.key, found.vector, language) if shelf else []
    pairs = zip(topic.points, near or [0.0] * len(topic.points), strict=True)
    statements = [s for point, close in pairs if (s := _topic_statement(library, topic, point, found.day, close))]
    leading = _leading(statements, found)
    if leading:
        statements = [leading.model_copy(update={"main": True}), *(s for s in statements if s is not leading)]
    return Explained(
        key=topic.key, title=topic.title, answer=topic.answer, statements=statements, next=topic.next, score=hit.score
    )


def _leading(statements: list[Statement], found: Found) -> Statement | None:
    """The statement an answer begins with: the first that rests on the best article found and is no exception, else the
    first of the note."""
    best = found.hits[0].article.key if found.hits else ""
    fitting = (s for s in statements if s.citation.key == best and s.kind != "exception" and not s.from_day)
    return next(fitting, next(iter(statements), None))


def _topic_statement(
    library: LawLibrary, topic: Topic, point: TopicPoint, day: date, closeness: float
) -> Statement | None:
    near = round(closeness, 3)
    text = Both(zh=point.zh, en=point.en)
    if (
        point.digest
        and (held := held_article(library, point.digest, day))
        and (quote := locate(point.quote, held.text))
    ):
        return Statement(kind=point.kind, text=text, citation=held.cite(quote), closeness=near)
    if point.digest:
        return Statement(
            kind=point.kind, text=text, citation=digest_citation(topic, point), digest=True, closeness=near
        )
    article = cited_article(library, point.law)
    quote = locate(point.quote, article.text) if article else None
    if article is None or quote is None:
        return None
    if article.version.in_force_to and article.version.in_force_to < day:
        return None  # the text this point rests on no longer governs
    later = article.version.in_force_from if article.version.in_force_from > day else None
    return Statement(kind=point.kind, text=text, citation=article.cite(quote), from_day=later, closeness=near)
