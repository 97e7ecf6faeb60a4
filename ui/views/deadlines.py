"""The deadlines page: an event and its day in, every day that follows out, each with the rule it was counted by."""

import streamlit as st

from tools.deadlines.computing import calculate
from ui import session
from ui.deadlines_asking import ask
from ui.deadlines_shown import draw_calculation
from ui.failing import said
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    st.title(words["page_deadlines"])
    st.caption(words["ddl_lead"])
    with said():
        facts = ask()
        if facts is not None:
            draw_calculation(calculate(session.world().library, facts, session.day()))


draw()
