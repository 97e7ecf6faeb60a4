"""The steps open to one's side of an order, each as a button or a small form that leads to its terms."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from tools.access.table import may_ever
from tools.orders.machine import ORDER, RATED_IN
from tools.orders.order import Order
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.provider_field import provider_field
from ui.texts import texts
from ui.trade_telling import event_of

Fields = Callable[[Order], Mapping[str, Any]]
# The effect behind each event of the machine, and the words it asks for: none, a reason, or a note that may be left out.
_EFFECTS = {
    "assign": "assign_provider", "accept_assignment": "accept_assignment", "decline": "decline_assignment",
    "report_milestone": "report_milestone", "deliver": "deliver_order", "accept_delivery": "accept_delivery",
    "return": "return_delivery", "dispute": "dispute_order", "decide": "decide_dispute", "cancel": "cancel_order", "rate": "rate_order",
}  # fmt: skip
_WORDS = {"decline": "reason", "return": "reason", "dispute": "reason", "decide": "reason", "cancel": "reason",
          "report_milestone": "note", "deliver": "note", "rate": "comment"}  # fmt: skip
_FIRST = (
    "accept_assignment",
    "deliver",
    "accept_delivery",
    "assign",
    "decide",
    "rate",
)  # what the other side waits for


def draw_steps(order: Order) -> None:
    """What can be done now; nothing for who only looks on."""
    who, words = session.principal(), texts(session.language())
    events = [*order.can, *(["rate"] if order.state in RATED_IN and order.side in ("buyer", "provider") else [])]
    events = [event for event in events if may_ever(who, _EFFECTS[event])]
    if not events:
        return
    with st.container(horizontal=True, gap="small", key="steps"):
        for event in sorted(events, key=lambda name: name not in _FIRST):
            draw_step(order, event, words)


def draw_step(order: Order, event: str, words: dict[str, str]) -> None:
    """A button, or a form behind one where something has to be said."""
    label = words["ord_rate"] if event == "rate" else event_of(ORDER, event)
    if event not in _WORDS and event != "assign":
        if st.button(label, key=f"step_{event}", type="primary" if event in _FIRST else "secondary"):
            with said():
                propose(_EFFECTS[event], {"order": order.id})
        return
    with st.popover(label, type="primary" if event in _FIRST else "secondary"), st.form(f"form_{event}", border=False):
        read = fields(order, event, words)
        sent = st.form_submit_button(words["see_terms"], key=f"step_{event}", type="primary")
    if sent:
        with said():
            propose(_EFFECTS[event], {"order": order.id, **read()})


def fields(order: Order, event: str, words: dict[str, str]) -> Callable[[], dict[str, Any]]:
    """The fields of a step, and what reads them once they are sent."""
    if event == "assign":
        provider = provider_field(order.sku, order.buyer, order.inputs, "step_provider")
        return lambda: {"provider": provider or ""}
    name = _WORDS[event]
    stars = st.feedback("stars", key="step_stars") if event == "rate" else None
    part = money_field(words["ord_to_provider"], "step_part", order.price.currency) if event == "decide" else None
    text = st.text_area(words[f"ord_{name}"], key=f"text_{event}", max_chars=4000)
    if event == "rate":
        return lambda: {"stars": 0 if stars is None else stars + 1, name: text}
    return lambda: ({"to_provider": money_of(part)} if part else {}) | {name: text}
