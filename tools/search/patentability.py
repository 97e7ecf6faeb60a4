"""Patentability search: an invention held against what was published before its day. It counts; it gives no verdict."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from tools.refused import Refused
from tools.search.coverage import Coverage, coverage, months_after
from tools.search.features import Split, split_text
from tools.search.log import SearchLog
from tools.search.matrix import Matrix, build_matrix, gather, with_outside
from tools.search.outside import ask_outside
from tools.search.prior_art import Weight, weight
from tools.search.provisions import provisions
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom

GRACE_MONTHS = 6  # Patent Law art. 24
SHORTEST = 12  # characters of a text that can be split into features
Need = Literal[
    "read_passages", "full_texts", "non_patent_literature", "unpublished", "other_languages", "examiner_judgement",
    "no_filing_date", "few_features", "conflicting_same_invention", "undated_left_out",
]  # fmt: skip
Question = Literal["own_disclosure", "disclosure_case", "priority", "abroad_first", "what_is_new"]
Grace = Literal["within_six_months", "too_early", "after_filing"]


class InventionText(BaseModel):
    """An invention to be held against the prior art. Confidential unless the user says that it is public.

    `filed`: the filing or priority date, None for one not filed yet (the day of the search counts then).
    `own_disclosures`: days the inventor showed it to others, None when not asked yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    filed: date | None = None
    classes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    own_disclosures: tuple[date, ...] | None = None
    confidential: bool = True


class Disclosure(BaseModel):
    """A disclosure by the inventor, against the six months before filing. Being within them excuses only the four cases."""

    day: date
    grace: Grace


class Patentability(BaseModel):
    """What was found against an invention, what is asked of the inventor, and what a full search still needs."""

    request: InventionText
    cutoff: date
    matrix: Matrix
    left_out: list[str]  # sentences read as merits or background
    disclosures: list[Disclosure]
    questions: list[Question]
    needs: list[Need]
    outside_failures: list[str]
    log: SearchLog
    coverage: Coverage
    provisions: list[Citation]

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [*(c.document.citation for c in self.matrix.columns), *self.provisions, *self.coverage.citations]


def check_patentability(room: SearchRoom, request: InventionText, as_of: date) -> Patentability:
    """Features, search, matrix. Raises Refused for a text too short to have features or a day still to come."""
    split = split_text(request.text)
    if len(request.text.strip()) < SHORTEST or not split.features:
        raise Refused(
            "文字太短，分不出技术特征；请写出由哪些部分组成、怎样配合。/ The text is too short to have features; say what parts it has and how they work together."
        )
    cutoff = request.filed or as_of
    if cutoff > as_of:
        raise Refused(
            f"申请日 {cutoff} 在今天 {as_of} 之后；还没申请就不要填申请日。/ The filing date {cutoff} is after {as_of}; leave it out for an invention not filed yet."
        )
    recorder = room.recorder("patentability")
    base = SearchQuery(
        classes=request.classes, countries=request.countries, exclude=request.exclude, confidential=request.confidential
    )
    candidates = gather(recorder, request.text, split.features, base, cutoff)
    outside = ask_outside(
        room, recorder, "text", base.model_copy(update={"words": request.text, "published_before": cutoff}), 20
    )
    candidates = with_outside(candidates, outside.patents)
    matrix = build_matrix(split.features, candidates, cutoff, room.embed)
    return Patentability(
        request=request,
        cutoff=cutoff,
        matrix=matrix,
        left_out=split.left_out,
        disclosures=[Disclosure(day=day, grace=grace(day, cutoff)) for day in request.own_disclosures or ()],
        questions=_questions(request),
        needs=_needs(request, split, matrix, any(weight(each, cutoff) is Weight.UNDATED for each in candidates)),
        outside_failures=outside.failures,
        log=recorder.log,
        coverage=coverage(
            room.library, room.survey(), as_of, databases=recorder.log.databases, countries=request.countries, outside=outside.asked
        ),
        provisions=provisions(
            room.library, as_of, "novelty", "conflicting", "inventive", "prior_art", "grace", "grace_declared", "filing_means_priority"
        ),
    )  # fmt: skip


def grace(day: date, cutoff: date) -> Grace:
    """Where a disclosure stands to the six months before the filing (priority) date."""
    if day >= cutoff:
        return "after_filing"
    return "within_six_months" if months_after(day, GRACE_MONTHS) >= cutoff else "too_early"


def _questions(request: InventionText) -> list[Question]:
    asked: list[Question] = []
    if request.own_disclosures is None:
        asked.append("own_disclosure")
    elif any(grace(day, request.filed or date.max) != "after_filing" for day in request.own_disclosures):
        asked.append("disclosure_case")
    asked += ["what_is_new"]
    asked += ["priority"] if request.filed else ["abroad_first"]
    return asked


def _needs(request: InventionText, split: Split, matrix: Matrix, undated: bool) -> list[Need]:
    needs: list[Need] = [
        "read_passages",
        "full_texts",
        "non_patent_literature",
        "unpublished",
        "other_languages",
        "examiner_judgement",
    ]
    needs += [] if request.filed else ["no_filing_date"]
    needs += ["undated_left_out"] if undated else []
    needs += ["few_features"] if len(split.features) < 3 else []
    conflicting = (Weight.CONFLICTING, Weight.POSSIBLY_CONFLICTING)
    needs += ["conflicting_same_invention"] if any(column.weight in conflicting for column in matrix.columns) else []
    return needs
