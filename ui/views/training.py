"""Training and forums: what is on, one's sign-ups, a quiz on the law in force, certificates, and programmes made to measure."""

import streamlit as st

from tools.access.table import may_ever
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.record_links import draw_back, shown_record
from ui.texts import texts
from ui.training_held import draw_held
from ui.training_mine import draw_mine
from ui.training_more import draw_certificates, draw_custom
from ui.training_quiz import draw_quiz
from ui.training_sessions import draw_session, draw_sessions


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if (identity := shown_record()).startswith("TSN-"):
        draw_back("trn_back")
        with said(), st.container(width=760):
            draw_session(identity)
        return
    st.title(words["page_training"])
    st.caption(words["trn_lead"])
    with said():
        draw_waiting("tools.training")
        tabs = {
            "sessions": draw_sessions,
            "mine": draw_mine,
            "quiz": draw_quiz,
            "certificates": draw_certificates,
            "custom": draw_custom,
        }
        if may_ever(who, "list_own_sessions") and who.role.value != "member":
            tabs["held"] = draw_held
        for shown, draw_tab in zip(st.tabs([words[f"trn_tab_{name}"] for name in tabs]), tabs.values(), strict=True):
            with shown, said():
                draw_tab()


draw()
