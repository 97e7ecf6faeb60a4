"""Rating the other side of an order: the effect `rate_order`, once a side, after the order has ended in delivery or decision."""

from typing import Annotated

from pydantic import Field

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.orders.machine import ORDER, RATED_IN
from tools.orders.order import facts, side_of
from tools.orders.request import AboutOrder, MaybeSentence, order_effect
from tools.orders.rules import rules
from tools.orders.tables import OrderRatingRow, OrderRow
from tools.orders.telling import done, terms_of_order
from tools.refused import Refused


class RateOrder(AboutOrder):
    """One to five stars for the other side, and a comment."""

    stars: Annotated[int, Field(strict=True, ge=1, le=5)]
    comment: MaybeSentence = ""


def rate_order_effect() -> Effect:
    """The effect `rate_order`."""
    return order_effect("rate_order", RateOrder, _terms, _rate)


def _terms(act: Act, asked: RateOrder) -> Terms:
    row = act.row(OrderRow, asked.order)
    _rateable(act, row)
    comment = (Clause(key="comment", values={"text": asked.comment}),) if asked.comment else ()
    kept = Clause(key="rating_kept", provision=rules().provisions["rating"])
    return terms_of_order(
        act, "rate_order", row, clauses=(Clause(key="stars", values={"stars": asked.stars}), *comment, kept)
    )


def _rateable(act: Act, row: OrderRow) -> str:
    """The side that rates. Raises Refused: a third party, an order that has not ended, a second rating."""
    side = side_of(act.who, row)
    if side not in ("buyer", "provider"):
        raise Refused("只有订单双方可以评价。/ Only the two sides of an order can rate it.", "order.side")
    if row.state not in RATED_IN:
        state_zh, state_en = ORDER.states[row.state]
        raise Refused(f"订单目前“{state_zh}”，完成或裁决后才能评价。/ The order is {state_en}; it can be rated once it is completed or settled.", f"order.rate_from_{row.state}")  # fmt: skip
    if act.session.get(OrderRatingRow, (row.id, side)):
        raise Refused("这笔订单已经评价过，不能重复评价。/ This order was rated by your side already.", "order.rated")
    return side


def _rate(act: Act, asked: RateOrder, terms: Terms) -> Outcome:
    row = act.row(OrderRow, asked.order)
    side = _rateable(act, row)
    other = row.provider if side == "buyer" else row.buyer
    act.session.add(OrderRatingRow(order=row.id, side=side, user=act.who.user, when=act.moment))
    act.session.flush()
    act.note("order", row.id, "rated", row.state, stars=asked.stars, by=act.who.organisation, of=other, comment=asked.comment, side=side, **facts(row))  # fmt: skip
    return done("rate_order", row.id, "rate_order", {"stars": asked.stars}, stars=asked.stars)
