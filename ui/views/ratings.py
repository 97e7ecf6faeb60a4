"""The ratings page: organisations with their figures, one's own with its entries, and disputes for those who decide them."""

import streamlit as st

from tools.access.table import may_ever
from tools.ratings.engagement import day_of
from tools.ratings.showing import list_ratings, show_rating
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.ratings_disputes import draw_disputes, draw_entries
from ui.ratings_shown import draw_line, draw_rating, telling
from ui.record_links import draw_back, open_record, shown_record
from ui.safe import literal
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("rat_back")
        with said(), st.container(width=760):
            draw_one(identity)
        return
    st.title(words["page_ratings"])
    st.caption(words["rat_lead"])
    if not may_ever(who, "list_ratings"):
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    with said():
        draw_waiting("tools.ratings")
        if not may_ever(who, "list_rating_disputes"):
            draw_list()
            return
        listed, disputed = st.tabs([words["rat_tab_list"], words["rat_tab_disputes"]])
        with listed:
            draw_list()
        with disputed:
            draw_disputes()


def draw_list() -> None:
    """The organisations that have a rating, by name unless the reader asks for the figures."""
    words, own = texts(session.language()), session.principal().organisation
    if own and may_ever(session.principal(), "dispute_rating"):  # the platform and its experts have none
        st.button(words["rat_own"], key="rat_own", icon=":material/person:", on_click=open_record, args=(own,))
    order = st.segmented_control(words["rat_order"], ["name", "score"], default="name", required=True, key="rat_order", format_func=lambda name: words[f"rat_by_{name}"])  # fmt: skip
    with session.world().sessions() as reading:
        found = list_ratings(
            reading, session.principal(), "score" if order == "score" else "name", day_of(session.world().now())
        )
    if not found:
        st.info(literal(telling()("rating_none")), icon=":material/star:")
    for shown in found:
        draw_line(shown)


def draw_one(organisation: str) -> None:
    """One rating in full, with its entries where the reader may see them."""
    with session.world().sessions() as reading:
        shown = show_rating(reading, session.principal(), organisation, day_of(session.world().now()))
    draw_rating(shown)
    draw_entries(organisation)


draw()
