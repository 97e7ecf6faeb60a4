"""Consulting: what the law in force says on a question, as facts an answer can be made of.

The result is plain data: which provisions, which statements of ours they support and by which words, what is coming,
what was looked in. Engines and pages put it into sentences; nothing here does.
"""

from datetime import date

from pydantic import BaseModel, Field

from knowledge.citation import Citation
from knowledge.jurisdiction import jurisdictions_in
from knowledge.language import Language
from knowledge.law.figures import gives, units_asked
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import decisive_sentence, locate
from knowledge.law.records import Article, Version
from knowledge.law.repealed import repealed_in
from knowledge.practice.notes import Both, Note
from knowledge.practice.topics import Topic, TopicPoint, cited_article
from retrievers.answerability import THRESHOLD
from retrievers.cases import CaseSearcher
from retrievers.search import Found, Hit, Searcher, TopicHit
from retrievers.shelf import Shelf
from retrievers.tokens import query_tokens
from tools.cases.finding import CaseShown, bearing_on, fitting
from tools.law.coming import Change, change_of
from tools.law.facts import rights_in
from tools.law.gaps import Gap, find_gap
from tools.law.sources import digest_citation, held_article
from tools.law.tailoring import Tailored, ask_back, span, tailor

MOST_PROVISIONS = 4
UNLESS_TOLD: tuple[Gap, ...] = ("nothing_found", "no_figure")  # what the facts of a question may still answer
COMPARES = 0.6  # closeness from which a note on foreign law is about the question's matter
AS_CLOSE, SECOND_TOPIC = 0.05, 0.95  # see `_topics`
ALIKE = 0.5  # of the best one's odds: hardly a worse match
NEAR_THE_BEST = 0.15  # another provision is shown when its odds are at least this share of the best one's
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


class Provision(BaseModel):
    """One article that answers: quoted, explained where we have a note, with what is coming."""

    citation: Citation
    name: Both  # of the law
    article: str
    text: str
    gist: Both | None = None
    statements: list[Statement] = []
    change: Change | None = None
    next: Both | None = None
    score: float = 0.0
    version_source: str = ""


class Explained(BaseModel):
    """A practice note that fits the question."""

    key: str
    title: Both
    answer: Both
    statements: list[Statement]
    next: Both
    score: float


class RepealedLaw(BaseModel):
    """A law that was repealed: by which provision, and where its matter stands now."""

    name: str
    now: Both
    citation: Citation


class Consultation(Tailored):
    """What was found on one question, and what the facts it tells add to that."""

    question: str
    as_of: date
    day_words: str
    answerable: bool
    confidence: float
    gap: Gap = ""
    named: str = ""  # what the question named that is not here
    provisions: list[Provision] = Field(default_factory=list)
    topics: list[Explained] = Field(default_factory=list)
    case: CaseShown | None = None  # a decision on a provision shown, close to the question
    repealed: RepealedLaw | None = None  # the law asked about, when it no longer exists
    foreign_part: bool = False  # foreign law is asked about beside Chinese law, and no note here compares them
    looked_in: dict[str, int] = Field(default_factory=dict)
    search_ms: float = 0.0

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        found = [provision.citation for provision in self.provisions]
        groups = [*(p.statements for p in self.provisions), *(topic.statements for topic in self.topics)]
        found += [statement.citation for group in groups for statement in group]
        found += [p.change.citation for p in self.provisions if p.change and p.change.citation]
        found += [self.case.citation] if self.case else []
        found += [self.repealed.citation] if self.repealed else []
        found += self.facts_citations()
        return list({(c.key, c.quote): c for c in found}.values())


def consult(
    searcher: Searcher, cases: CaseSearcher, library: LawLibrary, question: str, as_of: date, language: Language
) -> Consultation:
    """Search the law as of a day, and the decisions on it, and arrange what answers the question."""
    found = searcher.search(question, as_of, k=10)
    notes = searcher.notes_shelf()
    shown = _figure_first(_shown(found), units_asked(found.query))
    chosen = _compared(found) or _topics(library, found)
    topics = [_explained(library, notes, hit, found, language) for hit in chosen]
    texts = [
        *(hit.article.text for hit in shown[:1]),
        *(s.citation.quote for topic in topics for s in topic.statements),
    ]
    compares = any(hit.topic.about for hit in chosen)
    gap = "" if compares else find_gap(found, found.answerability >= THRESHOLD, texts)
    if gap:
        shown, topics = [], []
    if compares:  # beside foreign law only what the note itself compares with
        shown = [hit for hit in shown if any(cited_article(library, ref) == hit.article for ref in chosen[0].topic.see)]
    abroad = jurisdictions_in(found.query) - {"CN"}
    tailored = tailor(library, question, as_of) if gap in ("", *UNLESS_TOLD) and not compares else Tailored()
    leading = [*(topic.key for topic in topics), *(hit.article.key for hit in shown[:1])]
    provisions = [_provision(library, notes, hit, found, language) for hit in shown]
    return Consultation(
        question=question,
        as_of=found.day,
        day_words=found.meant.words if found.meant else "",
        answerable=not gap and bool(provisions or topics),
        confidence=round(found.answerability, 3),
        gap=gap,
        named=_named(found),
        provisions=provisions,
        topics=topics,
        case=_case(cases, question, gap, shown),
        repealed=_repealed(library, found) if gap == "repealed" else None,
        foreign_part=bool(shown) and not compares and bool(abroad) and "CN" in jurisdictions_in(found.query),
        looked_in=found.looked_in,
        search_ms=round(found.seconds * 1000, 2),
        computed=tailored.computed,
        corrected=tailored.corrected,
        contradicted=tailored.contradicted,
        asked_back=ask_back(library, question, as_of, leading),
        spanning=span(library, question, as_of, provisions[0].citation, shown[0].note) if provisions else None,
    )


def _repealed(library: LawLibrary, found: Found) -> RepealedLaw | None:
    law = repealed_in(found.query)
    article = cited_article(library, law.by) if law else None
    quote = decisive_sentence(article.text, {"废止"}) if article else ""
    return RepealedLaw(name=law.names[0], now=law.now, citation=article.cite(quote)) if law and article else None


def _case(cases: CaseSearcher, question: str, gap: Gap, shown: list[Hit]) -> CaseShown | None:
    """The decision to tell: one on a provision shown, or the one whose outcome is asked for, if it is held."""
    if gap == "outcome":
        return next((CaseShown.of(hit.digest) for hit in fitting(cases, question, 1)), None)
    return bearing_on(cases, question, [hit.article.key for hit in shown]) if shown else None


def _named(found: Found) -> str:
    named = found.identifiers
    unknown = [r.raw for r in named.unresolved]
    return "、".join(dict.fromkeys([*(named.outside or unknown), *named.patents, *named.dockets]))


def _shown(found: Found) -> list[Hit]:
    named = [hit for hit in found.hits if hit.by_identifier]
    best = found.hits[0].score if found.hits else 0.0
    near = [hit for hit in found.hits if not hit.by_identifier and hit.score >= NEAR_THE_BEST * best]
    return [*named, *near][: max(MOST_PROVISIONS, len(named))]


def _provision(library: LawLibrary, shelf: Shelf | None, hit: Hit, found: Found, language: Language) -> Provision:
    article, note = hit.article, hit.note
    statements = _statements(article, note, shelf, found, language) if note else []
    quote = (
        statements[0].citation.quote if statements else decisive_sentence(article.text, set(query_tokens(found.query)))
    )
    return Provision(
        citation=article.cite(quote),
        name=Both(zh=article.version.law.name("zh"), en=article.version.law.name("en")),
        article=str(article.number),
        text=article.text,
        gist=note.gist if note else None,
        statements=statements,
        change=change_of(library, article, note, found.day),
        next=note.next if note else None,
        score=hit.score,
        version_source=describe_source(article.version),
    )


def _statements(article: Article, note: Note, shelf: Shelf | None, found: Found, language: Language) -> list[Statement]:
    """The note's points, closest to the question first, each with the words of the article that support it."""
    ranked = shelf.notes.ranked_points(article.key, found.vector, language) if shelf and found.vector else []
    pairs = ranked or [(point, 0.0) for point in note.points]
    return [
        Statement(
            kind=point.kind,
            text=Both(zh=point.zh, en=point.en),
            citation=article.cite(quote),
            closeness=round(near, 3),
            main=point == note.points[0],
        )
        for point, near in pairs
        if (quote := locate(point.quote, article.text))
    ]


def _figure_first(shown: list[Hit], units: frozenset[str]) -> list[Hit]:
    """Of provisions that score alike, the one that gives the figure asked for leads."""
    if not units or not shown or gives(shown[0].article.text, units):
        return shown
    alike = (hit for hit in shown[1:] if hit.score >= ALIKE * shown[0].score and gives(hit.article.text, units))
    leader = next(alike, shown[0])
    return [leader, *(hit for hit in shown if hit is not leader)]


def _compared(found: Found) -> list[TopicHit]:
    """The practice note that compares with the foreign law or treaty a question names, when it fits best of all notes."""
    return [hit for hit in found.topics[:1] if hit.topic.about and hit.closeness >= COMPARES]


def _topics(library: LawLibrary, found: Found) -> list[TopicHit]:
    """The practice note that explains the best article's matter, when it fits the question as well as the article does.

    A second one joins it when the two can hardly be told apart.
    """
    if not found.topics or not found.hits:
        return []
    top = found.hits[0]
    bar, rights = TOPIC_FITS * found.topic_bar, rights_in(found.query)
    fitting = [
        hit for hit in found.topics
        if not hit.topic.about and hit.score >= bar and hit.closeness >= top.closeness - AS_CLOSE and _explains(library, hit.topic, top.article)
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


def _explained(library: LawLibrary, shelf: Shelf | None, hit: TopicHit, found: Found, language: Language) -> Explained:
    topic = hit.topic
    near = shelf.notes.closeness(topic.key, found.vector, language) if shelf else []
    pairs = zip(topic.points, near or [0.0] * len(topic.points), strict=True)
    statements = [s for point, close in pairs if (s := _topic_statement(library, topic, point, found.day, close))]
    statements[:1] = [first.model_copy(update={"main": True}) for first in statements[:1]]
    return Explained(
        key=topic.key, title=topic.title, answer=topic.answer, statements=statements, next=topic.next, score=hit.score
    )


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


def describe_source(version: Version) -> str:
    """Where the version's first day in force was read, for the sources panel."""
    return f"{version.source.value}: {version.where}"
