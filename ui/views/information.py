"""Information: what is new for me and why, my subscriptions, digests to read and take away; for staff the sources."""

import streamlit as st

from tools.access.table import may_ever
from ui import session
from ui.failing import said
from ui.information_digest import draw_digests, draw_news
from ui.information_sources import draw_sources
from ui.information_subscribing import draw_subscriptions
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    st.title(words["page_information"])
    st.caption(words["inf_lead"])
    if not may_ever(who, "my_information"):
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    tabs = {"news": draw_news, "subscriptions": draw_subscriptions, "digests": draw_digests}
    if may_ever(who, "manage_sources"):
        tabs["sources"] = draw_sources
    for shown, draw_tab in zip(st.tabs([words[f"inf_tab_{name}"] for name in tabs]), tabs.values(), strict=True):
        with shown, said():
            draw_tab()


draw()
