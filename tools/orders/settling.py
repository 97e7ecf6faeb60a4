"""How an order follows its escrow when that is funded, paid out or dropped by an effect of clearing."""

from tools.act import Act
from tools.clearing.tables import EscrowRow
from tools.orders.machine import ENDED, ORDER
from tools.orders.order import facts, side_of
from tools.orders.tables import OrderRow
from tools.refused import Refused


def order_settled(act: Act, escrow: EscrowRow, outcome: str) -> None:
    """Take the step that belongs to what happened to the escrow of an order, in the same transaction.

    `outcome`: held, proved, released, refunded, split, void. An order that has ended took its step already. Raises Refused, which
    undoes the escrow's step too, for one that its order does not allow or that another side would have to take.
    """
    row = act.row(OrderRow, escrow.subject)
    if outcome in ("held", "proved"):
        act.note("order", row.id, "funded" if outcome == "held" else "proved", row.state, escrow=escrow.id)
        return
    if row.state in ENDED:
        return
    side = side_of(act.who, row)
    if row.state == "disputed":
        _decided(act, row, side, outcome)
    elif outcome == "released":
        _only(side in ("buyer", "platform"))
        act.step(ORDER, row, "accept_delivery", escrow=escrow.id, **facts(row))
    else:
        _only(row.state != "working" or side == "provider")
        act.step(ORDER, row, "cancel", by=side, escrow=escrow.id, **facts(row))


def _decided(act: Act, row: OrderRow, side: str, outcome: str) -> None:
    """A disputed order is settled by the platform alone."""
    _only(side == "platform")
    told = {"released": "release", "refunded": "refund", "split": "split"}[outcome]
    to_payee = {"release": row.price_minor, "refund": 0}.get(told)
    act.step(ORDER, row, "decide", outcome=told, to_payee=to_payee, **facts(row))


def _only(allowed: bool) -> None:
    if not allowed:
        raise Refused("这笔托管款的处理须由订单的另一方或平台办理。/ What becomes of this money is for the other side of the order or the platform to say.", "order.settling_side")  # fmt: skip
