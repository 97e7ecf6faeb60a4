"""The trademark search: marks like a word for goods and classes, what the law of the filing date says, what was not searched.

It gives hits with reasons, the relation of goods, the provisions and open questions, and never a verdict.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Both
from knowledge.trademarks.nice import load_nice
from knowledge.trademarks.record import CLASSES, Effect, Mark
from knowledge.trademarks.standing import Standing, Stands, add_months, stands
from retrievers.trademarks.likeness import SIMILAR, Likeness, Reason
from retrievers.trademarks.search import MarkHit, MarkQuery, MarkSearcher
from tools.refused import Refused
from tools.search.trademark_goods import GoodsFinding, Relation, Wanted, check_goods, classes_to_search, wanted_goods
from tools.search.trademark_grounds import Question, questions
from tools.search.trademark_law import Governing, Ground, Provision, governing, provision
from tools.search.trademark_words import words

_DEPTH = 120  # hits looked at before they are ordered by goods and standing
_ELSEWHERE = 5  # identical marks of other classes shown
_RELATION = {
    Relation.SAME_GOODS: 0.12,
    Relation.SAME_GROUP: 0.1,
    Relation.ACROSS: 0.05,
    Relation.SAME_CLASS: 0.0,
    Relation.OTHER: -0.2,
}
_DEAD = 0.3  # taken off in the order for a mark that has ended
_BARS = {False: (Effect.CANCELLED, Effect.INVALIDATED), True: (Effect.SURRENDERED,)}  # 2019 art. 50, 2026 art. 49
_LONGEST = 100  # characters of a word
Now = Callable[[], datetime]


class Request(BaseModel):
    """What is searched: a word, classes and goods (either may be empty), and the day it was or will be filed."""

    model_config = ConfigDict(frozen=True)

    word: str
    classes: tuple[int, ...] = ()
    goods: str = ""
    filed: date


class MarkShown(BaseModel):
    """A mark found. `later`: it was filed after the day asked about; `bar_until`: its end bars others until then."""

    model_config = ConfigDict(frozen=True)

    key: str
    words: str
    number: str
    office: str
    holder: str
    classes: tuple[int, ...]
    filed: date | None
    registered: date | None
    expires: date | None
    standing: Standing
    standing_text: Both
    ended: date | None
    score: float
    similar: bool
    reasons: tuple[Reason, ...]
    reason_texts: tuple[Both, ...]
    goods: GoodsFinding
    goods_text: Both
    later: bool = False
    bar_until: date | None = None


class Log(BaseModel):
    """What was run, so that it can be run again: the request, the day and moment, the index's revision, the counts."""

    model_config = ConfigDict(frozen=True)

    request: Request
    as_of: date
    when: datetime
    revision: int
    marks: int
    searched_classes: tuple[int, ...]
    compared: int
    total: int
    keys: tuple[str, ...]  # the marks shown, in order


class MarkReport(BaseModel):
    """The result of a search."""

    model_config = ConfigDict(frozen=True)

    request: Request
    governing: Governing
    wanted: Wanted
    hits: tuple[MarkShown, ...]
    elsewhere: tuple[MarkShown, ...]
    provisions: tuple[Provision, ...]
    questions: tuple[Question, ...]
    coverage: tuple[Both, ...]
    log: Log = Field(repr=False)

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        bases = [*self.provisions, *(question.provision for question in self.questions)]
        return [citation for basis in bases for citation in (basis.citation, basis.other) if citation]


def search_marks(
    searcher: MarkSearcher, library: LawLibrary, request: Request, as_of: date, now: Now, k: int = 20
) -> MarkReport:
    """Search for marks like a word. `as_of`: the day standings are told for. Raises Refused for an empty word or no such class."""
    word = request.word.strip()
    if not any(char.isalnum() for char in word) or len(word) > _LONGEST:
        raise Refused(
            f"请给出要查的商标文字（1 至 {_LONGEST} 个字）。/ Give the words of the mark to be searched (1 to {_LONGEST} characters)."
        )
    if wrong := [number for number in request.classes if number not in CLASSES]:
        raise Refused(
            f"没有第 {wrong[0]} 类，尼斯分类有 1 至 45 类。/ There is no class {wrong[0]}; the Nice classes are 1 to 45."
        )
    nice = load_nice()
    wanted = wanted_goods(nice, request.classes, request.goods)
    classes = classes_to_search(nice, wanted)
    found = searcher.search(MarkQuery(word, classes), _DEPTH)
    law = governing(library, request.filed)
    shown = [_shown(hit, check_goods(nice, wanted, hit.mark), request.filed, as_of, law) for hit in found.hits]
    hits = tuple(sorted(shown, key=_order)[:k])
    elsewhere = _elsewhere(searcher, word, wanted, request.filed, as_of, law) if classes else ()
    log = Log(
        request=request, as_of=as_of, when=now(), revision=found.revision, marks=searcher.store.count(),
        searched_classes=tuple(sorted(classes)), compared=found.compared, total=found.total, keys=tuple(hit.key for hit in hits),
    )  # fmt: skip
    return MarkReport(
        request=request,
        governing=law,
        wanted=wanted,
        hits=hits,
        elsewhere=elsewhere,
        provisions=tuple(provision(library, ground, request.filed) for ground in _grounds(hits, elsewhere)),
        questions=tuple(questions(library, word, wanted, request.filed)),
        coverage=coverage(searcher, nice.edition),
        log=log,
    )


def run_again(
    searcher: MarkSearcher, library: LawLibrary, log: Log, now: Now
) -> tuple[MarkReport, tuple[str, ...], tuple[str, ...]]:
    """The search of a log run again, as of the same day: the new report, the marks that are new, and those gone."""
    report = search_marks(searcher, library, log.request, log.as_of, now, max(len(log.keys), 20))
    keys = report.log.keys
    return report, tuple(key for key in keys if key not in log.keys), tuple(key for key in log.keys if key not in keys)


def coverage(searcher: MarkSearcher, edition: str) -> tuple[Both, ...]:
    """What was held and from when, and what no search here can show."""
    unknown = words("coverage", "unknown")
    lines = []
    for held in searcher.store.holdings():
        days = (held.filed_from, held.filed_to, held.published_to, held.retrieved.date() if held.retrieved else None)
        zh, en = ([day or unknown.of(language) for day in days] for language in ("zh", "en"))
        fields = ("first", "last", "published", "retrieved")
        lines.append(
            Both(
                zh=words(
                    "coverage", "held", office=held.office, marks=held.marks, **dict(zip(fields, zh, strict=True))
                ).zh,
                en=words(
                    "coverage", "held", office=held.office, marks=held.marks, **dict(zip(fields, en, strict=True))
                ).en,
            )
        )
    rest = [words("coverage", name) for name in ("office", "blind", "figures")]
    return (*(lines or [words("coverage", "none")]), *rest, words("coverage", "goods", edition=edition))


def _grounds(hits: Sequence[MarkShown], elsewhere: Sequence[MarkShown]) -> list[Ground]:
    """What to cite: refusal, first to file, infringement, opposition, and what particular hits call for."""
    grounds = [Ground.SIMILAR, Ground.FIRST, Ground.USE_SIMILAR, Ground.RIGHTS, Ground.OPPOSITION]
    grounds += [Ground.USE_SAME] if any(Reason.SAME in hit.reasons for hit in hits) else []
    grounds += [Ground.YEAR_BAR] if any(hit.standing in (Standing.ENDED, Standing.LAPSED) for hit in hits) else []
    return grounds + ([Ground.WELL_KNOWN] if elsewhere else [])


def _elsewhere(
    searcher: MarkSearcher, word: str, wanted: Wanted, filed: date, as_of: date, law: Governing
) -> tuple[MarkShown, ...]:
    """Marks of the same words in classes not asked about: a well-known one may reach across."""
    found = searcher.search(MarkQuery(word, least=0.9), _DEPTH)
    nice = load_nice()
    rows = [
        _shown(hit, check_goods(nice, wanted, hit.mark), filed, as_of, law)
        for hit in found.hits
        if {Reason.SAME, Reason.SAME_PART} & set(hit.likeness.reasons)
        and not set(hit.mark.classes) & set(wanted.classes)
    ]
    return tuple([row for row in sorted(rows, key=_order) if row.standing is not Standing.ENDED][:_ELSEWHERE])


def _order(shown: MarkShown) -> tuple[float, str]:
    dead = shown.standing in (Standing.ENDED, Standing.LAPSED) and shown.bar_until is None
    return -(shown.score + _RELATION[shown.goods.relation] - _DEAD * (dead or shown.later)), shown.key


def _shown(hit: MarkHit, goods: GoodsFinding, filed: date, as_of: date, law: Governing) -> MarkShown:
    mark, likeness = hit.mark, hit.likeness
    standing = stands(mark, as_of)
    return MarkShown(
        key=mark.key, words=mark.words, number=mark.printed, office=mark.office, holder=mark.holder, classes=mark.classes,
        filed=mark.filed, registered=mark.registered, expires=mark.expires,
        standing=standing.standing, standing_text=words("standings", standing.standing.value), ended=standing.end.day if standing.end else None,
        score=likeness.score, similar=_similar(likeness), reasons=likeness.reasons,
        reason_texts=tuple(words("reasons", reason.value) for reason in likeness.reasons),
        goods=goods, goods_text=words("relations", goods.relation.value),
        later=_later(mark, filed), bar_until=_bar(standing, filed, law),
    )  # fmt: skip


def _similar(likeness: Likeness) -> bool:
    return likeness.score >= SIMILAR


def _later(mark: Mark, filed: date) -> bool:
    """Whether the mark was filed after the day asked about, by its priority where it claims one."""
    first = mark.priority or mark.filed
    return first is not None and first > filed


def _bar(standing: Stands, filed: date, law: Governing) -> date | None:
    """The last day on which the end of a mark still bars others, when the filing falls within that year."""
    end = standing.end
    if end is None or end.day is None or end.effect not in _BARS[law.new]:
        return None
    last = add_months(end.day, 12) - timedelta(days=1)
    return last if end.day <= filed <= last else None
