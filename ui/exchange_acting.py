"""What a buyer or a seller can do about a listing: offer, bid, take an open licence; withdraw, renew, hand over, close."""

import streamlit as st

from tools.access.table import may_ever
from tools.exchange.machine import LISTING_STEPS
from tools.exchange.shown import ListingShown
from ui import session
from ui.approving import propose
from ui.exchange_fields import declaration_fields
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.texts import texts


def draw_buyer(listing: ListingShown) -> None:
    """Make an offer, or take an open licence at its price."""
    words, who = texts(session.language()), session.principal()
    if listing.state != "active" or not may_ever(who, "make_offer"):
        return
    if listing.deal == "open":
        if st.button(words["exc_take"], key="take", type="primary"):
            with said():
                propose("take_open_licence", {"listing": listing.id})
        return
    st.subheader(words["exc_offer"])
    with st.form("offer"):
        typed = money_field(words["exc_offer_amount"], "offer_amount", listing.price.currency if listing.price else "")
        conditions = st.text_area(words["exc_conditions"], key="offer_conditions", max_chars=2000, height=80)
        days = st.number_input(words["exc_days"], min_value=1, max_value=90, value=14, step=1, key="offer_days")
        sent = st.form_submit_button(words["see_terms"], key="offer_run", type="primary")
    if sent:
        with said():
            propose("make_offer", {"listing": listing.id, "amount": money_of(typed), "conditions": conditions, "days": days})  # fmt: skip


def draw_bid(listing: ListingShown) -> None:
    """Bid, while bidding goes on."""
    words, who, bidding = texts(session.language()), session.principal(), listing.bidding
    if bidding is None or listing.state != "active" or not may_ever(who, "place_bid"):
        return
    if bidding.ends <= session.world().now():
        return
    with st.form("bid"):
        typed = money_field(words["exc_bid_amount"], "bid_amount", bidding.increment.currency)
        sent = st.form_submit_button(words["exc_bid_run"], key="bid_run", type="primary", icon=":material/gavel:")
    if sent:
        with said():
            propose("place_bid", {"listing": listing.id, "amount": money_of(typed)})


def draw_seller(listing: ListingShown) -> None:
    """The seller's steps, as the state of the listing leaves them."""
    words, can = texts(session.language()), LISTING_STEPS.can(listing.state)
    steps = [(name, effect) for name, effect, event in (
        ("withdraw", "withdraw_listing", "withdraw"), ("renew", "renew", "renew"), ("hand_over", "ask_auction_house", "hand_over"),
        ("resume", "resume_listing", "resume"),
    ) if event in can and may_ever(session.principal(), effect)]  # fmt: skip
    with st.container(horizontal=True, gap="small", key="steps"):
        pressed = [(name, effect) for name, effect in steps if st.button(words[f"exc_{name}"], key=f"do_{name}")]
    for name, effect in pressed:
        with said():
            propose(effect, {"record": listing.id} if name == "renew" else {"listing": listing.id})
    if listing.bidding and listing.bidding.bids and "contract" in can and listing.bidding.ends <= session.world().now():
        draw_close(listing)


def draw_close(listing: ListingShown) -> None:
    """Accept the highest bid once bidding has ended."""
    words = texts(session.language())
    with st.form("close"):
        declares = declaration_fields("close")
        sent = st.form_submit_button(words["exc_close"], key="close_run", type="primary")
    if sent:
        with said():
            propose("close_bidding", {"listing": listing.id, "declares": declares})
