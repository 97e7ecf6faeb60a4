"""Browsing the exchange: listings and needs by words and filters, with the reasons they were found for."""

from collections.abc import Callable

import streamlit as st

from tools.exchange.finding import Filters, ListingFound, NeedFound, find_listings, find_needs
from tools.exchange.machine import LISTING_STEPS, NEED_STEPS
from tools.exchange.shown import ListingShown, NeedShown
from tools.money import Money
from ui import session
from ui.exchange_fields import DEALS, SUBJECTS, label_of, labels_of
from ui.exchange_telling import member_name, price_told, reason_told, wording
from ui.record_links import open_record
from ui.safe import literal
from ui.search_fields import COMMON
from ui.search_telling import listed
from ui.texts import texts
from ui.trade_telling import amount, draw_demo, moment, state_badge

Embed = Callable[[list[str]], list[list[float]]]


def draw_browse() -> None:
    """Listings that can be dealt with."""
    filters = draw_filters("browse")
    world, who = session.world(), session.principal()
    with world.sessions() as reading:
        found = find_listings(reading, who, world.now(), filters, meaning(filters.text), world.glossary)
    draw_found(found, "exc_none")


def draw_needs() -> None:
    """What buyers look for."""
    words = texts(session.language())
    text = st.text_input(words["exc_needs_find"], key="needs_text", max_chars=500, persist_state="session")
    world, who = session.world(), session.principal()
    with world.sessions() as reading:
        found = find_needs(reading, who, world.now(), Filters(text=text), meaning(text), world.glossary)
    draw_needs_found(found, "exc_no_needs")


def draw_filters(name: str) -> Filters:
    """The fields of a search; an empty one leaves it open."""
    words = texts(session.language())
    text = st.text_input(words["exc_find"], key=f"{name}_text", max_chars=500, placeholder=words["exc_find_hint"], persist_state="session")  # fmt: skip
    subjects, deals = labels_of("subject", ("", *SUBJECTS)), labels_of("deal", ("", *DEALS))
    with st.container(horizontal=True):
        subject = st.selectbox(words["exc_subject"], list(subjects), key=f"{name}_subject", format_func=subjects.__getitem__, width=200, persist_state="session")  # fmt: skip
        deal = st.selectbox(words["exc_deal"], list(deals), key=f"{name}_deal", format_func=deals.__getitem__, width=200, persist_state="session")  # fmt: skip
        most = st.text_input(words["exc_most_price"], key=f"{name}_most", max_chars=30, width=180, persist_state="session")  # fmt: skip
        country = st.selectbox(words["exc_country"], ["", *COMMON], key=f"{name}_country", format_func=lambda each: each or words["exc_any"], width=140, persist_state="session")  # fmt: skip
    return Filters(text=text, subject=subject, deal=deal, country=country, most=Money.of(most) if most.strip() else None)  # fmt: skip


def meaning(text: str) -> Embed | None:
    """What compares meanings, when there are words to compare."""
    return session.world().index.encoder.model.embed_documents if text.strip() else None


def draw_found(found: list[ListingFound], empty: str, place: str = "found") -> None:
    """Listings as cards. `place`: a name for this list, where one page has two."""
    if not found:
        st.info(texts(session.language())[empty], icon=":material/search_off:")
    for each in found:
        draw_listing_card(each.listing, place, [reason_told(reason) for reason in each.reasons])


def draw_needs_found(found: list[NeedFound], empty: str, place: str = "found") -> None:
    """Needs as cards, as `draw_found`."""
    if not found:
        st.info(texts(session.language())[empty], icon=":material/search_off:")
    for each in found:
        draw_need_card(each.need, place, [reason_told(reason) for reason in each.reasons])


def draw_listing_card(listing: ListingShown, place: str, reasons: list[str]) -> None:
    """A listing in the list."""
    words = texts(session.language())
    with st.container(border=True, gap="xsmall"):
        st.button(f"**{literal(wording(listing.words).title)}**", key=f"open-{place}-{listing.id}", type="tertiary", wrap=True, on_click=open_record, args=(listing.id,))  # fmt: skip
        kinds = f"{label_of('subject', listing.subject)} · {label_of('deal', listing.deal)}"
        st.markdown(f"**{price_told(listing)}** · {kinds} · {member_name(listing.seller)} {state_badge(LISTING_STEPS, listing.state)}")  # fmt: skip
        draw_foot([literal(listing.id), listing.country, literal(listed(listing.numbers)), words["exc_until"].format(when=moment(listing.bidding.ends if listing.bidding else listing.expires))], reasons)  # fmt: skip
        if listing.demo and not listing.seller.demo:
            draw_demo()


def draw_need_card(need: NeedShown, place: str, reasons: list[str]) -> None:
    """A need in the list."""
    words = texts(session.language())
    with st.container(border=True, gap="xsmall"):
        budget = [f"**≤ {amount(need.budget)}**"] if need.budget else []
        st.button(f"**{literal(wording(need.words).title)}**", key=f"open-{place}-{need.id}", type="tertiary", wrap=True, on_click=open_record, args=(need.id,))  # fmt: skip
        kinds = [label_of("subject", each) for each in need.subjects] + [label_of("deal", each) for each in need.deals]
        st.markdown(" · ".join([*budget, *kinds, f"{member_name(need.buyer)} {state_badge(NEED_STEPS, need.state)}"]))
        draw_foot([literal(need.id), need.country, words["exc_until"].format(when=moment(need.expires))], reasons)
        if need.demo and not need.buyer.demo:
            draw_demo()


def draw_foot(parts: list[str], reasons: list[str]) -> None:
    """Number, place, day; and why it was found."""
    st.caption(" · ".join(part for part in parts if part))
    if reasons:
        st.caption(" · ".join(reasons))
