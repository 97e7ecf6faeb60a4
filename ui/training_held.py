"""For who holds sessions: its own, who signed up, attendance, calling one off."""

import streamlit as st

from tools.training.machine import SIGN_UP
from tools.training.reading import participants, provided
from tools.training.session import Session, SignUp
from tools.training.telling import seats_told, sign_up_line
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import both
from ui.training_sessions import when


def draw_held() -> None:
    """The sessions of the reader's organisation."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        found = provided(reading, session.principal())
    if not found:
        st.info(words["trn_held_none"], icon=":material/event:")
        return
    chosen = st.selectbox(words["trn_held_which"], found, key="trn_held", format_func=lambda each: f"{when(each)} {both(each.title_zh, each.title_en)}")  # fmt: skip
    if chosen:
        draw_participants(chosen)


def draw_participants(each: Session) -> None:
    """Who signed up, in order, with attendance; and the way to call the session off."""
    words = texts(session.language())
    st.caption(literal(f"{each.id} · {seats_told(each, session.language())}"))
    with session.world().sessions() as reading:
        found = participants(reading, session.principal(), each.id)
    if not found:
        st.info(words["trn_nobody"], icon=":material/group_off:")
    for row in found:
        draw_participant(row)
    if each.state == "open":
        with st.form(f"off-{each.id}"):
            reason = st.text_input(words["trn_reason"], key="trn_reason", max_chars=500)
            sent = st.form_submit_button(words["trn_call_off"], key="trn_call_off", icon=":material/event_busy:")
        if sent:
            with said():
                propose("cancel_session", {"session": each.id, "reason": reason})


def draw_participant(row: SignUp) -> None:
    """One who signed up, with the buttons of attendance once it can be recorded."""
    words = texts(session.language())
    with st.container(border=True, gap="xsmall", key=f"part-{row.id}"):
        st.markdown(f"**{literal(row.name)}** · {literal(row.organisation)}  \n{literal(sign_up_line(row, session.language()))}")  # fmt: skip
        if row.starts > session.world().now():
            return
        came = absent = False
        with st.container(horizontal=True, gap="small"):
            if "attend" in SIGN_UP.can(row.state):
                came = st.button(words["trn_came"], key=f"came-{row.id}", icon=":material/how_to_reg:")
            if "miss" in SIGN_UP.can(row.state):
                absent = st.button(words["trn_absent"], key=f"absent-{row.id}", icon=":material/person_off:")
        with said():
            if came or absent:
                propose("record_attendance", {"sign_up": row.id, "came": "attended" if came else "absent"})
