"""The catalogue page."""

import streamlit as st

from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    st.title(words["page_catalogue"])
    with said():
        draw_waiting()


draw()
