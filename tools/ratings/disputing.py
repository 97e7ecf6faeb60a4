"""Disputing an entry of a rating, and deciding the dispute: once an entry, in time, by an expert of neither party."""

from tools.act import Act
from tools.events import EventRow, events_of
from tools.ratings.engagement import day_of
from tools.ratings.entries import Entry, event_behind, find_entry
from tools.ratings.figures import events_about, keep
from tools.ratings.machine import RATING_DISPUTE
from tools.ratings.rating import rating_of
from tools.ratings.tables import RatingDisputeRow
from tools.ratings.weights import weights
from tools.refused import Refused, not_found

_STEPS = {"upheld": "uphold", "removed": "remove"}


def entry_to_dispute(act: Act, identity: str) -> Entry:
    """The entry, if it can still be disputed. Raises Refused for one that is not there, was disputed, or is too old."""
    entry = find_entry(act.session, identity, day_of(act.moment))
    if entry is None:
        raise not_found(identity)
    if entry.dispute:
        raise Refused(f"记录 {entry.id} 已提出过异议，每条记录只能提出一次。/ Entry {entry.id} has been disputed already; it can be once.", "rating.disputed")  # fmt: skip
    if day_of(act.moment) > entry.until:
        days = weights().dispute_days.value
        raise Refused(f"记录 {entry.id} 已超过 {days} 日的异议期（至 {entry.until}）。/ The {days} days for disputing entry {entry.id} ended on {entry.until}.", "rating.late")  # fmt: skip
    return entry


def dispute(act: Act, identity: str, reason: str) -> RatingDisputeRow:
    """Open a dispute about an entry. Raises Refused as `entry_to_dispute`."""
    entry = entry_to_dispute(act, identity)
    row = RatingDisputeRow(
        id=act.fresh("RDP"), entry=event_behind(act.session, entry).id, organisation=entry.organisation, other=entry.other,
        user=act.who.user, reason=reason, state="open", created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    act.note("rating", row.id, "dispute", "", "open", entry=row.entry, of=row.organisation)
    return row


def decide(act: Act, identity: str, decision: str, reasons: str) -> RatingDisputeRow:
    """Decide a dispute, and compute the rating of the party anew. Raises Refused for one that is decided."""
    row = act.row(RatingDisputeRow, identity)
    act.step(RATING_DISPUTE, row, _STEPS[decision], entry=row.entry, of=row.organisation)
    row.decided_by, row.reasons = act.who.user, reasons
    act.session.flush()
    events = events_about(act.session, row.organisation)
    keep(act.session, rating_of(events, row.organisation, day_of(act.moment)), act.moment)
    return row


def accounts_in(act: Act, row: RatingDisputeRow) -> set[str]:
    """The accounts that acted in the order or deal of a disputed entry, or opened the dispute: none of them decides it."""
    behind = act.session.get_one(EventRow, row.entry)
    acted = {event.user for event in events_of(act.session, behind.kind, behind.record) if event.organisation in (row.organisation, row.other)}  # fmt: skip
    return acted | {row.user}
