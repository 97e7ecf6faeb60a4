"""The exchange: listings and needs to browse, one's own with offers and deals, and the forms to list a right or post a need."""

import streamlit as st

from tools.access.table import may_ever
from tools.exchange.finding import Filters, find_listings, find_needs
from tools.exchange.reading import list_deals, list_offers
from ui import session
from ui.approving import draw_waiting
from ui.exchange_browse import draw_browse, draw_found, draw_needs, draw_needs_found
from ui.exchange_forms import draw_list_form, draw_need_form
from ui.exchange_listing import draw_listing
from ui.exchange_need import draw_need
from ui.exchange_offers import draw_deal, draw_deals, draw_offer, draw_offers
from ui.failing import said
from ui.organisations import draw_no_organisation
from ui.record_links import draw_back, shown_record
from ui.texts import texts

_RECORDS = {"LST": draw_listing, "NED": draw_need, "OFR": draw_offer, "DEA": draw_deal}


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    if identity := shown_record():
        draw_back("exc_back")
        with said(), st.container(width=760):
            _RECORDS.get(identity.partition("-")[0], draw_listing)(identity)
        return
    st.title(words["page_exchange"])
    st.caption(words["exc_lead"])
    with said():
        draw_waiting("tools.exchange")
    names = ["browse", "needs"]
    names += ["mine", "list", "need"] if may_ever(session.principal(), "list_right") else []
    drawn = {"browse": draw_browse, "needs": draw_needs, "mine": draw_mine, "list": draw_list_form, "need": draw_need_form}  # fmt: skip
    for tab, name in zip(st.tabs([words[f"exc_tab_{name}"] for name in names]), names, strict=True):
        with tab, said():
            drawn[name]()


def draw_mine() -> None:
    """One's own listings, needs, offers and deals."""
    if draw_no_organisation():
        return
    words, world, who = texts(session.language()), session.world(), session.principal()
    with world.sessions() as reading:
        listings = find_listings(reading, who, world.now(), Filters(mine=True))
        needs = find_needs(reading, who, world.now(), Filters(mine=True))
        offers, deals = list_offers(reading, who), list_deals(reading, who)
    if not (listings or needs or offers or deals):
        st.info(words["exc_mine_none"], icon=":material/inbox:")
    if deals:
        st.subheader(words["exc_tab_deals"])
        draw_deals(deals)
    if offers:
        st.subheader(words["exc_tab_offers"])
        draw_offers(offers)
    if listings:
        st.subheader(words["exc_tab_listings"])
        draw_found(listings, "exc_none", "mine")
    if needs:
        st.subheader(words["exc_tab_needs"])
        draw_needs_found(needs, "exc_no_needs", "mine")


draw()
