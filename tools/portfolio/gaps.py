"""What a portfolio leaves open: markets without protection, with the way and the last day where there still is one, and classes not covered.

Whether something is protected in a market is told from the portfolio alone: a right that is not in the list is not known here.
The days are those of the deadline calculator (priority, PCT national phases, Paris Convention for designs and marks).
"""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from knowledge.citation import Citation
from knowledge.practice.notes import Both
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Deadline
from tools.deadlines.facts import Facts
from tools.portfolio.asset import NAMES, PATENTS, Asset
from tools.portfolio.places import covers, places
from tools.portfolio.profile import Profile
from tools.portfolio.reading import show_portfolio
from tools.portfolio.room import PortfolioRoom
from tools.principal import Principal

_NO_WAYS = ("TW",)  # outside the Paris Union and the PCT: what is agreed with it is not held here
_EUROPE = ("DE", "FR", "GB", "IT", "ES", "NL", "CH", "TR")  # reached by a European application too


class Way(BaseModel):
    """A way that was or is open: what it is, its last day, and whether that day has passed."""

    model_config = ConfigDict(frozen=True)

    name: Both
    last: date
    safe: date
    open: bool
    citation: Citation


class Gap(BaseModel):
    """A gap. `kind`: market (an invention, design or mark not protected there) or class (Nice classes used without a mark)."""

    model_config = ConfigDict(frozen=True)

    kind: str
    market: str
    asset: str = ""
    right: str = ""
    number: str = ""
    title: str = ""
    classes: tuple[int, ...] = ()
    why: Both
    ways: tuple[Way, ...] = ()


class Gaps(BaseModel):
    """All gaps of a portfolio on a day, with the profile they were found by; `asked`: whether there is a profile at all."""

    model_config = ConfigDict(frozen=True)

    as_of: date
    profile: Profile
    gaps: tuple[Gap, ...]


def gaps_of(room: PortfolioRoom, session: Session, who: Principal, organisation: str = "") -> Gaps:
    """The gaps, for who may see the portfolio."""
    shown = show_portfolio(room, session, who, organisation)
    living = [asset for asset in shown.assets if asset.state != "ended"]
    found = [gap for market in shown.profile.markets for gap in _of_market(room, living, shown.profile, market, shown.as_of)]  # fmt: skip
    found.sort(key=lambda gap: not any(way.open for way in gap.ways))  # what can still be closed comes first
    return Gaps(as_of=shown.as_of, profile=shown.profile, gaps=tuple(found))


def _of_market(room: PortfolioRoom, living: list[Asset], profile: Profile, market: str, today: date) -> Iterator[Gap]:
    for group in _families(living).values():
        if not any(covers(asset.jurisdiction, market, asset.right) for asset in group):
            yield _market_gap(room, group, market, today)
    used = profile.classes if market in profile.sells else ()
    held = {each for asset in living if covers(asset.jurisdiction, market, "mark") for each in asset.nice}
    if lacking := tuple(each for each in used if each not in held):
        name = places()[market]
        yield Gap(kind="class", market=market, classes=lacking, why=Both(
            zh=f"在{name.zh}使用第{'、'.join(map(str, lacking))}类，清单里没有覆盖这些类别的有效或在审商标",
            en=f"classes {', '.join(map(str, lacking))} are used in {name.en} and no mark of the list covers them there",
        ))  # fmt: skip


def _families(living: list[Asset]) -> dict[tuple[str, str], list[Asset]]:
    """Assets of one invention, design or mark: of the same family where it is named, of the same words for marks, else each alone."""
    groups: dict[tuple[str, str], list[Asset]] = {}
    for asset in living:
        if asset.right in PATENTS or asset.right == "mark":
            kind = "mark" if asset.right == "mark" else "patent"
            words = "".join(asset.title.split()).casefold() if kind == "mark" else ""
            groups.setdefault((kind, asset.family or words or asset.number), []).append(asset)
    return groups


def _market_gap(room: PortfolioRoom, group: list[Asset], market: str, today: date) -> Gap:
    first = min(group, key=lambda asset: (asset.priority or asset.filed or date.max, asset.number))
    name, right = places()[market], NAMES[first.right]
    codes = list(dict.fromkeys(asset.jurisdiction for asset in group))
    zh_held, en_held = _named(codes)
    ways = tuple(_ways(room, group, first, market, today))
    still = any(way.open for way in ways)
    zh, en = _told(first, market, still, bool(ways))
    return Gap(
        kind="market", market=market, asset=first.id, right=first.right, number=first.number, title=first.title, ways=ways,
        why=Both(zh=f"该{right.zh}在清单里只有{zh_held}，没有{name.zh}；{zh}", en=f"this {right.en} is listed for {en_held} only, not for {name.en}; {en}"),
    )  # fmt: skip


def _named(codes: list[str]) -> tuple[str, str]:
    known = [places().get(code, Both(zh=code, en=code)) for code in codes]
    return "、".join(each.zh for each in known), ", ".join(each.en for each in known)


def _told(first: Asset, market: str, still: bool, known: bool) -> tuple[str, str]:
    if market in _NO_WAYS:
        return (
            "当地的途径和期限手边没有，请向代理机构查询",
            "the ways and periods there are not held here; ask an agency",
        )
    if first.right == "mark":
        return ("仍可以要求优先权申请", "priority can still be claimed") if still else ("商标随时可以另行申请（不能再要求优先权）", "a mark can be filed at any time (priority can no longer be claimed)")  # fmt: skip
    if not known:
        return (
            "不知道优先权日或申请日，算不出期限",
            "neither priority nor filing date is known: no period can be reckoned",
        )
    if still:
        return "仍有途径", "there still is a way"
    if first.granted is None:
        return "优先权和国际申请的期限都已届满；内容尚未以任何方式公开的，还可以不要求优先权另行申请", "the periods of priority and of an international application have ended; without priority it can be filed only while nothing of it is public"  # fmt: skip
    return "各途径的期限都已届满；已经公开的，通常不能再取得保护", "all periods have ended; what is published can as a rule no longer be protected there"  # fmt: skip


def _ways(room: PortfolioRoom, group: list[Asset], first: Asset, market: str, today: date) -> Iterator[Way]:
    start = first.priority or first.filed
    if start is None or market in _NO_WAYS:
        return
    paris = _reckoned(room, first, start, "PARIS", today)
    for deadline in paris:
        if deadline.rule in ("paris-12", "paris-6"):
            yield _way(deadline, today)
    if first.right not in ("invention", "utility-model"):
        return
    international = any(asset.jurisdiction == "WO" for asset in group)
    for deadline in _reckoned(room, first, start, "CN" if market == "CN" else "PCT", today):
        phase = deadline.rule in ("cn-pct-30", "cn-pct-32") or (deadline.office and (deadline.office == market or (deadline.office == "EP" and market in _EUROPE)))  # fmt: skip
        if (international and phase) or (deadline.rule == "pct-filing-12" and not international):
            yield _way(deadline, today)


def _reckoned(room: PortfolioRoom, first: Asset, start: date, place: str, today: date) -> tuple[Deadline, ...]:
    facts = Facts(event="first-filing", day=start, right=first.right, jurisdiction=place)
    return calculate(room.library, facts, today).deadlines


def _way(deadline: Deadline, today: date) -> Way:
    return Way(name=deadline.name, last=deadline.day, safe=deadline.safe, open=deadline.day >= today, citation=deadline.citation)  # fmt: skip
