"""Rights about to be lost, those already in the grace period, and those whose record here says otherwise than the member's list."""

from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from knowledge.practice.notes import Both
from knowledge.trademarks.standing import Standing, stands
from tools.portfolio.asset import NAMES, PATENTS, Asset
from tools.portfolio.filling import ENDED
from tools.portfolio.reading import docket_of, show_portfolio
from tools.portfolio.room import HeldRights, PortfolioRoom
from tools.portfolio.schedule import Due
from tools.principal import Principal

SOON = 90  # days


class Conflict(BaseModel):
    """The list says that a right lives, the record that it does not; both with where they stand. Neither is taken for true here."""

    model_config = ConfigDict(frozen=True)

    asset: str
    number: str
    title: str
    listed: str
    listed_source: Both
    recorded: str
    recorded_on: date | None
    recorded_source: Both


class Lapses(BaseModel):
    """What may be lost: fees due soon, fees in the grace period, and conflicts with records."""

    model_config = ConfigDict(frozen=True)

    as_of: date
    soon: tuple[Due, ...]
    grace: tuple[Due, ...]
    conflicts: tuple[Conflict, ...]


def lapses_of(room: PortfolioRoom, session: Session, who: Principal, organisation: str = "") -> Lapses:
    """The lapses of a portfolio, for who may see it."""
    docket = docket_of(room, session, who, organisation)
    fees = [due for due in docket.dues if due.fee_due]
    shown = show_portfolio(room, session, who, organisation)
    found = (conflict_of(room.held, asset, docket.as_of) for asset in shown.assets)
    return Lapses(
        as_of=docket.as_of, soon=tuple(due for due in fees if due.state == "open" and due.days_left <= SOON),
        grace=tuple(due for due in fees if due.state == "grace"), conflicts=tuple(each for each in found if each),
    )  # fmt: skip


def conflict_of(held: HeldRights, asset: Asset, today: date) -> Conflict | None:
    """Whether the record held of a right listed as living says that it has ended."""
    if asset.state not in ("live", "pending"):
        return None
    recorded = _ended_patent(held, asset, today) if asset.right in PATENTS else _ended_mark(held, asset, today)
    if recorded is None:
        return None
    state, day, source = recorded
    name = NAMES[asset.right]
    return Conflict(
        asset=asset.id, number=asset.number, title=asset.title, listed=asset.state, recorded=state, recorded_on=day, recorded_source=source,
        listed_source=Both(zh=f"本组合的清单（{name.zh}，来源：{asset.source}）", en=f"the list of this portfolio ({name.en}, source: {asset.source})"),
    )  # fmt: skip


def _ended_patent(held: HeldRights, asset: Asset, today: date) -> tuple[str, date | None, Both] | None:
    status = held.standing(asset.number, today)
    if status is None or status.state not in ENDED:
        return None
    last = status.reasons[-1]
    return status.state.value, last.day, Both(zh=f"平台所持记录 {status.number}：{last.text.zh}", en=f"the record held here, {status.number}: {last.text.en}")  # fmt: skip


def _ended_mark(held: HeldRights, asset: Asset, today: date) -> tuple[str, date | None, Both] | None:
    mark = held.mark(f"{asset.jurisdiction}{asset.number}") if asset.right == "mark" else None
    standing = stands(mark, today) if mark else None
    if mark is None or standing is None or standing.standing not in (Standing.ENDED, Standing.LAPSED):
        return None
    event = standing.end
    told = event.text or str(event.effect) if event else str(standing.standing)
    return str(standing.standing), event.day if event else None, Both(zh=f"平台所持记录 {mark.id}：{told}", en=f"the record held here, {mark.id}: {told}")  # fmt: skip
