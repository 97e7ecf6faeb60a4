"""Where the money of an order or a deal stands."""

import streamlit as st

from tools.access.table import may_ever
from tools.clearing.machine import ESCROW
from tools.clearing.reading import list_escrows
from ui import session
from ui.record_links import draw_way_to
from ui.texts import texts
from ui.trade_telling import amount, state_badge


def draw_escrow_of(purpose: str, subject: str) -> None:
    """The escrow of an order or a deal with its state and the way to it; nothing where this account sees none."""
    who, words = session.principal(), texts(session.language())
    if not may_ever(who, "list_escrows"):
        return
    with session.world().sessions() as reading:
        found = next((each for each in list_escrows(reading, who, purpose=purpose) if each.subject == subject), None)
    if found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{words['ord_escrow']} {amount(found.price)} {state_badge(ESCROW, found.state)}", width="content")  # fmt: skip
            draw_way_to(found.id)
