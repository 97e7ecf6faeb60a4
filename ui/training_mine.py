"""One's own sign-ups: seats, places on waiting lists, what has to be paid or confirmed, certificates."""

import streamlit as st

from tools.access.table import may_ever
from tools.training.reading import my_sign_ups
from tools.training.session import SignUp
from tools.training.telling import sign_up_line
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.record_links import draw_way_to, open_record
from ui.safe import literal
from ui.texts import texts
from ui.training_sessions import telling


def draw_mine() -> None:
    """The sign-ups of the account."""
    words, who = texts(session.language()), session.principal()
    if not may_ever(who, "my_training"):
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    with session.world().sessions() as reading:
        found = my_sign_ups(reading, who, session.world().now())
    if not found:
        st.info(literal(telling()("sign_ups_none")), icon=":material/event:")
    for each in found:
        draw_one(each)


def draw_one(each: SignUp) -> None:
    """A sign-up with what can be done about it."""
    words = texts(session.language())
    with st.container(border=True, gap="xsmall", key=f"sign-up-{each.id}"):
        st.markdown(literal(sign_up_line(each, session.language())))
        with st.container(horizontal=True, gap="small"):
            st.button(words["trn_open"], key=f"see-{each.id}", icon=":material/event:", on_click=open_record, args=(each.session,))  # fmt: skip
            claim = "claim" in each.can and st.button(words["trn_claim"], key=f"claim-{each.id}", type="primary", icon=":material/check:")  # fmt: skip
            cancel = "cancel" in each.can and st.button(words["trn_cancel"], key=f"cancel-{each.id}", icon=":material/close:")  # fmt: skip
        if each.order:
            draw_way_to(each.order)
        with said():
            if claim:
                propose("claim_seat", {"sign_up": each.id})
            if cancel:
                propose("cancel_sign_up", {"sign_up": each.id})
