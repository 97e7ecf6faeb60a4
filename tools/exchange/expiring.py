"""What the clock does: offers, listings and needs run out. A batch; run again it finds nothing left to do."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import or_, select

from tools.access.table import require
from tools.act import Act
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.exchange.dealing import OfferRow
from tools.exchange.held import find_offer, release_rights
from tools.exchange.machine import LISTING_STEPS, NEED_STEPS, OFFER_STEPS
from tools.exchange.offering import close_offers
from tools.exchange.tables import ListingRow, NeedRow
from tools.principal import Principal

_RULE = "rule:expiry"


def run_expiry(sessions: Sessions, audit: Audit, now: Callable[[], datetime], new_id: Callable[[], str], who: Principal) -> dict[str, int]:  # fmt: skip
    """`expire_due` in one transaction, entered in the audit. Raises Refused for anybody but staff and admin."""
    require(who, "expire_exchange", None)
    with sessions.begin() as session:
        found = expire_due(Act(session, who, now(), new_id, holding=True, cause=_RULE))
        if any(found.values()):
            audit.append(session, now(), who, "expire_exchange", "exchange", **found)
        return found


def expire_due(act: Act) -> dict[str, int]:
    """Let everything run out whose time has come; how many of each kind. The act's cause is the rule, not an approval."""
    return {"offer": _offers(act), "listing": _listings(act), "need": _needs(act)}


def _offers(act: Act) -> int:
    due = list(act.session.scalars(select(OfferRow.id).where(OfferRow.state == "open", OfferRow.expires <= act.moment).order_by(OfferRow.listing, OfferRow.id)))  # fmt: skip
    done = 0
    for identity in due:
        found = find_offer(act, identity)
        if found and found[1].state == "open":
            act.step(OFFER_STEPS, found[1], "expire")
            done += 1
    act.session.flush()
    return done


def _listings(act: Act) -> int:
    """A listing under contract does not run out: its deal decides."""
    open_ = or_(ListingRow.state == "active", ListingRow.state == "suspended")
    due = list(act.session.scalars(select(ListingRow.id).where(open_, ListingRow.expires <= act.moment).order_by(ListingRow.id)))  # fmt: skip
    done = 0
    for identity in due:
        row = act.row(ListingRow, identity)
        if row.state in ("active", "suspended"):
            act.step(LISTING_STEPS, row, "expire")
            release_rights(act, row.id)
            close_offers(act, row.id, "expired")
            done += 1
    act.session.flush()
    return done


def _needs(act: Act) -> int:
    due = list(act.session.scalars(select(NeedRow.id).where(NeedRow.state == "active", NeedRow.expires <= act.moment).order_by(NeedRow.id)))  # fmt: skip
    for identity in due:
        act.step(NEED_STEPS, act.row(NeedRow, identity), "expire")
    act.session.flush()
    return len(due)
