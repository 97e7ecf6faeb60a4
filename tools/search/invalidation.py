"""Invalidity search: a patent's claims held against what was published before their day, each ground with its article."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from knowledge.patents.record import Patent, Right, Stage
from tools.refused import Refused
from tools.search.claim_reading import Claim, read_claims, whole_features
from tools.search.coverage import Coverage, coverage
from tools.search.features import Feature
from tools.search.log import Recorder, SearchLog
from tools.search.matching import Embed, Found, match_features
from tools.search.matrix import Matrix, build_matrix, gather, with_outside
from tools.search.outside import ask_outside
from tools.search.passages import passages_of
from tools.search.prior_art import Weight, effective_date
from tools.search.provisions import provision, provisions
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.shown import PatentShown, show

CLAIMS = 5  # charted without being named
IN_FORCE_FROM = date(2021, 6, 1)  # the Patent Law text that is quoted
GroundName = Literal[
    "novelty", "conflicting", "inventive", "double", "disclosure", "support", "added", "design_known", "design_distinct",
    "design_rights", "subject", "excluded", "secrecy",
]  # fmt: skip
Signal = Literal["documents", "hint", "to_check"]
Open = Literal[
    "priority_valid", "law_at_filing", "foreign_patent", "not_granted_yet", "read_passages", "non_patent_literature",
    "design_by_picture", "claims_not_held", "description_not_held", "first_application_not_held", "translation",
]  # fmt: skip


class InvalidityRequest(BaseModel):
    """A patent to look for prior art against; `claims` are the numbers to chart, the independent ones without."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    claims: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class Ground(BaseModel):
    """A ground, its provision, what speaks for looking into it, and the documents or features concerned."""

    name: GroundName
    signal: Signal
    documents: list[str] = []
    features: list[str] = []
    citation: Citation


class ClaimChart(BaseModel):
    """One claim with its day, its features against the documents, and the grounds."""

    claim: Claim
    cutoff: date
    matrix: Matrix
    grounds: list[Ground]


class Invalidity(BaseModel):
    """What was found against a patent, who may ask for it to be declared invalid and when, and what is open."""

    request: InvalidityRequest
    patent: PatentShown
    granted: date | None
    cutoff: date
    charts: list[ClaimChart]
    formal: list[Ground]  # not a matter of prior art: to be checked against the file
    open: list[Open]
    outside_failures: list[str]
    log: SearchLog
    coverage: Coverage
    provisions: list[Citation]

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        columns = [column.document.citation for chart in self.charts for column in chart.matrix.columns]
        grounds = [ground.citation for chart in self.charts for ground in chart.grounds]
        formal = [ground.citation for ground in self.formal]
        return [self.patent.citation, *columns, *grounds, *formal, *self.provisions, *self.coverage.citations]


def find_invalidity_art(room: SearchRoom, request: InvalidityRequest, as_of: date) -> Invalidity:
    """Charts of a patent's claims. Raises Refused when the patent is not held, has no date, or has no such claim."""
    patent = room.get(request.number)
    if patent is None:
        raise Refused(
            f"库里没有 {request.number}；请核对号码或先导入。/ {request.number} is not held here; check the number or bring it in first."
        )
    cutoff = effective_date(patent)
    if cutoff is None:
        raise Refused(
            f"{request.number} 的记录没有申请日，无法确定现有技术的界限。/ The record of {request.number} has no filing date, so prior art cannot be told."
        )
    claims = read_claims(patent)
    chosen = _chosen(claims, request)
    family = room.publications(str(patent.number)) or [patent]
    own = {str(each.number) for each in family} | {str(patent.number)}
    recorder = room.recorder("invalidity")
    base = SearchQuery(classes=request.classes, countries=request.countries)
    outside_failures: list[str] = []
    asked: Literal["asked", "none", "confidential", "failed"] = "none"
    charts = []
    for claim in chosen:
        features = whole_features(claims, claim.number)
        text = " ".join(feature.text for feature in features)
        candidates = gather(recorder, text, features, base, cutoff, own)
        outside = ask_outside(room, recorder, f"claim {claim.number}", base.model_copy(update={"words": text, "published_before": cutoff}), 20)  # fmt: skip
        asked, outside_failures = outside.asked, [*outside_failures, *outside.failures]
        candidates = with_outside(candidates, [each for each in outside.patents if str(each.number) not in own])
        matrix = build_matrix(features, candidates, cutoff, room.embed)
        twins = _twins(recorder, patent, text, cutoff, own)
        grounds = _grounds(room, patent, family, features, matrix, twins, as_of)
        charts.append(ClaimChart(claim=claim, cutoff=cutoff, matrix=matrix, grounds=grounds))
    return Invalidity(
        request=request,
        patent=show(patent),
        granted=patent.granted or (patent.published if patent.stage is Stage.GRANT else None),
        cutoff=cutoff,
        charts=charts,
        formal=_formal(room, patent, as_of),
        open=_open(patent, family, claims, cutoff),
        outside_failures=list(dict.fromkeys(outside_failures)),
        log=recorder.log,
        coverage=coverage(
            room.library, room.survey(), as_of, databases=recorder.log.databases, countries=request.countries, outside=asked
        ),
        provisions=provisions(
            room.library, as_of, "request", "grounds", "evidence", "one_month", "effect", "prior_art", "law_at_filing", "filing_means_priority"
        ),
    )  # fmt: skip


def _chosen(claims: Sequence[Claim], request: InvalidityRequest) -> list[Claim]:
    by_number = {claim.number: claim for claim in claims}
    unknown = [number for number in request.claims if number not in by_number]
    if unknown and claims:
        raise Refused(
            f"{request.number} 没有权利要求 {unknown[0]}；共 {len(claims)} 项。/ {request.number} has no claim {unknown[0]}; it has {len(claims)}."
        )
    named = [by_number[number] for number in request.claims if number in by_number]
    return named or [claim for claim in claims if claim.independent][:CLAIMS]


def _grounds(
    room: SearchRoom,
    patent: Patent,
    family: Sequence[Patent],
    features: Sequence[Feature],
    matrix: Matrix,
    twins: Sequence[Patent],
    as_of: date,
) -> list[Ground]:
    weights = {column.document.number: column.weight for column in matrix.columns}
    conflicting = (Weight.CONFLICTING, Weight.POSSIBLY_CONFLICTING)
    first = next((each for each in family if each.stage is Stage.APPLICATION and each.number != patent.number), None)
    named: list[tuple[GroundName, Signal, list[str], list[str]]] = [
        ("novelty", "documents", [n for n in matrix.single if weights[n] is Weight.PRIOR_ART], []),
        ("conflicting", "documents", [n for n in matrix.single if weights[n] in conflicting], []),
        ("inventive", "documents", list(dict.fromkeys(n for pair in matrix.pairs if not pair.missing for n in pair.documents)), []),
        ("double", "hint", [str(each.number) for each in twins], []),
        ("support", "hint", [], _absent(features, [patent], room.embed, claims=False)),
        ("added", "hint", [str(first.number)] if first else [], _absent(features, [first], room.embed, claims=True) if first else []),
    ]  # fmt: skip
    return [
        Ground(name=name, signal=signal, documents=documents, features=told, citation=provision(room.library, name, as_of))
        for name, signal, documents, told in named
        if (documents and name != "added") or told
    ]  # fmt: skip


def _twins(recorder: Recorder, patent: Patent, text: str, cutoff: date, own: set[str]) -> list[Patent]:
    """What the same holder filed for on the same day at the same office: one invention can be patented once only (art. 9)."""
    query = SearchQuery(
        words=text, holders=tuple(holder.name for holder in patent.holders), countries=(patent.number.country,),
        filed_before=cutoff + timedelta(days=1), published_from=cutoff, exclude=tuple(own),
    )  # fmt: skip
    found = recorder.search("same holder, same day", query, 20).hits if patent.holders else []
    return [hit.patent for hit in found if effective_date(hit.patent) == cutoff]


def _absent(features: Sequence[Feature], documents: Sequence[Patent], embed: Embed, *, claims: bool) -> list[str]:
    """The features a document's own text does not tell; none when it holds no description to look in."""
    if not any(texts.description for each in documents for texts in each.texts.values()):
        return []
    passages = [p for each in documents for p in passages_of(each) if claims or p.place.startswith("description")]
    matches = match_features(features, passages, embed)
    return [match.feature for match in matches if match.found is Found.MISSING]


def _formal(room: SearchRoom, patent: Patent, as_of: date) -> list[Ground]:
    design: tuple[GroundName, ...] = ("design_known", "design_distinct", "design_rights", "double")
    other: tuple[GroundName, ...] = ("subject", "excluded", "secrecy", "disclosure", "support", "added", "double")
    names = design if patent.right is Right.DESIGN else other
    return [Ground(name=name, signal="to_check", citation=provision(room.library, name, as_of)) for name in names]


def _open(patent: Patent, family: Sequence[Patent], claims: Sequence[Claim], cutoff: date) -> list[Open]:
    texts = patent.texts.values()
    questions: list[tuple[Open, bool]] = [
        ("foreign_patent", patent.number.country != "CN"),
        ("not_granted_yet", all(each.stage is Stage.APPLICATION for each in family)),
        ("priority_valid", patent.earliest_priority is not None or bool(patent.priorities)),
        ("law_at_filing", cutoff < IN_FORCE_FROM),
        ("design_by_picture", patent.right is Right.DESIGN),
        ("claims_not_held", not claims and patent.right is not Right.DESIGN),
        ("description_not_held", not any(each.description for each in texts)),
        ("first_application_not_held", patent.stage is Stage.GRANT and all(e.stage is not Stage.APPLICATION for e in family)),
        ("read_passages", bool(claims)),
        ("non_patent_literature", True),
    ]  # fmt: skip
    return [question for question, asked in questions if asked]
