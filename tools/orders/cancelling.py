"""What a cancellation costs, and how the money held is divided at the end of an order."""

from tools.act import Act
from tools.approvals.terms import Clause
from tools.clearing.escrow import escrow_of, price_of, refund_escrow, release_escrow, split_escrow, void_escrow
from tools.clearing.tables import EscrowRow
from tools.money import Money, zero
from tools.orders.order import price_of_order, service_of
from tools.orders.rules import rules
from tools.orders.service import WHOLE, Service
from tools.orders.tables import OrderRow
from tools.orders.telling import percent
from tools.refused import Refused


def kept_by_provider(row: OrderRow, side: str) -> Money:
    """What the provider keeps when `side` cancels now: nothing before work begins or when it is not the buyer who cancels."""
    price = price_of_order(row)
    if row.state != "working" or side != "buyer":
        return zero(price.currency)
    return price.share(_share(service_of(row), row.reached), WHOLE)


def cancellation_clauses(service: Service, price: Money) -> tuple[Clause, ...]:
    """The rule as the terms of an order show it: free before work begins, then what the milestones reported are worth."""
    rule = rules()
    after = Clause(
        key="cancel_after",
        values={"begun": percent(rule.begun), "most": percent(rule.most)},
        provision=rule.provisions["cancellation"],
    )
    steps = tuple(
        Clause(
            key="cancel_milestone",
            values={"name_zh": each.zh, "name_en": each.en, "kept": price.share(_share(service, at), WHOLE)},
        )
        for at, each in enumerate(service.milestones[:-1], 1)
    )
    end = rule.provisions.get(f"terminate_{service.contract}", "")
    return (Clause(key="cancel_before", provision=end), after, *steps)


def _share(service: Service, reached: int) -> int:
    """Basis points kept after so many reported milestones."""
    rule = rules()
    worth = sum(each.share for each in service.milestones[:reached])
    return min(max(rule.begun, worth), rule.most)


def escrow_of_order(act: Act, row: OrderRow) -> EscrowRow:
    """The escrow of an order, which has one from its first moment."""
    found = escrow_of(act, "order", row.id)
    if found is None:
        raise Refused(f"订单 {row.id} 没有托管记录，请联系平台。/ Order {row.id} has no escrow; contact the platform.", "order.escrow")  # fmt: skip
    return found


def require_held(escrow: EscrowRow) -> None:
    """Raise Refused unless the money is in escrow."""
    if escrow.state != "held":
        raise Refused("托管款尚未到账，暂不能接单。/ The money is not in escrow yet; the order cannot be accepted.", "order.unfunded")  # fmt: skip


def pay_out(act: Act, escrow: EscrowRow, to_provider: Money) -> str:
    """End the escrow with so much for the provider: void, refund, split or release. Returns which."""
    if escrow.state == "agreed":
        void_escrow(act, escrow)
        return "void"
    if not to_provider.minor:
        refund_escrow(act, escrow)
        return "refund"
    if to_provider == price_of(escrow):
        release_escrow(act, escrow)
        return "release"
    split_escrow(act, escrow, to_provider)
    return "split"
