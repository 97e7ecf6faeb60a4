"""Offering a right and posting a need: the forms; the checks and the terms come on the card."""

from datetime import datetime
from typing import Any

import streamlit as st

from tools.money import PLACES
from ui import session
from ui.approving import propose
from ui.exchange_fields import DEALS, SUBJECTS, class_field, declaration_fields, labels_of, worded, wording_fields
from ui.failing import said
from ui.money_field import money_or_none
from ui.search_fields import COMMON, codes
from ui.texts import texts

_PRICINGS = ("asking", "negotiable", "bidding")


def draw_list_form() -> None:
    """Offer a right. How it is priced is chosen first, for the fields depend on it."""
    words = texts(session.language())
    st.caption(words["exc_list_lead"])
    pricing = st.segmented_control(words["exc_pricing"], _PRICINGS, default="asking", required=True, key="list_pricing", format_func=labels_of("pricing", _PRICINGS).__getitem__)  # fmt: skip
    with st.form("list"):
        left, right = st.columns(2)
        subject = left.selectbox(words["exc_subject"], SUBJECTS, key="list_subject", format_func=labels_of("subject", SUBJECTS).__getitem__)  # fmt: skip
        deal = right.selectbox(words["exc_deal"], DEALS, key="list_deal", format_func=labels_of("deal", DEALS).__getitem__)  # fmt: skip
        numbers = codes(st.text_input(words["exc_numbers"], key="list_numbers", max_chars=2000, placeholder="CN1000001B"))  # fmt: skip
        country = st.selectbox(words["exc_country"], COMMON, key="list_country", accept_new_options=True)
        request: dict[str, Any] = {"subject": subject, "deal": deal, "numbers": numbers, "pricing": pricing, "country": country}  # fmt: skip
        fields, classes = wording_fields("list"), class_field("list")
        currency, prices = price_fields(str(pricing))
        more = bidding_fields() if pricing == "bidding" else {}
        most = st.number_input(words["exc_most"], min_value=1, value=None, step=1, key="list_most") if pricing != "bidding" else None  # fmt: skip
        months = st.number_input(words["exc_months"], min_value=1, max_value=24, value=6, step=1, key="list_months")
        declares = declaration_fields("list")
        sent = st.form_submit_button(words["exc_list_run"], key="list_run", type="primary", icon=":material/sell:")
    if sent:
        with said():
            money = {name: money_or_none((text, currency)) for name, text in prices.items()}
            request |= {name: value for name, value in (*money.items(), ("most", most)) if value is not None}
            propose("list_right", request | worded(fields) | more | {"classes": classes, "months": months, "declares": declares})  # fmt: skip


def price_fields(pricing: str) -> tuple[str, dict[str, str]]:
    """The currency and the amounts typed: the price asked; for bidding the start, the increment and the reserve."""
    words = texts(session.language())
    if pricing == "negotiable":
        return "CNY", {}
    names = ("price", "increment", "reserve") if pricing == "bidding" else ("price",)
    currency = st.selectbox(words["currency"], list(PLACES), key="list_currency")
    labels = {"price": "exc_start_price" if pricing == "bidding" else "exc_asked", "increment": "exc_increment", "reserve": "exc_reserve"}  # fmt: skip
    return currency, {name: st.text_input(words[labels[name]], key=f"list_{name}", max_chars=30, placeholder="1,234.50") for name in names}  # fmt: skip


def bidding_fields() -> dict[str, Any]:
    """When bidding ends, and how late bids move the end."""
    words, now = texts(session.language()), session.world().now()
    ends = st.datetime_input(words["exc_ends"], value=None, min_value=now.replace(tzinfo=None), key="list_ends", format="YYYY-MM-DD")  # fmt: skip
    extension = st.number_input(words["exc_extension"], min_value=0, max_value=60, value=5, step=1, key="list_extension")  # fmt: skip
    found: dict[str, Any] = {"extension": extension}
    return found | ({"ends": ends.replace(tzinfo=now.tzinfo).isoformat()} if isinstance(ends, datetime) else {})


def draw_need_form() -> None:
    """Say what one looks for."""
    words = texts(session.language())
    st.caption(words["exc_need_lead"])
    with st.form("need"):
        fields = wording_fields("need")
        subjects = st.multiselect(words["exc_subject"], SUBJECTS, key="need_subjects", format_func=labels_of("subject", SUBJECTS).__getitem__)  # fmt: skip
        deals = st.multiselect(words["exc_deal"], DEALS, key="need_deals", format_func=labels_of("deal", DEALS).__getitem__)  # fmt: skip
        classes = class_field("need")
        country = st.selectbox(words["exc_country"], ["", *COMMON], key="need_country", format_func=lambda each: each or words["exc_any"])  # fmt: skip
        currency = st.selectbox(words["currency"], list(PLACES), key="need_currency")
        budget = st.text_input(words["exc_budget"], key="need_budget", max_chars=30, placeholder="1,234.50")
        months = st.number_input(words["exc_months"], min_value=1, max_value=24, value=6, step=1, key="need_months")
        sent = st.form_submit_button(words["exc_need_run"], key="need_run", type="primary", icon=":material/campaign:")
    if sent:
        with said():
            money = money_or_none((budget, currency))
            request = worded(fields) | {"subjects": subjects, "deals": deals, "classes": classes, "country": country, "months": months}  # fmt: skip
            propose("post_need", request | ({"budget": money} if money else {}))
