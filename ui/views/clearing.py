"""The clearing page: one's own account, escrows, and for staff the books."""

import streamlit as st

from tools.access.table import may_ever
from ui import session
from ui.approving import draw_waiting
from ui.clearing_account import draw_account
from ui.clearing_escrows import draw_escrow, draw_escrows
from ui.clearing_ledger import draw_ledger
from ui.failing import said
from ui.record_links import draw_back, shown_record
from ui.texts import texts

# One's own account is for those who may bring money in: staff have none of their own, and see others' in the books.
_TABS = (("account", "deposit_money", draw_account), ("escrows", "list_escrows", draw_escrows), ("ledger", "verify_ledger", draw_ledger))  # fmt: skip


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("clr_back")
        with said(), st.container(width=760):
            draw_escrow(identity)
        return
    st.title(words["page_clearing"])
    st.caption(words["clr_lead"])
    tabs = [(name, drawn) for name, action, drawn in _TABS if may_ever(who, action)]
    if not tabs:
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    with said():
        draw_waiting("tools.clearing")
    for tab, (_, drawn) in zip(st.tabs([words[f"clr_tab_{name}"] for name, _ in tabs]), tabs, strict=True):
        with tab, said():
            drawn()


draw()
