"""Taking assets in: what a table or a list of numbers would change, told first; then all of it in one transaction, or nothing.

A number that is held already is the same asset: what the new row says replaces what was held, what it leaves empty stays, so
that the same table imported again changes nothing.
"""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.portfolio.asset import Asset, Facts, Right, asset_of
from tools.portfolio.drafting import Drafts, Rejected, drafts_of
from tools.portfolio.filling import drafts_of_numbers
from tools.portfolio.room import PortfolioRoom, owners_of
from tools.portfolio.sheet import MOST
from tools.portfolio.tables import AssetRow
from tools.principal import Principal
from tools.refused import Refused

_KEPT = ("title", "filed", "priority", "granted", "expiry", "classes", "owners", "family", "note")


class Preview(BaseModel):
    """What an import would do: the assets by line and what becomes of each (added, changed, unchanged), the rows rejected."""

    model_config = ConfigDict(frozen=True)

    accepted: tuple[tuple[int, Facts], ...]
    outcomes: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    written: bool = False

    def count(self, outcome: str) -> int:
        """How many assets have this outcome."""
        return self.outcomes.count(outcome)


def table_drafts(room: PortfolioRoom, data: bytes) -> Drafts:
    """The assets of a table. Raises Refused for a file that is none."""
    return drafts_of(data, room.today())


def number_drafts(
    room: PortfolioRoom, numbers: list[str], right: Right | None = None, jurisdiction: str = ""
) -> Drafts:
    """The assets of numbers typed. Raises Refused for none."""
    if not numbers:
        raise Refused("请给出至少一个号码。/ Give at least one number.", "portfolio.empty")
    return drafts_of_numbers(room.held, numbers, right, jurisdiction, room.today())


def preview(room: PortfolioRoom, who: Principal, drafts: Drafts, organisation: str = "") -> Preview:
    """What taking these in would do; nothing is written."""
    identity = organisation or who.organisation
    with room.sessions() as session:
        require(who, "add_to_portfolio", owners_of(session, identity), identity)
        held = _held(session, identity)
    outcomes = tuple(_outcome(held.get(facts.identity), facts) for _, facts in drafts.accepted)
    return Preview(accepted=drafts.accepted, outcomes=outcomes, rejected=drafts.rejected)


def take_in(
    room: PortfolioRoom, who: Principal, drafts: Drafts, organisation: str = "", without_rejected: bool = False
) -> Preview:
    """Write them, in one transaction with an entry in the audit.

    With rejected rows nothing is written unless `without_rejected` says to leave those out: the result then has `written` false.
    """
    identity = organisation or who.organisation
    if (drafts.rejected and not without_rejected) or not drafts.accepted:
        return preview(room, who, drafts, identity)
    with room.sessions.begin() as session:
        require(who, "add_to_portfolio", owners_of(session, identity), identity)
        held = _held(session, identity)
        found = Preview(
            accepted=drafts.accepted, outcomes=tuple(_outcome(held.get(each.identity), each) for _, each in drafts.accepted),
            rejected=drafts.rejected, written=True,
        )  # fmt: skip
        _within_limit(len(held) + found.count("added"))
        _write(room, session, identity, found, held)
        counts = {name: found.count(name) for name in ("added", "changed", "unchanged")}
        room.entered(session, who, "import portfolio", identity, **counts, rejected=len(found.rejected))
    return found


def _held(session: Session, organisation: str) -> dict[tuple[str, str, str], Asset]:
    assets = (asset_of(row) for row in session.scalars(select(AssetRow).where(AssetRow.organisation == organisation)))
    return {asset.identity: asset for asset in assets}


def _within_limit(count: int) -> None:
    if count > MOST:
        raise Refused(f"一个组合最多 {MOST:,} 项。/ A portfolio holds at most {MOST:,} assets.", "portfolio.rows")


def _changes(held: Asset, new: Facts) -> dict[str, Any]:
    """What a new row says differently; what it leaves empty stays, and an unknown state says nothing."""
    found = {name: getattr(new, name) for name in _KEPT if getattr(new, name) not in (None, "", ()) and getattr(new, name) != getattr(held, name)}  # fmt: skip
    if new.state not in ("unknown", held.state):
        found["state"] = new.state
    merged = {**held.model_dump(), **found}
    filed, granted = merged["filed"], merged["granted"]
    if filed and granted and granted < filed:
        raise Refused(
            f"{held.number}：授权日{granted}早于已登记的申请日{filed}，请核对。/ {held.number}: the grant {granted} is before the filing {filed} held; check the days.",
            "portfolio.order",
        )
    return found


def _outcome(held: Asset | None, new: Facts) -> str:
    if held is None:
        return "added"
    return "changed" if _changes(held, new) else "unchanged"


def _write(room: PortfolioRoom, session: Session, organisation: str, found: Preview, held: dict[tuple[str, str, str], Asset]) -> None:  # fmt: skip
    new = []
    for (_, facts), outcome in zip(found.accepted, found.outcomes, strict=True):
        if outcome == "added":
            new.append(_values(facts) | {"id": f"AST-{room.new_id()[:12].upper()}", "organisation": organisation, "created": room.now(), "updated": room.now(), "version": 1})  # fmt: skip
        elif outcome == "changed":
            row = session.get_one(AssetRow, held[facts.identity].id, with_for_update=True)
            for name, value in _changes(held[facts.identity], facts).items():
                setattr(row, name, json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value)
            row.updated = room.now()
    if new:
        session.execute(insert(AssetRow), new)


def _values(facts: Facts) -> dict[str, Any]:
    values = facts.model_dump()
    return values | {name: json.dumps(values[name], ensure_ascii=False) for name in ("classes", "owners")}
