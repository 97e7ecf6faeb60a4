"""How long the law lets a right live, whether it has ended, and what an expert would say about it first."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.lengths import Length
from knowledge.patents.record import Right as PatentRight
from knowledge.patents.term import Facts, term_of
from tools.refused import Refused
from tools.valuation.request import PATENTS, Request

_YEAR = 365.25
_GRACE = Length(months=6)  # after the term of a mark, for its renewal (provisions.yaml: trademark_renewal)


class Legal(BaseModel):
    """The legal life left on the day of the value. `years` None: not known; `over`: why the right is worth nothing, "" while it lives.

    `cautions` and `over` are names of words; `provisions` names of provisions.yaml.
    """

    model_config = ConfigDict(frozen=True)

    expires: date | None = None
    years: float | None = None
    over: str = ""
    cautions: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


def legal_of(request: Request) -> Legal:
    """The legal side of a request. Raises Refused for days that cannot be."""
    _possible(request)
    expires = request.right.expires or _by_law(request)
    cautions, provisions = _cautions(request)
    if request.right.office == "CN":
        cautions, provisions = (*cautions, "state", "duty"), (*provisions, "state_floor", "stamp_duty")
    if request.kind == "trademark":  # it is renewed: its term is no end of its life
        grace = ("grace",) if expires and expires <= request.day else ()
        return Legal(
            expires=expires,
            over=_over(request, expires and _GRACE.after(expires)),
            cautions=(*grace, *cautions),
            provisions=provisions,
        )
    years = max(0.0, (expires - request.day).days / _YEAR) if expires else None
    if expires is None and "life" in request.inputs:
        cautions = ("term_unknown", *cautions)
    return Legal(expires=expires, years=years, over=_over(request, expires), cautions=cautions, provisions=provisions)


def _over(request: Request, end: date | None) -> str:
    ended = request.right.ended
    if ended and ended <= request.day:
        return "ended"
    return "expired" if end and end <= request.day else ""


def _possible(request: Request) -> None:
    right, day = request.right, request.day
    if right.filed and right.filed > day:
        raise Refused(f"申请日 {right.filed} 在估值日 {day} 之后，请核对。/ The filing date {right.filed} lies after the day of the value, {day}; check it.", "right.future")  # fmt: skip
    if right.granted and right.filed and right.granted < right.filed:
        raise Refused(f"授权日 {right.granted} 早于申请日 {right.filed}，请核对。/ The grant, {right.granted}, comes before the filing, {right.filed}; check them.", "right.order")  # fmt: skip
    if right.granted and right.granted > day:
        raise Refused(f"授权日 {right.granted} 在估值日 {day} 之后，请核对。/ The grant, {right.granted}, lies after the day of the value, {day}; check it.", "right.future")  # fmt: skip
    if right.expires and right.filed and right.expires <= right.filed:
        raise Refused(f"届满日 {right.expires} 不晚于申请日 {right.filed}，请核对。/ The expiry, {right.expires}, is not after the filing, {right.filed}; check them.", "right.order")  # fmt: skip
    if request.indefinite and request.kind != "trademark":
        raise Refused("只有可以续展的商标才能按不定寿命估算，请给出剩余年限。/ Only a renewable trademark can have an indefinite life; give the remaining years.", "right.indefinite")  # fmt: skip


def _by_law(request: Request) -> date | None:
    """The end of a patent's term by its filing date; None for other rights, and where no rule of that office is at hand."""
    right = request.right
    if request.kind not in PATENTS or right.filed is None:
        return None
    term = term_of(Facts(right.office, PatentRight(request.kind), right.filed, right.granted))
    return term.expires if term else None


def _cautions(request: Request) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands beside the right, and its provisions: those of China for a right of China, none for another office's."""
    abroad = request.right.office != "CN"
    if request.kind in PATENTS:
        early = ("not_granted",) if request.right.granted is None else ()
        unexamined = ("not_examined",) if request.kind in ("utility_model", "design") and not abroad else ()
        provisions = ("patent_term", "patent_fees", "patent_invalid", *(("patent_report",) if unexamined else ()))
        return (*early, *unexamined, "fees", "invalid", *(("abroad",) if abroad else ())), () if abroad else provisions
    if request.kind == "trademark":
        return ("renewal", "use"), () if abroad else ("trademark_term", "trademark_renewal")
    return ("title",), ("copyright_transfer",)
