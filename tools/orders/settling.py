"""How an order follows its escrow when that is funded, released or refunded by an effect of clearing."""

from tools.act import Act
from tools.clearing.tables import EscrowRow
from tools.orders.machine import ENDED, ORDER
from tools.orders.order import facts, side_of
from tools.orders.tables import OrderRow
from tools.refused import Refused


def order_settled(act: Act, escrow: EscrowRow, outcome: str) -> None:
    """Take the step that belongs to what happened to the escrow of an order, in the same transaction.

    `outcome`: held, proved, released, refunded, split, void. An order that has ended took its step already. Raises Refused,
    which undoes the escrow's step too, for what its order does not allow: a dispute is settled by its decision alone, and the money
    of work begun goes back by the provider's word only.
    """
    row = act.row(OrderRow, escrow.subject)
    if outcome in ("held", "proved"):
        act.note("order", row.id, "funded" if outcome == "held" else "proved", row.state, escrow=escrow.id)
        return
    if row.state in ENDED:
        return
    side = side_of(act.who, row)
    if row.state == "disputed" or outcome == "split":
        raise Refused("订单的托管款由争议裁决分配，请办理裁决。/ The money of an order is divided by deciding its dispute; use that.", "order.decide")  # fmt: skip
    if outcome == "released":
        _only(side in ("buyer", "platform"))
        act.step(ORDER, row, "accept_delivery", escrow=escrow.id, **facts(row))
    else:
        _only(row.state != "working" or side == "provider")
        act.step(ORDER, row, "cancel", by=side, escrow=escrow.id, **facts(row))


def _only(allowed: bool) -> None:
    if not allowed:
        raise Refused("这笔托管款的处理须由订单的另一方或平台办理。/ What becomes of this money is for the other side of the order or the platform to say.", "order.settling_side")  # fmt: skip
