"""A paid seat is an order like any other: a quote for the session's product, placed at once, with its escrow.

There is no second way to pay: price, fee, escrow, cancellation and dispute are those of `tools/orders`.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from tools.act import Act
from tools.approvals.terms import Amount, Check, Clause
from tools.clearing.tables import EscrowRow
from tools.money import Money
from tools.orders.cancelling import cancellation_clauses, escrow_of_order, kept_by_provider, pay_out
from tools.orders.catalogue import catalogue
from tools.orders.days import day_of
from tools.orders.inputs import Given
from tools.orders.machine import ENDED, ORDER
from tools.orders.order import facts
from tools.orders.placing import PlaceOrder, place_order_effect
from tools.orders.providers import provider_checks
from tools.orders.rules import rules as order_rules
from tools.orders.service import Service
from tools.orders.tables import OrderRow, QuoteRow
from tools.orders.telling import amounts_of
from tools.refused import Refused
from tools.training.tables import TrainingSessionRow


@dataclass(frozen=True)
class Opened:
    """An order that was opened for a seat, with its escrow."""

    order: str
    escrow: str


def service_of(row: TrainingSessionRow) -> Service:
    """The product of the catalogue a seat is ordered as. Raises Refused for one there is not."""
    return catalogue().service(row.sku)


def paid_amounts(row: TrainingSessionRow, price: Money) -> tuple[Amount, ...]:
    """Price, fee and duty, as on every order."""
    return amounts_of(service_of(row), price)


def paid_clauses(row: TrainingSessionRow, price: Money) -> tuple[Clause, ...]:
    """Contract, escrow and the rule of cancellation, as on every order."""
    contract = Clause(key="contract", provision=order_rules().provisions["contract"])
    return (contract, Clause(key="escrow"), *cancellation_clauses(service_of(row), price))


def paid_checks(act: Act, row: TrainingSessionRow) -> tuple[Check, ...]:
    """Line, licence and conflict of the provider, as on every order."""
    service = service_of(row)
    return provider_checks(act.session, row.provider, service, day_of(act.moment), act.who.organisation, _inputs(row))


def open_order(act: Act, row: TrainingSessionRow, price: Money) -> Opened:
    """Order a seat: the same steps as a quote that is asked for and ordered by. Raises Refused as placing an order does."""
    day = day_of(act.moment)
    quote = QuoteRow(
        id=act.fresh("QUO"), sku=row.sku, inputs=json.dumps(_inputs(row), ensure_ascii=False, sort_keys=True), buyer=act.who.organisation,
        buyer_user=act.who.user, provider=row.provider, state="open", price_minor=price.minor, currency=price.currency,
        days=max(1, (day_of(row.ends) - day).days), created=act.moment, valid_until=day + timedelta(days=1),
    )  # fmt: skip
    act.session.add(quote)
    act.session.flush()
    act.note("quote", quote.id, "ask", "", "open", sku=row.sku, price_minor=price.minor, currency=price.currency, session=row.id)  # fmt: skip
    effect, asked = place_order_effect(), PlaceOrder(quote=quote.id)
    placed = effect.carry_out(act, asked, effect.terms(act, asked))
    return Opened(placed.record, str(placed.data["escrow"]))


def back_on_cancelling(act: Act, order: OrderRow, side: str) -> tuple[Money, Money]:
    """What provider and buyer get when a side cancels now: (to the provider, to the buyer). Raises Refused where it cannot."""
    ORDER.after(order.state, "cancel")
    escrow, kept = escrow_of_order(act, order), kept_by_provider(order, side)
    price = Money(order.price_minor, order.currency)
    return kept, price - kept if escrow.state == "held" else Money(0, order.currency)


def cancel_order(act: Act, order: OrderRow, side: str, reason: str) -> None:
    """Cancel the order of a seat by the rule of all orders."""
    kept = kept_by_provider(order, side)
    act.step(ORDER, order, "cancel", by=side, kept=kept.minor, reason=reason, **facts(order))
    act.session.flush()
    pay_out(act, escrow_of_order(act, order), kept)


def live_order(act: Act, identity: str) -> OrderRow | None:
    """The order of a seat that has not ended. Raises Refused while it is disputed: the decision comes first."""
    order = act.find(OrderRow, identity) if identity else None
    if order is None or order.state in ENDED:
        return None
    if order.state == "disputed":
        raise Refused(f"订单 {order.id} 争议处理中，请等待裁决。/ Order {order.id} is disputed; wait for the decision.", "sign_up.disputed")  # fmt: skip
    return order


def is_paid(escrow: EscrowRow | None) -> bool:
    """Whether a seat's price is in escrow or went to the provider."""
    return escrow is not None and escrow.state in ("held", "proved", "released", "split")


def _inputs(row: TrainingSessionRow) -> dict[str, Given]:
    """What the product asks for: one seat of this session."""
    words = f"{row.title_zh} / {row.title_en} ({row.id})"
    return {each.name: words if each.kind == "text" else 1 for each in service_of(row).inputs}
