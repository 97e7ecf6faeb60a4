"""What is due for one asset: every day still to be met, as the deadline calculator counts it, with its fee and what late payment adds.

No day is counted here: the calculator gives days, provisions, grace and what is lost; this names the event of each right, leaves
out what is only for others, and puts the fee beside it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.patents.record import Right as PatentRight
from knowledge.patents.term import Facts as TermFacts
from knowledge.patents.term import fees_of, term_of
from knowledge.practice.notes import Both
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Deadline
from tools.deadlines.facts import Facts
from tools.portfolio.asset import PATENTS, Asset
from tools.portfolio.fees import Payer, Priced, priced
from tools.portfolio.profile import Profile
from tools.refused import Refused

FEES = ("cn-annual-fees", "us-maintenance", "cn-mark-renewal", "cn-mark-renewal-of-expiry", "us-mark-use-declaration", "us-mark-renewal", "madrid-renewal", "ep-renewal-3")  # fmt: skip
RENEWALS = ("cn-mark-renewal", "cn-mark-renewal-of-expiry", "us-mark-renewal", "madrid-renewal")
# periods of others against the right, and those told as the grace of another row
_NOT_OURS = ("us-post-grant-review", "us-inter-partes-from", "ep-opposition", "cn-mark-five-years", "us-mark-cancellation-5", "cn-mark-renewal-grace", "cn-mark-grace-of-expiry", "ep-renewal-3-late", "cn-dual-filing")  # fmt: skip
# what a filing starts and a grant makes pointless
_BEFORE_GRANT = (
    "cn-substantive-examination", "cn-filing-fee", "cn-filing-fee-15", "cn-priority-12", "cn-priority-6", "cn-priority-domestic-design", "cn-priority-added",
    "cn-priority-added-4", "cn-priority-copy-16", "cn-priority-copy-design", "cn-voluntary-amendment", "cn-grace-proof",
)  # fmt: skip
_PATENT_RIGHTS = {"invention": PatentRight.INVENTION, "utility-model": PatentRight.UTILITY_MODEL, "design": PatentRight.DESIGN}  # fmt: skip


class Due(BaseModel):
    """One day of one asset. `state`: open, grace (the day has passed, late payment is still possible), done or abandoned.

    `day` is the last day, `unmoved` the day as counted, `opens` the first day of a window, `grace_end` the last day of late payment.
    """

    model_config = ConfigDict(frozen=True)

    asset: str
    right: str
    jurisdiction: str
    number: str
    title: str
    rule: str
    name: Both
    result: str
    opens: date | None
    unmoved: date
    day: date
    safe: date
    days_left: int
    grace_end: date | None
    fee: Priced | None
    fee_due: bool
    lost: Both | None
    citation: Citation
    steps: tuple[Both, ...]
    notes: tuple[Both, ...]
    state: str = "open"

    @property
    def key(self) -> str:
        """What names it in commands and links: the asset, the rule and the day as counted."""
        return f"{self.asset}:{self.rule}:{self.unmoved}"


class AssetDues(BaseModel):
    """Everything due for an asset, and what could not be reckoned and why."""

    model_config = ConfigDict(frozen=True)

    asset: Asset
    dues: tuple[Due, ...]
    missing: tuple[Both, ...] = ()


@lru_cache(maxsize=4096)  # a page asks for the same several times; everything it depends on is an argument
def dues_of(library: LawLibrary, asset: Asset, profile: Profile, today: date) -> AssetDues:
    """What is still to be met for an asset from today on; nothing for one that has ended."""
    if asset.state == "ended":
        return AssetDues(asset=asset, dues=())
    missing: list[Both] = []
    found: dict[tuple[str, date], Due] = {}
    for facts in _events(asset, missing):
        try:
            calculation = calculate(library, facts, today)
        except Refused as refused:
            zh, _, en = str(refused).partition("/ ")
            missing.append(Both(zh=zh.strip(), en=en.strip() or zh))
            continue
        for deadline in calculation.deadlines:
            if due := _due(asset, deadline, profile, today):
                found.setdefault((due.rule, due.unmoved), due)
    return AssetDues(asset=asset, dues=tuple(sorted(found.values(), key=lambda due: (due.day, due.rule))), missing=tuple(missing))  # fmt: skip


def _events(asset: Asset, missing: list[Both]) -> Iterator[Facts]:
    """The events whose deadlines matter for the right as it stands."""
    if asset.right in PATENTS:
        yield from _of_patent(asset, missing)
    elif asset.right == "mark":
        yield from _of_mark(asset, missing)
    elif asset.right == "layout" and asset.filed:
        yield Facts(event="filing", day=asset.filed, right="layout", jurisdiction=asset.jurisdiction)
    elif asset.right in ("copyright", "software"):
        missing.append(Both(zh="著作权不因不缴费而丧失，没有年费和续展", en="copyright is not kept by fees: there are no annual fees and no renewal"))  # fmt: skip


def _of_patent(asset: Asset, missing: list[Both]) -> Iterator[Facts]:
    if asset.filed is None:
        missing.append(
            Both(
                zh="不知道申请日，不能排年费和期限",
                en="the filing date is not known: fees and term cannot be scheduled",
            )
        )
        return
    place = "PCT" if asset.jurisdiction == "WO" else asset.jurisdiction
    if place == "PCT":
        yield Facts(event="first-filing", day=asset.priority or asset.filed, right=asset.right, jurisdiction=place)
        return
    yield Facts(event="filing", day=asset.filed, right=asset.right, jurisdiction=place, priority=asset.priority, granted=asset.granted)  # fmt: skip
    if asset.granted:
        yield Facts(event="grant", day=asset.granted, right=asset.right, jurisdiction=place, filed=asset.filed)
    elif asset.state != "pending":
        missing.append(Both(zh="不知道授权日：已授权的请补上，才能排年费", en="the day of grant is not known: add it if it was granted, so that the fees can be scheduled"))  # fmt: skip


def _of_mark(asset: Asset, missing: list[Both]) -> Iterator[Facts]:
    if asset.jurisdiction == "WO":
        if asset.granted:
            yield Facts(event="international-registration", day=asset.granted, right="mark", jurisdiction="MADRID")
    elif asset.jurisdiction == "CN" and asset.expiry:
        yield Facts(event="expiry", day=asset.expiry, right="mark", jurisdiction="CN")
    elif asset.granted:
        yield Facts(event="registration", day=asset.granted, right="mark", jurisdiction=asset.jurisdiction)
    if not asset.granted and not (asset.expiry and asset.jurisdiction == "CN"):
        missing.append(Both(zh="不知道注册日或届满日，不能排续展", en="neither the registration nor the expiry date is known: the renewal cannot be scheduled"))  # fmt: skip


def _due(asset: Asset, deadline: Deadline, profile: Profile, today: date) -> Due | None:
    if deadline.rule in _NOT_OURS or deadline.result not in ("last_day", "window", "ends"):
        return None
    if asset.granted and asset.right in PATENTS and deadline.rule in _BEFORE_GRANT:
        return None
    grace = deadline.restoring.until if deadline.restoring and deadline.rule in FEES else None
    if max(deadline.day, grace or deadline.day) < today:
        return None
    fee = _priced(asset, deadline, profile, grace) if deadline.rule in FEES else None
    return Due(
        asset=asset.id, right=asset.right, jurisdiction=deadline.jurisdiction, number=asset.number, title=asset.title, rule=deadline.rule, name=deadline.name,
        result=deadline.result, opens=deadline.opens, unmoved=deadline.unmoved, day=deadline.day, safe=deadline.safe, days_left=(deadline.day - today).days,
        grace_end=grace, fee=fee, fee_due=deadline.rule in FEES, lost=deadline.lost, citation=deadline.citation,
        steps=tuple(step.text for step in deadline.steps), notes=deadline.notes, state="grace" if deadline.day < today else "open",
    )  # fmt: skip


def _priced(asset: Asset, deadline: Deadline, profile: Profile, grace: date | None) -> Priced | None:
    steps: Mapping[date, int] = _steps(asset) if asset.right in PATENTS else {}
    # owners in common get 70 %, whatever one of them alone would get (专利收费减缴办法)
    reduction = "joint" if profile.reduction != "none" and len(asset.owners) > 1 else profile.reduction
    payer = Payer(entity=profile.entity, reduction=reduction, classes=max(1, len(asset.nice)))
    return priced(
        deadline.rule, asset.right, deadline.unmoved, steps.get(deadline.unmoved, 0), payer, _grant_step(asset), grace
    )


def _steps(asset: Asset) -> Mapping[date, int]:
    return _steps_of(asset.jurisdiction, asset.right, asset.filed, asset.granted)


@lru_cache(maxsize=256)
def _steps_of(jurisdiction: str, right: str, filed: date | None, granted: date | None) -> Mapping[date, int]:
    """Which patent year, or which maintenance fee, each day is for."""
    known = TermFacts(jurisdiction, _PATENT_RIGHTS[right], filed, granted)
    return {fee.due: fee.number for fee in fees_of(known, term_of(known)) or ()}


def _grant_step(asset: Asset) -> int:
    """The patent year in which a Chinese patent was granted: the one before the first year whose fee falls due after it."""
    return min(_steps(asset).values(), default=1) - 1 if asset.right in PATENTS and asset.jurisdiction == "CN" else 0
