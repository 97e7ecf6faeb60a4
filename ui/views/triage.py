"""The inquiries page: for everybody the own ones, for staff the queue, the case, mail and figures."""

import streamlit as st

from tools.access.table import may_ever
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.record_links import draw_back, shown_record
from ui.texts import texts
from ui.triage_case import draw_case
from ui.triage_mine import draw_mine, draw_own
from ui.triage_queue import draw_figures, draw_mail, draw_queue


def draw() -> None:
    """The page from top to bottom."""
    words, staff = texts(session.language()), may_ever(session.principal(), "list_queue")
    if identity := shown_record():
        draw_back("tri_back")
        with said():
            if staff:
                draw_case(identity)
            else:
                draw_own(identity)
        return
    st.title(words["page_triage"])
    st.caption(words["tri_lead_staff" if staff else "tri_lead_mine"])
    with said():
        draw_waiting("tools.triage")
        if staff:
            draw_staff()
        else:
            draw_mine()


def draw_staff() -> None:
    """What staff see first: the queue."""
    words = texts(session.language())
    queue, mail, figures, mine = st.tabs([words[f"tri_tab_{name}"] for name in ("queue", "mail", "figures", "mine")])
    with queue:
        draw_queue()
    with mail:
        draw_mail()
    with figures:
        draw_figures()
    with mine:
        draw_mine()


draw()
