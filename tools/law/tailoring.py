"""Answers tailored to the facts a user gives: days computed, figures corrected, facts asked back, texts side by side."""

from datetime import date
from itertools import combinations, pairwise

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber
from knowledge.practice.deciding import Deciding, load_deciding
from knowledge.practice.notes import Both, Note
from knowledge.practice.telling import compiled, load_telling
from knowledge.practice.topics import cited_article
from tools.law.computing import Computed, compute
from tools.law.earlier import EarlierText
from tools.law.facts import Facts, Told, read_facts
from tools.law.premises import Corrected, correct, on_day

MOST_ASKED = 2


class AskedBack(BaseModel):
    """A fact that decides and was not told, as the question for it."""

    id: str
    question: Both


class Contradicted(BaseModel):
    """One event told with days that cannot both be right."""

    event: Both
    words: list[str]


class Spanning(BaseModel):
    """A matter with facts on both sides of the day a new text starts: the article before and after."""

    day: date
    older: Citation
    newer: Citation
    summary: Both | None = None


class Tailored(BaseModel):
    """What the facts of one question add to the law found on it."""

    computed: list[Computed] = []
    corrected: list[Corrected] = []
    asked_back: list[AskedBack] = []
    contradicted: list[Contradicted] = []
    spanning: Spanning | None = None
    earlier: EarlierText | None = None

    def facts_citations(self) -> list[Citation]:
        """Every citation these rest on."""
        found = [citation for computed in self.computed for citation in computed.citations()]
        found += [row.citation for item in self.corrected for row in item.lawful]
        found += [self.earlier.rule] if self.earlier else []
        return found + ([self.spanning.older, self.spanning.newer] if self.spanning else [])


def tailor(library: LawLibrary, question: str, today: date) -> Tailored:
    """What can be said from the facts alone, whatever was found: days, corrections, contradictions."""
    facts = read_facts(question, today)
    return Tailored(
        computed=compute(library, facts, today),
        corrected=on_day(correct(library, facts), today),
        contradicted=_contradictions(facts),
    )


def _contradictions(facts: Facts) -> list[Contradicted]:
    clashing: dict[str, list[str]] = {}
    for one, other in combinations(facts.told, 2):
        apart = one.last < other.first or other.last < one.first
        if apart and not facts.several and _same_event(one, other):
            clashing.setdefault(one.event, []).extend((one.words, other.words))
    names = load_telling()
    return [
        Contradicted(event=names.event(event).name, words=list(dict.fromkeys(words)))
        for event, words in clashing.items()
    ]


def _same_event(one: Told, other: Told) -> bool:
    return one.event == other.event and one.right == other.right


def ask_back(library: LawLibrary, question: str, today: date, keys: list[str]) -> list[AskedBack]:
    """The deciding facts not told, for the articles and notes (by key) an answer leads with."""
    facts = read_facts(question, today)
    wanted = [
        deciding for deciding in load_deciding() if _missing(deciding, facts) and _decides(library, deciding, keys)
    ]
    return [AskedBack(id=deciding.id, question=deciding.question) for deciding in wanted[:MOST_ASKED]]


def _missing(deciding: Deciding, facts: Facts) -> bool:
    if deciding.rights and not set(deciding.rights) & set(facts.rights):
        return False
    if any(facts.of(event) for event in deciding.events):
        return False
    if compiled(deciding.given.pattern).search(facts.text):
        return False
    return not deciding.when.pattern or bool(compiled(deciding.when.pattern).search(facts.text))


def _decides(library: LawLibrary, deciding: Deciding, keys: list[str]) -> bool:
    laws = tuple(key.partition("@")[0] for key in keys if "@" in key)  # only these are worth looking up
    articles = (cited_article(library, name) for name in deciding.about if name.startswith(laws))
    return bool(set(keys) & ({article.key for article in articles if article} | set(deciding.about)))


def span(library: LawLibrary, question: str, today: date, lead: Citation, note: Note | None) -> Spanning | None:
    """The article an answer leads with before and after its law changes, when the question has facts on both sides."""
    article = library.by_key(lead.key)
    if article is None or note is None:
        return None
    versions = library.versions(article.version.law)
    place = versions.index(article.version)
    days = read_facts(question, today).days
    for older, newer in pairwise(versions):
        start = newer.in_force_from
        both = any(last < start for _, last in days) and any(first >= start for first, _ in days)
        names = note.replaced_by if older == versions[place] else note.replaces if newer == versions[place] else []
        if both and names:
            other = library.article(newer if older == versions[place] else older, ArticleNumber.parse(names[0].removeprefix("art")))  # fmt: skip
            if other:
                first, second = (article, other) if older == versions[place] else (other, article)
                return Spanning(day=start, older=first.cite(), newer=second.cite(), summary=note.change)
    return None
