"""The way to a record: which page shows it, by the beginning of its number."""

import streamlit as st

from ui import session
from ui.texts import texts

RECORD = "r"  # of the record on show, in the address of every page
_PAGES = {
    "ORD": "orders", "QUO": "orders", "LST": "exchange", "NED": "exchange", "OFR": "exchange", "DEA": "exchange", "ESC": "clearing",
    "ORG": "ratings", "INR": "agencies",
    "TSN": "training", "SGN": "training", "CRT": "training", "SUB": "information",
    "INQ": "triage",
    "PKT": "finance",
}  # fmt: skip


def shown_record() -> str:
    """The record the address names, empty for none."""
    return st.query_params.get(RECORD, "")


def open_record(identity: str) -> None:
    """Show a record of this page."""
    st.query_params[RECORD] = identity


def close_record() -> None:
    """Back to the list."""
    st.query_params.pop(RECORD, None)


def draw_back(label: str) -> None:
    """The way back to the list."""
    st.button(texts(session.language())[label], key="to_list", icon=":material/arrow_back:", on_click=close_record)


def draw_way_to(identity: str) -> None:
    """A link to the page of a record; nothing for a record without a page."""
    page = _PAGES.get(identity.partition("-")[0])
    if page:
        label = texts(session.language())["open_number"].format(id=identity)
        st.page_link(f"views/{page}.py", label=label, icon=":material/arrow_forward:", query_params={RECORD: identity, "lang": session.language()})  # fmt: skip
