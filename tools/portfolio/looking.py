""" "What changed for me": a look compares what is there now with what was there at the look before, and notes every difference once.

Three things are watched: the law of the kinds of rights held (texts adopted, texts come into force), the records held here of the
assets, and filings of the holders the member watches. The first look takes the measure and notes only law that lies ahead.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.law.records import Law, Version
from knowledge.patents.holders import entity_of
from knowledge.trademarks.standing import stands
from tools.access.table import require
from tools.portfolio.asset import PATENTS, Asset
from tools.portfolio.profile import Profile, profile_of, row_of
from tools.portfolio.reading import assets_of
from tools.portfolio.room import PortfolioRoom, owners_of
from tools.portfolio.tables import PortfolioChangeRow, PortfolioRow
from tools.principal import Principal

# Which laws touch which kinds of rights (slugs of knowledge/law/register.toml).
LAWS = {"patent-law": PATENTS, "trademark-law": ("mark",), "copyright-law": ("copyright", "software")}
_SUBCLASS = 4  # characters: IPC and CPC subclasses, H01M


class Change(BaseModel):
    """One change: law, record or filing; `detail` has what it was told from. `new`: found by this look."""

    model_config = ConfigDict(frozen=True)

    key: str
    kind: str
    found: date
    detail: dict[str, Any]
    new: bool = False


class Changes(BaseModel):
    """All changes noted, the newest first; `first`: whether this was the first look, which has nothing to compare with."""

    model_config = ConfigDict(frozen=True)

    as_of: date
    first: bool
    since: date | None
    changes: tuple[Change, ...]


def changes_of(room: PortfolioRoom, session: Session, who: Principal, organisation: str = "") -> Changes:
    """What looks have found so far, for who may see the portfolio; nothing is compared and nothing written."""
    identity = organisation or who.organisation
    require(who, "show_portfolio", owners_of(session, identity), identity)
    looked = profile_of(session, identity).looked
    return Changes(as_of=room.today(), first=looked is None, since=looked, changes=_noted(session, identity, set()))


def peek(room: PortfolioRoom, who: Principal, organisation: str = "") -> Changes:
    """What a look would find, and what looks have found; nothing is written, so that the next look finds the same."""
    identity = organisation or who.organisation
    with room.sessions() as session:
        require(who, "show_portfolio", owners_of(session, identity), identity)
        profile, assets = profile_of(session, identity), assets_of(session, identity)
        row = session.get(PortfolioRow, identity)
        before: dict[str, Any] = json.loads(row.seen) if row and row.seen else {}
        noted = _noted(session, identity, set())
    known, today = {change.key for change in noted}, room.today()
    differences = _differences(room, assets, profile, before, _seen(room, assets, profile))
    found = [Change(key=key, kind=kind, found=today, detail=detail, new=True) for kind, key, detail in differences if key not in known]  # fmt: skip
    return Changes(as_of=today, first=not before, since=profile.looked, changes=(*found, *noted))


def look(room: PortfolioRoom, who: Principal, organisation: str = "") -> Changes:
    """Compare with the look before and note what differs; the same look again notes nothing."""
    identity = organisation or who.organisation
    with room.sessions.begin() as session:
        require(who, "add_to_portfolio", owners_of(session, identity), identity)
        profile, assets = profile_of(session, identity), assets_of(session, identity)
        row = row_of(session, identity)
        before: dict[str, Any] = json.loads(row.seen) if row.seen else {}
        now, found = _seen(room, assets, profile), []
        known = set(session.scalars(select(PortfolioChangeRow.key).where(PortfolioChangeRow.organisation == identity)))
        for kind, key, detail in _differences(room, assets, profile, before, now):
            if key not in known:
                known.add(key)
                found.append(key)
                session.add(PortfolioChangeRow(id=f"CHG-{room.new_id()[:12].upper()}", organisation=identity, key=key, kind=kind, detail=json.dumps(detail, ensure_ascii=False, sort_keys=True), found=room.today()))  # fmt: skip
        since = row.looked
        row.seen, row.looked = json.dumps(now, ensure_ascii=False, sort_keys=True), room.today()
        session.flush()
        changes = _noted(session, identity, set(found))
        room.entered(session, who, "look for portfolio changes", identity, found=len(found))
    return Changes(as_of=room.today(), first=not before, since=since, changes=changes)


def _noted(session: Session, organisation: str, new: set[str]) -> tuple[Change, ...]:
    query = select(PortfolioChangeRow).where(PortfolioChangeRow.organisation == organisation).order_by(PortfolioChangeRow.found.desc(), PortfolioChangeRow.key)  # fmt: skip
    return tuple(Change(key=row.key, kind=row.kind, found=row.found, detail=json.loads(row.detail), new=row.key in new) for row in session.scalars(query))  # fmt: skip


def _seen(room: PortfolioRoom, assets: tuple[Asset, ...], profile: Profile) -> dict[str, Any]:
    """What is there now, as JSON."""
    filings = {holder: sorted(_filings(room, holder)) for holder in profile.watched}
    records = {asset.id: record for asset in assets if (record := _record(room, asset))}
    return {
        "day": room.today().isoformat(),
        "records": records,
        "filings": filings,
        "marks": room.held.marks_revision(),
    }


def _record(room: PortfolioRoom, asset: Asset) -> dict[str, Any] | None:
    today = room.today()
    if asset.right in PATENTS:
        status = room.held.standing(asset.number, today)
        events = [[str(event.day or ""), event.code, event.text] for patent in room.held.publications(asset.number) for event in patent.events]  # fmt: skip
        return {"state": status.state.value, "number": status.number, "events": sorted(events)} if status else None
    mark = room.held.mark(f"{asset.jurisdiction}{asset.number}") if asset.right == "mark" else None
    if mark is None:
        return None
    events = [[str(event.day or ""), str(event.effect), event.text] for event in mark.events]
    return {"state": str(stands(mark, today).standing), "number": mark.id, "events": sorted(events)}


def _filings(room: PortfolioRoom, holder: str) -> dict[str, Any]:
    """The publications held of a holder, by number."""
    return {str(patent.number): patent for patent in room.held.of_holder(entity_of(holder))}


def _differences(
    room: PortfolioRoom, assets: tuple[Asset, ...], profile: Profile, before: dict[str, Any], now: dict[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield from _law(room, assets, date.fromisoformat(before["day"]) if before else None)
    if not before:
        return
    for asset in assets:
        old, new = before["records"].get(asset.id), now["records"].get(asset.id)
        if old and new and old != new:
            yield _record_change(asset, old, new)
    mine = {symbol[:_SUBCLASS] for asset in assets if asset.right in PATENTS for symbol in asset.classes}
    for holder in profile.watched:
        if holder in before["filings"]:
            yield from _new_filings(room, holder, set(before["filings"][holder]), mine)
    yield from _new_marks(room, assets, profile, int(before["marks"]))


def _law(
    room: PortfolioRoom, assets: tuple[Asset, ...], since: date | None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Texts that lie ahead today, and those that came into force after the look before."""
    held: set[str] = {asset.right for asset in assets}
    for law in room.library.laws():
        if not held & set(LAWS.get(law.slug, ())):
            continue
        for version in room.library.versions(law):
            if version.adopted <= room.today() < version.in_force_from:
                yield _law_change(law, version, "ahead", held)
            elif since and since < version.in_force_from <= room.today():
                yield _law_change(law, version, "in_force", held)


def _law_change(law: Law, version: Version, what: str, held: set[str]) -> tuple[str, str, dict[str, Any]]:
    detail = {"law": law.slug, "title": law.title, "english": law.english, "adopted": version.adopted.isoformat(), "in_force_from": version.in_force_from.isoformat(), "what": what, "rights": sorted(held & set(LAWS[law.slug])), "version": version.key, "source": version.where}  # fmt: skip
    return "law", f"law:{version.key}:{what}", detail


def _record_change(asset: Asset, old: dict[str, Any], new: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    came = [event for event in new["events"] if event not in old["events"]]
    mark = hashlib.sha256(json.dumps([old, new], sort_keys=True).encode()).hexdigest()[:16]
    detail = {"asset": asset.id, "right": asset.right, "number": asset.number, "title": asset.title, "record": new["number"], "before": old["state"], "now": new["state"], "events": came}  # fmt: skip
    return "record", f"record:{asset.id}:{mark}", detail


def _new_filings(room: PortfolioRoom, holder: str, seen: set[str], mine: set[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:  # fmt: skip
    for number, patent in sorted(_filings(room, holder).items()):
        shared = sorted({symbol.code[:_SUBCLASS] for symbol in patent.symbols} & mine)
        if number not in seen and shared:
            title = next((texts.title for texts in patent.texts.values() if texts.title), "")
            yield "filing", f"filing:{number}", {"holder": holder, "number": number, "title": title, "published": str(patent.published or ""), "classes": shared, "citation": patent.key}  # fmt: skip


def _new_marks(room: PortfolioRoom, assets: tuple[Asset, ...], profile: Profile, since: int) -> Iterator[tuple[str, str, dict[str, Any]]]:  # fmt: skip
    wanted = {entity_of(holder): holder for holder in profile.watched}
    mine = {each for asset in assets for each in asset.nice} | set(profile.classes)
    if not wanted or not mine:
        return
    for _, mark in room.held.marks_since(since):
        shared = sorted(mine & set(mark.classes))
        if shared and entity_of(mark.holder) in wanted:
            yield "filing", f"filing:{mark.id}", {"holder": wanted[entity_of(mark.holder)], "number": mark.id, "title": mark.words, "published": str(mark.filed or ""), "classes": [str(each) for each in shared], "citation": mark.key}  # fmt: skip
