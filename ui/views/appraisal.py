"""The appraisal page: patents judged indicator by indicator, with what is known, what is not, and what follows."""

import streamlit as st

from ui import session
from ui.appraisal_value import draw_value
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    st.title(words["page_appraisal"])
    st.caption(words["app_lead"])
    draw_value()


draw()
