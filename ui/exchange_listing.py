"""One listing on the page: the right, its checks, where bidding stands, and what seller or buyer can do."""

from datetime import datetime

import streamlit as st

from tools.access.table import may_ever
from tools.exchange.finding import needs_for
from tools.exchange.machine import LISTING_STEPS
from tools.exchange.reading import list_offers, show_listing
from tools.exchange.shown import Bidding, ListingShown
from ui import session
from ui.exchange_acting import draw_bid, draw_buyer, draw_seller
from ui.exchange_browse import draw_needs_found, meaning
from ui.exchange_fields import label_of
from ui.exchange_offers import draw_offers
from ui.exchange_telling import draw_own_checks, draw_wording, member_name, price_told, wording
from ui.safe import literal
from ui.search_telling import listed
from ui.texts import texts
from ui.trade_telling import amount, draw_demo, facts, moment, state_badge


def draw_listing(identity: str) -> None:
    """The listing from its title to what can be done."""
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        listing = show_listing(reading, who, identity)
        offers = list_offers(reading, who, identity) if may_ever(who, "list_offers") and who.organisation else []
    st.header(literal(wording(listing.words).title))
    mine = f" · {words['exc_mine']}" if listing.mine else ""
    st.markdown(f"{state_badge(LISTING_STEPS, listing.state)} {literal(listing.id)}{mine}")
    if listing.demo:
        draw_demo()
    draw_facts(listing)
    draw_wording(listing.words)
    if listing.bidding:
        draw_bidding(listing.bidding)
    draw_own_checks(listing.checks, words["exc_checks"])
    step = draw_seller if listing.mine else draw_bid if listing.bidding else draw_buyer
    step(listing)
    if offers:
        st.subheader(words["exc_tab_offers"])
        draw_offers(offers)
    if listing.mine:
        draw_matches(identity)


def draw_facts(listing: ListingShown) -> None:
    """What is offered, how, by whom, for what."""
    words = texts(session.language())
    left = words["exc_left"].format(left=listing.left, most=listing.most) if listing.most is not None else ""
    facts({
        words["exc_subject"]: label_of("subject", listing.subject), words["exc_deal"]: label_of("deal", listing.deal),
        words["exc_numbers_short"]: literal(listed(listing.numbers)), words["exc_country"]: listing.country,
        words["exc_classes_short"]: literal(listed(listing.classes)), words["exc_price"]: price_told(listing),
        words["exc_seller"]: member_name(listing.seller), words["exc_licences"]: left,
        words["exc_house"]: member_name(listing.house) if listing.house else "", words["exc_listed_until"]: moment(listing.expires),
    })  # fmt: skip


def draw_bidding(bidding: Bidding) -> None:
    """Where bidding stands: the end, the highest bid, the step, whether the reserve is reached; the figure is the seller's alone."""
    words = texts(session.language())
    st.subheader(words["exc_pricing_bidding"])
    st.caption(words["exc_no_auction"])
    reached = "" if bidding.reached is None else words["exc_reached" if bidding.reached else "exc_not_reached"]
    facts({
        words["exc_starts"]: moment(bidding.starts) if bidding.starts else "",
        words["exc_ends"]: f"**{moment(bidding.ends)}** ({time_left(bidding.ends)})",
        words["exc_extension"]: str(bidding.extension), words["exc_top_bid"]: amount(bidding.top) if bidding.bids else words["exc_no_bids"],
        words["exc_bids"]: str(bidding.bids), words["exc_increment"]: amount(bidding.increment),
        words["exc_reserve"]: amount(bidding.reserve) if bidding.reserve else "", words["exc_reserve_state"]: reached,
    })  # fmt: skip
    if bidding.leading:
        st.success(words["exc_leading"], icon=":material/trending_up:")


def time_left(ends: datetime) -> str:
    """How long bidding still goes on, by the server's clock."""
    words, left = texts(session.language()), int((ends - session.world().now()).total_seconds())
    if left <= 0:
        return words["exc_ended"]
    days, rest = divmod(left, 86_400)
    hours, rest = divmod(rest, 3600)
    return words["exc_time_left"].format(days=days, hours=hours, minutes=rest // 60)


def draw_matches(identity: str) -> None:
    """The needs a listing of one's own fits."""
    words, world = texts(session.language()), session.world()
    with st.expander(words["exc_matching_needs"], icon=":material/join_inner:"):
        with world.sessions() as reading:
            found = needs_for(reading, session.principal(), world.now(), identity, meaning("x"), world.glossary, 10)
        draw_needs_found(found, "exc_no_matches")
