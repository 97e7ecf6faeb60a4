"""My orders: what waits for approval, orders and quotes of one's organisation on either side; for staff all, for experts disputes."""

import streamlit as st

from tools.access.table import may_ever
from tools.orders.days import day_of
from tools.orders.machine import ENDED, ORDER, QUOTE
from tools.orders.quoting import quotes_of
from tools.orders.reading import orders_of
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.order_shown import draw_order
from ui.organisations import draw_no_organisation, names_of
from ui.quote_shown import draw_quote
from ui.record_links import draw_back, open_record, shown_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both, moment, state_badge


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("ord_back")
        with said(), st.container(width=760):
            if identity.startswith("QUO-"):
                draw_quote(identity)
            else:
                draw_order(identity)
        return
    st.title(words["page_orders"])
    st.caption(words["ord_lead"])
    with said():
        draw_waiting()
        if not may_ever(who, "list_orders"):
            st.info(words["sign_in_first"], icon=":material/login:")
        elif not draw_no_organisation():
            draw_lists()


def draw_lists() -> None:
    """Orders and quotes, each in its tab."""
    words = texts(session.language())
    if not may_ever(session.principal(), "list_quotes"):
        draw_orders()
        return
    orders, quotes = st.tabs([words["ord_tab_orders"], words["ord_tab_quotes"]])
    with orders:
        draw_orders()
    with quotes:
        draw_quotes()


def draw_orders() -> None:
    """The orders, those that go on or those that ended."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        found = orders_of(reading, session.principal())
    if not found:
        st.info(words["ord_none"], icon=":material/receipt_long:")
        st.page_link("views/catalogue.py", label=words["page_catalogue"], icon=":material/storefront:", query_params={"lang": session.language()})  # fmt: skip
        return
    which = st.segmented_control(words["clr_state"], ["open", "ended"], default="open", required=True, key="ord_which", format_func=lambda name: words[f"ord_{name}"])  # fmt: skip
    shown = [order for order in found if (order.state in ENDED) == (which == "ended")]
    if not shown:
        st.caption(words["ord_none_here"])
    for order in shown:
        buyer, provider = names_of(order.buyer, order.provider)
        with st.container(border=True, gap="xsmall", key=f"order-{order.id}"):
            st.button(f"**{literal(both(order.zh, order.en))}**", key=f"open-{order.id}", type="tertiary", wrap=True, on_click=open_record, args=(order.id,))  # fmt: skip
            st.markdown(f"**{amount(order.price)}** · {buyer} → {provider} {state_badge(ORDER, order.state)}")
            st.caption(f"{literal(order.id)} · {moment(order.created)}")


def draw_quotes() -> None:
    """The quotes: asked for, and for providers those they are asked to answer."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        found = quotes_of(reading, session.principal(), day_of(session.world().now()))
    if not found:
        st.info(words["quo_none"], icon=":material/request_quote:")
    for quote in found:
        late = f" :orange-badge[{words['quo_expired']}]" if quote.expired else ""
        with st.container(border=True, gap="xsmall", key=f"quote-{quote.id}"):
            st.button(f"**{literal(both(quote.zh, quote.en))}**", key=f"open-{quote.id}", type="tertiary", wrap=True, on_click=open_record, args=(quote.id,))  # fmt: skip
            st.markdown(f"**{amount(quote.price)}** {state_badge(QUOTE, quote.state)}{late}")
            st.caption(f"{literal(quote.id)} · {moment(quote.created)}")


draw()
