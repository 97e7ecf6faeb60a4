"""The books checked on demand, for staff."""

import streamlit as st

from tools.clearing.verifying import verify_ledger
from tools.search.words import words_of
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts


def draw_ledger() -> None:
    """A button that checks all postings, escrows and transfers, and says what is wrong."""
    words, tell = texts(session.language()), words_of("tools.clearing", session.language())
    st.caption(words["clr_ledger_lead"])
    if not st.button(words["clr_verify"], key="verify", icon=":material/fact_check:"):
        return
    with said(), session.world().sessions() as reading:
        found = verify_ledger(reading, session.principal())
        if not found:
            st.success(words["clr_sound"], icon=":material/check_circle:")
            return
        st.error(tell("verify_found", count=len(found)))
        bullets(literal(tell(f"finding_{each.name}", subject=each.subject, **each.values)) for each in found)
