"""Freedom to operate: claims in force held against a product, element by element. A table of attention, never a verdict.

A product falls under a claim when it has every feature of it, identical or equivalent (interpretation of 2009-12-28,
art. 7, quoted in our practice note); whether a feature is equivalent is for people to decide, and so is the rest.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from knowledge.patents.record import Patent, Right, Stage
from tools.refused import Refused
from tools.search.claim_reading import Claim, read_claims
from tools.search.coverage import Coverage, coverage
from tools.search.features import Feature, split_text
from tools.search.log import Recorder, SearchLog
from tools.search.matching import Embed, Found, Match, match_features
from tools.search.outside import ask_outside
from tools.search.passages import Passage, passages_in, passages_of
from tools.search.provisions import provisions
from tools.search.query import SearchQuery
from tools.search.room import SearchRoom
from tools.search.shown import PatentShown, show
from tools.search.standing import Standing, State

Attention = Literal["high", "medium", "low"]
Open = Literal[
    "equivalents", "product_silent", "claims_not_held", "design_by_picture", "status_unknown", "pending_claims", "read_description",
    "utility_model_unexamined", "no_claim_in_force", "prior_art_defence", "prior_use", "fees_and_register", "other_countries", "translation",
]  # fmt: skip
PER_QUERY, RIGHTS, QUERIES = 30, 20, 6
SHORTEST = 12
# Utility models and designs are granted on a preliminary examination only (Patent Law art. 40).
_UNEXAMINED = (Right.UTILITY_MODEL, Right.DESIGN)


class ProductText(BaseModel):
    """A product or process as it is made, used or sold. Confidential unless the user says that it is public."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    countries: tuple[str, ...] = ("CN",)
    classes: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    confidential: bool = True


class ElementRow(BaseModel):
    """One feature of a claim and where the product has it."""

    feature: Feature
    match: Match


class ClaimTable(BaseModel):
    """An independent claim against the product, and the claims that depend on it."""

    claim: Claim
    rows: list[ElementRow]
    attention: Attention
    dependents: list[Claim]

    def having(self, found: Found) -> list[str]:
        """The features found so far in the product."""
        return [row.feature.id for row in self.rows if row.match.found is found]


class RightTable(BaseModel):
    """One right: how it stands, its independent claims against the product, and what is still open about it."""

    document: PatentShown
    standing: Standing
    claims: list[ClaimTable]
    attention: Attention
    open: list[Open]


class FreedomToOperate(BaseModel):
    """The rights found, those that need most attention first; `ended` were found too, and no longer stand."""

    request: ProductText
    as_of: date
    rights: list[RightTable]
    ended: list[PatentShown]
    open: list[Open]
    outside_failures: list[str]
    log: SearchLog
    coverage: Coverage
    provisions: list[Citation]

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        return [*(right.document.citation for right in self.rights), *self.provisions, *self.coverage.citations]


def check_freedom(room: SearchRoom, request: ProductText, as_of: date) -> FreedomToOperate:
    """Rights that may touch a product in the countries chosen. Raises Refused for a text too short or without a country."""
    split = split_text(request.text)
    if len(request.text.strip()) < SHORTEST or not split.features:
        raise Refused(
            "产品描述太短，无法逐项比对；请写出各部件或步骤以及连接、配合关系。/ The description is too short to compare; name the parts or steps and how they work together."
        )
    if not request.countries:
        raise Refused("请选择要实施的国家。/ Choose the countries you want to act in.")
    recorder = room.recorder("fto")
    base = SearchQuery(
        classes=request.classes, countries=request.countries, exclude=request.exclude, confidential=request.confidential
    )
    found = _candidates(room, recorder, base, request.text, split.features)
    outside = ask_outside(room, recorder, "text", base.model_copy(update={"words": request.text}), PER_QUERY)
    current: dict[str, Patent] = {}
    for patent in [*found, *outside.patents]:
        newest = _latest(room, patent)
        current.setdefault(str(newest.number), newest)
    standings = {number: room.status_of(patent, as_of) for number, patent in current.items()}
    product = passages_in(request.text)
    alive = [number for number in current if standings[number].state is not State.ENDED][:RIGHTS]
    rights = [_table(current[number], standings[number], product, split.features, room.embed) for number in alive]
    return FreedomToOperate(
        request=request,
        as_of=as_of,
        rights=sorted(rights, key=_order),
        ended=[show(current[number]) for number in current if standings[number].state is State.ENDED][:RIGHTS],
        open=["fees_and_register", "prior_art_defence", "prior_use", "other_countries", "design_by_picture"],
        outside_failures=outside.failures,
        log=recorder.log,
        coverage=coverage(
            room.library, room.survey(), as_of, databases=recorder.log.databases, countries=request.countries, outside=outside.asked
        ),
        provisions=provisions(
            room.library, as_of, "acts", "scope", "design_scope", "all_elements", "equivalents", "interim", "known_art_defence", "prior_use"
        ),
    )  # fmt: skip


def _candidates(
    room: SearchRoom, recorder: Recorder, base: SearchQuery, text: str, features: Sequence[Feature]
) -> list[Patent]:
    wanted = [("text", text), *((f"feature {each.id}", each.text) for each in features[:QUERIES])]
    scores: dict[str, float] = {}
    patents: dict[str, Patent] = {}
    for what, words in wanted:
        for rank, hit in enumerate(recorder.search(what, base.model_copy(update={"words": words}), PER_QUERY).hits):
            number = str(hit.patent.number)
            patents[number] = hit.patent
            scores[number] = scores.get(number, 0.0) + 1 / (10 + rank)
    return [patents[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]


def _latest(room: SearchRoom, patent: Patent) -> Patent:
    """The publication whose claims count: the newest grant of the same application, else the publication found."""
    grants = [each for each in room.publications(str(patent.number)) if each.stage is not Stage.APPLICATION]
    return max(grants, key=lambda each: each.published or date.min, default=patent)


def _table(
    patent: Patent, standing: Standing, product: Sequence[Passage], features: Sequence[Feature], embed: Embed
) -> RightTable:
    claims = read_claims(patent)
    by_number = {claim.number: claim for claim in claims}
    tables = [_claim_table(claim, by_number, product, embed) for claim in claims if claim.independent]
    ranks: list[Attention] = ["high", "medium", "low"]
    unread: Attention = "low" if tables else _without_claims(patent, features, embed)
    attention: Attention = min((table.attention for table in tables), key=ranks.index, default=unread)
    if standing.state is State.PENDING and attention == "high":
        attention = "medium"  # claims laid open, not granted: they may still change
    return RightTable(
        document=show(patent), standing=standing, claims=tables, attention=attention, open=_open(patent, standing, tables, product)
    )  # fmt: skip


def _without_claims(patent: Patent, features: Sequence[Feature], embed: Embed) -> Attention:
    """A right whose claims are not held: medium when what is held of it speaks of the product, else low."""
    found = [match.found for match in match_features(features, passages_of(patent), embed)]
    return "medium" if Found.MATCHED in found or found.count(Found.PARTIAL) > 1 else "low"


def _claim_table(claim: Claim, by_number: dict[int, Claim], product: Sequence[Passage], embed: Embed) -> ClaimTable:
    features = claim.features
    matches = match_features(features, product, embed)
    rows = [ElementRow(feature=feature, match=match) for feature, match in zip(features, matches, strict=True)]
    return ClaimTable(claim=claim, rows=rows, attention=attention_of(matches), dependents=_dependents(claim, by_number))


def attention_of(matches: Sequence[Match]) -> Attention:
    """How much attention a claim needs: all features matched; all at least partly, or one not found; or more not found.

    A feature the description does not mention may still be in the product: a claim is "low" only when several are not found.
    """
    found = [match.found for match in matches]
    if found and all(each is Found.MATCHED for each in found):
        return "high"
    missing = found.count(Found.MISSING)
    return "medium" if missing == 0 or (missing == 1 and len(found) > 2) else "low"


def _dependents(claim: Claim, by_number: dict[int, Claim]) -> list[Claim]:
    """Every claim below an independent one, depth first."""
    found: list[Claim] = []
    for number in claim.children:
        for each in (by_number[number], *_dependents(by_number[number], by_number)):
            found += [each] if each not in found else []
    return found


def _open(patent: Patent, standing: Standing, tables: Sequence[ClaimTable], product: Sequence[Passage]) -> list[Open]:
    found = {row.match.found for table in tables for row in table.rows}
    languages = {row.feature.language for table in tables for row in table.rows}
    questions: list[tuple[Open, bool]] = [
        ("equivalents", Found.PARTIAL in found),
        ("product_silent", Found.MISSING in found),
        ("claims_not_held", not tables and patent.right is not Right.DESIGN),
        ("design_by_picture", patent.right is Right.DESIGN),
        ("status_unknown", standing.state is State.UNKNOWN),
        ("pending_claims", standing.state is State.PENDING),
        ("utility_model_unexamined", patent.right in _UNEXAMINED),
        ("translation", bool(languages - {passage.language for passage in product})),
        ("read_description", bool(tables)),
    ]
    return [question for question, asked in questions if asked]


def _order(right: RightTable) -> tuple[int, int, float, str]:
    states = [State.IN_FORCE, State.UNKNOWN, State.PENDING]
    scores = [sum(row.match.score for row in t.rows) / len(t.rows) for t in right.claims if t.rows]
    return (
        ["high", "medium", "low"].index(right.attention),
        states.index(right.standing.state),
        -max(scores, default=0.0),
        right.document.number,
    )
