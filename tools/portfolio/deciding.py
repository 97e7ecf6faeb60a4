"""Marking a day as met, or the right to be let go; and what is due for a reminder today."""

from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.portfolio.asset import asset_of
from tools.portfolio.profile import profile_of
from tools.portfolio.reading import asset_owners, docket_of
from tools.portfolio.room import PortfolioRoom
from tools.portfolio.schedule import Due, dues_of
from tools.portfolio.tables import DECISIONS, AssetRow, AssetTaskRow
from tools.principal import Principal
from tools.refused import Refused, not_found

STAGES = (90, 30, 7, 1)  # days before, the widest first


class Reminder(BaseModel):
    """A day to be reminded of: the stage it has reached (90, 30, 7 or 1 days; 0 on the day and in the grace period)."""

    model_config = ConfigDict(frozen=True)

    stage: int
    due: Due


def decide(room: PortfolioRoom, who: Principal, key: str, decision: str, note: str = "") -> Due:
    """Note a decision about a day of an asset (`Due.key`); a second one takes the place of the first. In one transaction with the audit.

    Raises Refused for a day that is not due, and for another's as for one there is not.
    """
    if decision not in DECISIONS:
        raise Refused(
            "决定只能是 done（已办）或 abandoned（放弃）。/ The decision is done or abandoned.", "portfolio.decision"
        )
    asset, rule, day = _parts(key)
    with room.sessions.begin() as session:
        require(who, "add_to_portfolio", asset_owners(session, asset), key)
        row = session.get_one(AssetRow, asset)
        due = _due(room, session, row, rule, day, key)
        _put(room, session, who, due, decision, note)
        room.entered(session, who, "decide portfolio task", asset, rule=rule, day=day.isoformat(), decision=decision)
        return due.model_copy(update={"state": decision})


def _parts(key: str) -> tuple[str, str, date]:
    try:
        asset, rule, day = key.strip().split(":")
        return asset.upper(), rule, date.fromisoformat(day)
    except ValueError:
        raise not_found(key) from None


def _due(room: PortfolioRoom, session: Session, row: AssetRow, rule: str, day: date, key: str) -> Due:
    asset = asset_of(row)
    found = dues_of(room.library, asset, profile_of(session, asset.organisation), room.today())
    due = next((each for each in found.dues if (each.rule, each.unmoved) == (rule, day)), None)
    if due is None:
        raise not_found(key)
    return due


def _put(room: PortfolioRoom, session: Session, who: Principal, due: Due, decision: str, note: str) -> None:
    query = select(AssetTaskRow).where(AssetTaskRow.asset == due.asset, AssetTaskRow.rule == due.rule, AssetTaskRow.day == due.unmoved)  # fmt: skip
    row = session.scalars(query.with_for_update()).one_or_none()
    if row is None:
        row = AssetTaskRow(id=f"TSK-{room.new_id()[:12].upper()}", asset=due.asset, rule=due.rule, day=due.unmoved)
        session.add(row)
    row.decision, row.note, row.user, row.at = decision, note[:500], who.user, room.now()


def reminders_of(room: PortfolioRoom, session: Session, who: Principal, organisation: str = "") -> tuple[Reminder, ...]:
    """What is due within ninety days or in the grace period and not decided, each at the stage it has reached."""
    rows = (due for due in docket_of(room, session, who, organisation).dues if due.state in ("open", "grace"))
    return tuple(Reminder(stage=stage_of(due.days_left), due=due) for due in rows if due.result != "ends" and due.days_left <= STAGES[0])  # fmt: skip


def stage_of(days_left: int) -> int:
    """The narrowest stage a day has come into: 45 days before it is 90, 5 days before it is 7, on the day and after it 0."""
    return min((stage for stage in STAGES if 0 < days_left <= stage), default=0)
