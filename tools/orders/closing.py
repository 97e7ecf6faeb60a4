"""The end of an order: the effects `accept_delivery`, `return_delivery`, `dispute_order`, `decide_dispute`, `cancel_order`."""

from datetime import timedelta

from sqlalchemy import select

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Amount, Clause, Outcome, Terms
from tools.clearing.escrow import price_of, release_escrow
from tools.clearing.fees import fee_of
from tools.money import Money
from tools.orders.cancelling import escrow_of_order, kept_by_provider, pay_out
from tools.orders.days import day_of
from tools.orders.machine import ORDER
from tools.orders.order import facts, price_of_order, require_side
from tools.orders.request import AboutOrder, MaybeSentence, Sentence, WithReason, order_effect
from tools.orders.rules import rules
from tools.orders.tables import DeliverableRow, OrderRow
from tools.orders.telling import done, terms_of_order
from tools.refused import Refused


class Decide(AboutOrder):
    """Decide a dispute: so much to the provider, the rest back to the buyer, and why."""

    to_provider: Money
    reason: Sentence


class Cancel(AboutOrder):
    """Cancel an order."""

    reason: MaybeSentence = ""


def closing_effects() -> tuple[Effect, ...]:
    """The effects that end an order, or send it back."""
    return (
        order_effect("accept_delivery", AboutOrder, _accept_terms, _accept),
        order_effect("return_delivery", WithReason, _return_terms, _return),
        order_effect("dispute_order", WithReason, _dispute_terms, _dispute),
        order_effect("decide_dispute", Decide, _decide_terms, _decide),
        order_effect("cancel_order", Cancel, _cancel_terms, _cancel),
    )


def _ready(act: Act, identity: str, event: str) -> OrderRow:
    """The order, when this account may take the step and the order is in a state for it."""
    row = act.row(OrderRow, identity)
    require_side(act.who, row, event)
    ORDER.after(row.state, event)
    return row


def _reason(words: str) -> tuple[Clause, ...]:
    return (Clause(key="reason", values={"reason": words}),) if words else ()


def _accept_terms(act: Act, asked: AboutOrder) -> Terms:
    row = _ready(act, asked.order, "accept_delivery")
    price = price_of_order(row)
    files = act.session.scalars(
        select(DeliverableRow).where(DeliverableRow.order == row.id, DeliverableRow.delivered.is_not(None))
    )
    listed = tuple(
        Clause(key="file", values={"name": each.name, "bytes": each.size, "sha256": each.sha256}) for each in files
    )
    amounts = (Amount(key="to_provider", money=price), Amount(key="platform_fee", money=fee_of("order", price)))
    inspection = Clause(key="accept_final", provision=rules().provisions["inspection"])
    return terms_of_order(act, "accept_delivery", row, amounts=amounts, clauses=(*listed, inspection))


def _accept(act: Act, asked: AboutOrder, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    accept_delivery(act, row)
    release_escrow(act, escrow_of_order(act, row))
    return done("accept_delivery", row.id, "accept_delivery", {"state": row.state}, price=price_of_order(row))


def accept_delivery(act: Act, row: OrderRow) -> None:
    """The step alone: the order is completed. Written before money moves, so that its guard speaks first."""
    act.step(ORDER, row, "accept_delivery", **facts(row))
    act.session.flush()


def _return_terms(act: Act, asked: WithReason) -> Terms:
    row = _ready(act, asked.order, "return")
    rework = Clause(key="rework_days", values={"days": rules().rework_days}, provision=rules().provisions["rework"])
    return terms_of_order(act, "return_delivery", row, clauses=(*_reason(asked.reason), rework))


def _return(act: Act, asked: WithReason, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    again = day_of(act.moment) + timedelta(days=rules().rework_days)
    row.due = max(row.due, again) if row.due else again
    act.step(ORDER, row, "return", reason=asked.reason, due=row.due.isoformat(), **facts(row))
    return done("return_delivery", row.id, "return_delivery", {"state": row.state, "due": row.due.isoformat()}, due=row.due.isoformat())  # fmt: skip


def _dispute_terms(act: Act, asked: WithReason) -> Terms:
    row = _ready(act, asked.order, "dispute")
    decided = Clause(key="dispute", provision=rules().provisions["dispute"])
    return terms_of_order(act, "dispute_order", row, clauses=(*_reason(asked.reason), decided))


def _dispute(act: Act, asked: WithReason, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    side = require_side(act.who, row, "dispute")
    act.step(ORDER, row, "dispute", reason=asked.reason, by=side, **facts(row))
    return done("dispute_order", row.id, "dispute_order", {"state": row.state})


def _decide_terms(act: Act, asked: Decide) -> Terms:
    row = _ready(act, asked.order, "decide")
    price = price_of_order(row)
    if asked.to_provider.currency != price.currency or not 0 <= asked.to_provider.minor <= price.minor:
        raise Refused(f"裁决给服务方的金额须在 0 与 {price.text('zh')} 之间。/ What the provider gets has to lie between 0 and {price.text('en')}.", "order.decision_amount")  # fmt: skip
    amounts = (
        Amount(key="to_provider", money=asked.to_provider),
        Amount(key="to_buyer", money=price - asked.to_provider),
    )
    return terms_of_order(act, "decide_dispute", row, amounts=amounts, clauses=_reason(asked.reason))


def _decide(act: Act, asked: Decide, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    price = price_of_order(row)
    outcome = {0: "refund", price.minor: "release"}.get(asked.to_provider.minor, "split")
    act.step(ORDER, row, "decide", outcome=outcome, to_payee=asked.to_provider.minor, reason=asked.reason, **facts(row))
    act.session.flush()
    pay_out(act, escrow_of_order(act, row), asked.to_provider)
    return done("decide_dispute", row.id, "decide_dispute", {"state": row.state, "outcome": outcome}, to_provider=asked.to_provider, to_buyer=price - asked.to_provider)  # fmt: skip


def _cancel_terms(act: Act, asked: Cancel) -> Terms:
    row = _ready(act, asked.order, "cancel")
    side = require_side(act.who, row, "cancel")
    if side == "platform" and row.state == "working":
        raise Refused("服务已开始，平台不能单方取消，请由双方取消或提出争议。/ Work has begun: the platform cannot cancel; a party cancels or disputes it.", "order.platform_cancel")  # fmt: skip
    escrow, kept = escrow_of_order(act, row), kept_by_provider(row, side)
    back = price_of(escrow) - kept if escrow.state == "held" else kept
    amounts = (Amount(key="to_provider", money=kept), Amount(key="to_buyer", money=back))
    rule = Clause(key=f"cancel_by_{side}", values={"state_zh": ORDER.states[row.state][0], "state_en": ORDER.states[row.state][1]}, provision=rules().provisions["cancellation"])  # fmt: skip
    return terms_of_order(act, "cancel_order", row, amounts=amounts, clauses=(rule, *_reason(asked.reason)))


def _cancel(act: Act, asked: Cancel, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    side = require_side(act.who, row, "cancel")
    kept = kept_by_provider(row, side)
    act.step(ORDER, row, "cancel", by=side, kept=kept.minor, reason=asked.reason, **facts(row))
    act.session.flush()
    ended = pay_out(act, escrow_of_order(act, row), kept)
    return done("cancel_order", row.id, "cancel_order", {"state": row.state, "escrow": ended}, kept=kept)
