"""One order on the page: what was ordered, where it stands, what can be done, its time line, messages and files."""

import streamlit as st

from tools.orders.catalogue import catalogue
from tools.orders.inputs import Given, shown_input
from tools.orders.machine import ORDER
from tools.orders.order import Order
from tools.orders.reading import order_of, timeline
from ui import session
from ui.escrow_link import draw_escrow_of
from ui.order_files import draw_files
from ui.order_steps import draw_steps
from ui.order_timeline import draw_messages, draw_timeline
from ui.organisations import names_of
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both, facts, moment, state_badge


def draw_order(identity: str) -> None:
    """The order from its head to its files."""
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        order = order_of(reading, who, identity)
        entries = timeline(reading, who, identity)
    st.header(literal(both(order.zh, order.en)))
    draw_head(order)
    draw_steps(order)
    told, messages, files = st.tabs([words["ord_timeline"], words["ord_messages"], words["ord_files"]])
    with told:
        draw_timeline(entries)
    with messages:
        draw_messages(order, entries)
    with files:
        draw_files(order, entries)


def draw_head(order: Order) -> None:
    """State, parties, price, day of delivery, milestones, what was stated, the escrow."""
    words = texts(session.language())
    buyer, provider = names_of(order.buyer, order.provider)
    side = f" · {words[f'ord_side_{order.side}']}" if order.side else ""
    st.markdown(f"{state_badge(ORDER, order.state)} {literal(order.id)}{side}")
    facts({
        words["ord_price"]: amount(order.price), words["ord_buyer"]: buyer, words["ord_provider"]: provider,
        words["ord_due"]: str(order.due) if order.due else words["ord_due_later"].format(days=order.days),
        words["ord_placed"]: moment(order.created),
    })  # fmt: skip
    signs = [f"{'✓' if each.reported else '○'} {literal(both(each.zh, each.en))}" for each in order.milestones]
    st.markdown(f"{words['ord_milestones']}{words['colon']}{' → '.join(signs)}")
    draw_inputs(order.sku, order.inputs)
    draw_escrow_of("order", order.id)


def draw_inputs(sku: str, given: dict[str, Given]) -> None:
    """What was stated for a service, by its questions."""
    words = texts(session.language())
    asked = {each.name: both(each.zh, each.en) for each in catalogue().service(sku).inputs}
    with st.expander(words["ord_inputs"], icon=":material/list_alt:"):
        for name, value in given.items():
            st.markdown(f"{literal(asked.get(name, name))}  \n**{literal(' '.join(shown_input(value).split()))}**")
