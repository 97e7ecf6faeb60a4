"""One quote on the page: what was asked, its price, and what can be done with it."""

import streamlit as st

from tools.access.table import may_ever
from tools.orders.days import day_of
from tools.orders.machine import QUOTE
from tools.orders.quote import Quote
from tools.orders.quoting import quote_of
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.order_shown import draw_inputs
from ui.organisations import names_of
from ui.provider_field import provider_field
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both, facts, moment, state_badge


def draw_quote(identity: str) -> None:
    """The quote from its head to what can be done."""
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        quote = quote_of(reading, who, identity, day_of(session.world().now()))
    buyer, provider = names_of(quote.buyer, quote.provider)
    st.header(literal(both(quote.zh, quote.en)))
    late = f" :orange-badge[{words['quo_expired']}]" if quote.expired else ""
    st.markdown(f"{state_badge(QUOTE, quote.state)}{late} {literal(quote.id)}")
    facts({
        words["ord_price"]: amount(quote.price), words["ord_buyer"]: buyer, words["ord_provider"]: provider if quote.provider else "",
        words["quo_valid"]: str(quote.valid_until or ""), words["ord_term"]: words["cat_days"].format(days=quote.days),
        words["quo_asked"]: moment(quote.created),
    })  # fmt: skip
    draw_inputs(quote.sku, quote.inputs)
    if quote.buyer == who.organisation:
        draw_buyer(quote)
    elif quote.state == "asked" and may_ever(who, "answer_quote"):
        draw_answer(quote)


def draw_buyer(quote: Quote) -> None:
    """Order by it, ask a provider for its price, or withdraw it."""
    words = texts(session.language())
    if quote.state == "open" and not quote.expired:
        with st.form("place"):
            named = provider_field(quote.sku, quote.buyer, quote.inputs, "place_provider", optional=True) if not quote.provider else ""  # fmt: skip
            if st.form_submit_button(words["quo_order"], key="place_run", type="primary"):
                with said():
                    propose("place_order", {"quote": quote.id, "provider": named})
    if quote.state == "asked":
        with st.form("forward"):
            named = provider_field(quote.sku, quote.buyer, quote.inputs, "forward_provider")
            if st.form_submit_button(words["quo_forward"], key="forward_run", disabled=not named):
                with said():
                    propose("forward_quote", {"quote": quote.id, "provider": named})
    if quote.state in ("asked", "open") and st.button(words["quo_withdraw"], key="withdraw", type="tertiary"):
        with said():
            propose("withdraw_quote", {"quote": quote.id})


def draw_answer(quote: Quote) -> None:
    """Put a price to it: for staff and for the provider that was asked."""
    words = texts(session.language())
    with st.form("answer"):
        typed = money_field(words["quo_price"], "answer_price", "CNY")
        days = st.number_input(words["quo_days"], min_value=1, max_value=730, value=quote.days, step=1, key="answer_days")  # fmt: skip
        sent = st.form_submit_button(words["quo_answer"], key="answer_run", type="primary")
    if sent:
        with said():
            propose("answer_quote", {"quote": quote.id, "price": money_of(typed), "days": days})
