"""An order as rules and faces read it: its figures, its sides, whose it is."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.inputs import Given, stored_inputs
from tools.orders.machine import ORDER, SIDES
from tools.orders.service import Service
from tools.orders.tables import OrderRow
from tools.principal import Principal, Role
from tools.refused import Refused

TO_EXPERTS = ("disputed", "settled")
_SIDE_NAMES = {
    "buyer": ("买方", "the buyer"),
    "provider": ("服务方", "the provider"),
    "platform": ("平台", "the platform"),
}


class MilestoneShown(BaseModel):
    """A milestone of an order, and whether it was reported."""

    model_config = ConfigDict(frozen=True)

    zh: str
    en: str
    reported: bool


class Order(BaseModel):
    """An order as one of its sides sees it. `side`: buyer, provider or platform; `can`: the steps open to it now."""

    model_config = ConfigDict(frozen=True)

    id: str
    quote: str
    sku: str
    zh: str
    en: str
    inputs: dict[str, Given]
    buyer: str
    provider: str
    state: str
    state_zh: str
    state_en: str
    price: Money
    days: int
    due: date | None
    milestones: tuple[MilestoneShown, ...]
    created: datetime
    side: str
    can: tuple[str, ...]


def order_shown(row: OrderRow, who: Principal) -> Order:
    """A row as an account sees it."""
    service, side = service_of(row), side_of(who, row)
    state_zh, state_en = ORDER.states[row.state]
    return Order(
        id=row.id, quote=row.quote, sku=row.sku, zh=service.zh, en=service.en, inputs=stored_inputs(row.inputs), buyer=row.buyer,
        provider=row.provider, state=row.state, state_zh=state_zh, state_en=state_en, price=price_of_order(row), days=row.days,
        due=row.due, milestones=_milestones(row, service), created=row.created, side=side,
        can=tuple(event for event in ORDER.can(row.state) if side in SIDES[event]),
    )  # fmt: skip


def _milestones(row: OrderRow, service: Service) -> tuple[MilestoneShown, ...]:
    """The last one is reached by the delivery itself."""
    reached = len(service.milestones) if row.state in ("delivered", "completed") else row.reached
    return tuple(MilestoneShown(zh=each.zh, en=each.en, reported=at < reached) for at, each in enumerate(service.milestones))  # fmt: skip


def service_of(row: OrderRow) -> Service:
    """The service of an order."""
    return catalogue().service(row.sku)


def price_of_order(row: OrderRow) -> Money:
    """What the buyer pays."""
    return Money(row.price_minor, row.currency)


def owners_of_order(who: Principal, row: OrderRow | None) -> tuple[Owner, ...]:
    """Whose an order is: the buyer's and the provider's it is assigned to; nobody's when there is none, or none for an expert,
    who sees other people's orders only in dispute.
    """
    if row is None or (who.role is Role.EXPERT and side_of(who, row) == "platform" and row.state not in TO_EXPERTS):
        return NOBODY
    provider = (Owner(row.provider, row.provider_user),) if row.provider else ()
    return (Owner(row.buyer, row.buyer_user), *provider)


def order_owners(act: Act, identity: str) -> tuple[Owner, ...]:
    """As `owners_of_order`, of an order by its id."""
    return owners_of_order(act.who, act.find(OrderRow, identity))


def side_of(who: Principal, row: OrderRow) -> str:
    """On which side of an order an account stands; "" for none."""
    if who.organisation == row.buyer:
        return "buyer"
    if row.provider and who.organisation == row.provider:
        return "provider"
    return "platform" if who.role in (Role.STAFF, Role.EXPERT) else ""


def require_side(who: Principal, row: OrderRow, event: str) -> str:
    """The side of an account, if a step is its to take. Raises Refused named "order.side" when it is another's."""
    side = side_of(who, row)
    if side not in SIDES[event]:
        zh, en = (
            "或".join(_SIDE_NAMES[each][0] for each in SIDES[event]),
            " or ".join(_SIDE_NAMES[each][1] for each in SIDES[event]),
        )
        event_zh, event_en = ORDER.events[event]
        raise Refused(f"{event_zh}由{zh}办理。/ Only {en} can {event_en}.", "order.side")
    return side


def facts(row: OrderRow) -> dict[str, Any]:
    """What every entry of an order's log tells, for timelines and ratings."""
    return {
        "buyer": row.buyer,
        "provider": row.provider,
        "price_minor": row.price_minor,
        "currency": row.currency,
        "sku": row.sku,
    }
