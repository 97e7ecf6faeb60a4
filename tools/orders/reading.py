"""Looking at orders: one, all of an account's, and what happened to one over time."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.access.table import require
from tools.events import Event, events_of
from tools.orders.deliverables import deliverables_of
from tools.orders.machine import ORDER
from tools.orders.messages import messages_of
from tools.orders.order import TO_EXPERTS, Order, order_shown, owners_of_order, side_of
from tools.orders.tables import OrderRow
from tools.principal import Principal, Role
from tools.refused import not_found

_BESIDE = {"place": ("下单", "placed"), "funded": ("托管款到账", "money in escrow"), "proved": ("凭证已确认", "proof confirmed"), "rated": ("评价", "rated")}  # fmt: skip


class Entry(BaseModel):
    """Something on the time line of an order: an event (`name` of the machine), a message or a file."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["event", "message", "file"]
    when: datetime
    user: str
    organisation: str
    name: str
    zh: str
    en: str
    detail: dict[str, Any]


def order_of(session: Session, who: Principal, identity: str) -> Order:
    """An order as an account sees it. Raises Refused, for one that is not for it as for one there is not."""
    return order_shown(_row(session, who, "show_order", identity), who)


def orders_of(session: Session, who: Principal) -> list[Order]:
    """The orders of an account's organisation on either side, the newest first; staff see all, experts those in dispute."""
    require(who, "list_orders", None)
    query = select(OrderRow).order_by(OrderRow.created.desc(), OrderRow.id)
    own = or_(OrderRow.buyer == who.organisation, OrderRow.provider == who.organisation)
    if who.role is Role.EXPERT:
        query = query.where(or_(own, OrderRow.state.in_(TO_EXPERTS)))
    elif who.role is not Role.STAFF:
        query = query.where(own)
    return [order_shown(row, who) for row in session.scalars(query)] if who.organisation else []


def timeline(session: Session, who: Principal, identity: str) -> list[Entry]:
    """Events, messages and files of an order in their order. A provider sees what happened since it got the order."""
    row = _row(session, who, "order_timeline", identity)
    side, events = side_of(who, row), events_of(session, "order", identity)
    since = _since(events, row.provider) if side == "provider" else None
    entries = [*(_event(each) for each in events), *_messages(session, identity), *_files(session, identity, side)]
    shown = [each for each in entries if since is None or each.when >= since]
    return sorted(shown, key=lambda each: each.when)


def _row(session: Session, who: Principal, action: str, identity: str) -> OrderRow:
    row = session.get(OrderRow, identity)
    require(who, action, owners_of_order(who, row), identity)
    if row is None:
        raise not_found(identity)
    return row


def _since(events: list[Event], provider: str) -> datetime | None:
    """When the provider it is assigned to got the order last."""
    got = [each.when for each in events if each.name == "assign" and each.detail.get("provider") == provider]
    return got[-1] if got else None


def _event(event: Event) -> Entry:
    zh, en = ORDER.events.get(event.name) or _BESIDE[event.name]
    return Entry(kind="event", when=event.when, user=event.user, organisation=event.organisation, name=event.name, zh=zh, en=en, detail=event.detail)  # fmt: skip


def _messages(session: Session, order: str) -> list[Entry]:
    return [
        Entry(kind="message", when=each.when, user=each.user, organisation=each.organisation, name="message", zh="留言", en="message", detail={"text": each.text})
        for each in messages_of(session, order)
    ]  # fmt: skip


def _files(session: Session, order: str, side: str) -> list[Entry]:
    return [
        Entry(
            kind="file", when=each.delivered or each.created, user="", organisation="", name="file", zh="成果文件", en="deliverable",
            detail={"id": each.id, "name": each.name, "size": each.size, "sha256": each.sha256, "delivered": each.delivered is not None},
        )
        for each in deliverables_of(session, order, side)
    ]  # fmt: skip
