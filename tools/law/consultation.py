"""Consulting: what the law in force says on a question, as facts an answer can be made of.

The result is plain data: which provisions, which statements of ours they support and by which words, what is coming,
what was looked in. Engines and pages put it into sentences; nothing here does.
"""

from datetime import date

from pydantic import BaseModel, Field

from knowledge.citation import Citation
from knowledge.dates import bare_words
from knowledge.jurisdiction import jurisdictions_in
from knowledge.language import Language
from knowledge.law.figures import gives
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import decisive_sentence, locate
from knowledge.law.records import Article, Version
from knowledge.law.repealed import repealed_in
from knowledge.practice.notes import Both, Note
from knowledge.practice.topics import cited_article
from retrievers.answerability import THRESHOLD
from retrievers.cases import CaseSearcher
from retrievers.looking import TopicHit
from retrievers.related import cross_reference
from retrievers.reranking import SAME
from retrievers.search import Found, Hit, Searcher
from retrievers.shelf import Shelf
from retrievers.tokens import query_tokens
from tools.cases.finding import CaseShown, bearing_on, called, fitting
from tools.law.coming import Change, change_of
from tools.law.earlier import EarlierText, earlier_text
from tools.law.explaining import Explained, Statement, explain, topics_for
from tools.law.facts import read_facts
from tools.law.gaps import Gap, asks_outcome, find_gap, units_only_asked
from tools.law.tailoring import Tailored, ask_back, span, tailor

FIGURE_NEAR = 0.3  # share of the best one's odds from which a provision leads that alone gives the figure asked for
NEXT_TO_THE_BEST = (0.01, 0.02, 0.03, 0.03)  # share of the best one's odds that the second to fifth provision need
UNLESS_TOLD: tuple[Gap, ...] = ("nothing_found", "no_figure")  # what the facts of a question may still answer


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
    shown = _figure_first(found.query, _shown(found))
    chosen = topics_for(library, found)
    topics = [explain(library, notes, hit, found, language) for hit in chosen]
    texts = [
        *(hit.article.text for hit in shown[:1]),
        *(s.citation.quote for topic in topics for s in topic.statements),
    ]
    compares = any(hit.topic.about for hit in chosen)
    known = any(hit.closeness >= SAME for hit in chosen)  # a note was written for this very question
    gap = "" if compares or known else find_gap(found, found.answerability >= THRESHOLD, texts)
    if gap == "no_figure" and any(hit.closeness >= SAME for hit in shown[:1]):
        gap = ""  # asked in these words before, of this very article
    if gap:
        shown, topics = [], []
    if compares or _outright(library, chosen, shown):  # only what the note itself rests on
        shown = [hit for hit in shown if any(cited_article(library, ref) == hit.article for ref in chosen[0].topic.see)]
    abroad = jurisdictions_in(found.query) - {"CN"}
    tailored = tailor(library, question, as_of) if gap in ("", *UNLESS_TOLD) and not compares else Tailored()
    if tailored.computed and (lead := tailored.computed[0].citation.key) not in [
        *(hit.article.key for hit in shown[:1])
    ]:
        shown, topics = _computed_first(shown, found, lead), []
    leading = [*(topic.key for topic in topics), *(hit.article.key for hit in shown[:1])]
    provisions = [_provision(library, notes, hit, found, language) for hit in shown]
    case = _case(cases, question, gap, shown)
    told = gap == "outcome" and case is not None and bool(called(cases, question)) and asks_outcome(found.query)
    return Consultation(
        question=question,
        as_of=found.day,
        day_words=bare_words(found.meant.words) if found.meant else "",
        answerable=told or (not gap and bool(provisions or topics)),
        confidence=round(found.answerability, 3),
        gap="" if told else gap,
        named=_named(found),
        provisions=provisions,
        topics=topics,
        case=case,
        repealed=_repealed(library, found) if gap == "repealed" else None,
        foreign_part=bool(shown) and not compares and bool(abroad - {"INT"}) and "CN" in jurisdictions_in(found.query),
        looked_in=found.looked_in,
        search_ms=round(found.seconds * 1000, 2),
        computed=tailored.computed,
        corrected=tailored.corrected,
        contradicted=tailored.contradicted,
        asked_back=ask_back(library, question, as_of, leading),
        spanning=span(library, question, as_of, provisions[0].citation, shown[0].note) if provisions else None,
        earlier=None if tailored.computed else _earlier(library, question, as_of, topics, provisions),
    )


def _earlier(
    library: LawLibrary, question: str, today: date, topics: list[Explained], provisions: list[Provision]
) -> EarlierText | None:
    """A warning where the law the answer leads with has a text younger than a fact told."""
    leading = [s.citation for topic in topics for s in topic.statements] or [p.citation for p in provisions[:1]]
    return earlier_text(library, read_facts(question, today), today, leading)


def _outright(library: LawLibrary, chosen: list[TopicHit], shown: list[Hit]) -> bool:
    """Whether a practice note answers that does not rest on the best article found."""
    rests_on = [cited_article(library, reference) for hit in chosen for reference in hit.topic.see]
    return bool(chosen and shown) and shown[0].article not in rests_on


def _repealed(library: LawLibrary, found: Found) -> RepealedLaw | None:
    law = repealed_in(found.query)
    article = cited_article(library, law.by) if law else None
    quote = decisive_sentence(article.text, {"废止"}) if article else ""
    return RepealedLaw(name=law.names[0], now=law.now, citation=article.cite(quote)) if law and article else None


def _case(cases: CaseSearcher, question: str, gap: Gap, shown: list[Hit]) -> CaseShown | None:
    """The decision to tell: the one called by name; one on a provision shown; or the one whose outcome is asked for."""
    if shown and (meant := called(cases, question)):
        return CaseShown.of(meant[0].digest)
    if gap == "outcome":
        return next((CaseShown.of(hit.digest) for hit in fitting(cases, question, 1)), None)
    return bearing_on(cases, question, [hit.article.key for hit in shown]) if shown else None


def _named(found: Found) -> str:
    named = found.identifiers
    unknown = [r.raw for r in named.unresolved]
    return "、".join(dict.fromkeys([*(named.outside or unknown), *named.patents, *named.dockets]))


def _shown(found: Found) -> list[Hit]:
    """What the question names and nothing else; where it names nothing, the best provisions."""
    if named := [hit for hit in found.hits if hit.by_identifier]:
        return named
    best = found.hits[0].score if found.hits else 0.0
    near = zip(found.hits[1:], NEXT_TO_THE_BEST, strict=False)
    shown = [*found.hits[:1], *(hit for hit, share in near if hit.score >= share * best)]
    beside = cross_reference(found.hits, shown)
    return [*shown, beside] if beside and len(shown) <= len(NEXT_TO_THE_BEST) else shown


def _figure_first(query: str, shown: list[Hit]) -> list[Hit]:
    """Where nothing but a figure is asked for and the best provision has none, one hardly worse that gives it leads."""
    units = units_only_asked(query)
    if not units or any(gives(hit.article.text, units) for hit in shown[:1]):
        return shown
    giving = [hit for hit in shown if hit.score >= FIGURE_NEAR * shown[0].score and gives(hit.article.text, units)][:1]
    return giving + [hit for hit in shown if hit not in giving]


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


def _computed_first(shown: list[Hit], found: Found, key: str) -> list[Hit]:
    """The provision that a day was computed from leads, wherever the search had put it."""
    lead = [hit for hit in (*shown, *found.hits) if hit.article.key == key][:1]
    return [*lead, *(hit for hit in shown if hit.article.key != key)][: 1 + len(NEXT_TO_THE_BEST)]


def describe_source(version: Version) -> str:
    """Where the version's first day in force was read, for the sources panel."""
    return f"{version.source.value}: {version.where}"
