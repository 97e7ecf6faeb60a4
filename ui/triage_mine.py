"""One's own inquiries: how they stand, what was answered, and asking the staff something new."""

import streamlit as st

from tools.triage.acting import reopen_case
from tools.triage.inquiries import Incoming
from tools.triage.machine import CASE
from tools.triage.showing import InquiryShown, list_my_inquiries, show_inquiry
from tools.triage.telling import mine_details
from ui import session
from ui.failing import said
from ui.record_links import open_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import moment, state_badge


def draw_mine() -> None:
    """The own inquiries, newest first, below the form for a new one."""
    words = texts(session.language())
    draw_new()
    with session.world().sessions() as reading:
        found = list_my_inquiries(reading, session.principal())
    if not found:
        st.info(words["tri_none_mine"], icon=":material/support_agent:")
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"mine-{each.id}"):
            st.button(literal(each.title), key=f"own-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip
            draw_short(each)


def draw_new() -> None:
    """Hand a question over."""
    words = texts(session.language())
    with (
        st.expander(words["tri_new"], icon=":material/add:"),
        st.form("tri_new_form", clear_on_submit=True, border=False),
    ):
        text = st.text_area(words["tri_new_text"], key="tri_text", max_chars=8000)
        contact = st.text_input(words["tri_new_contact"], key="tri_contact", max_chars=300)
        sent = st.form_submit_button(words["tri_new_run"], key="tri_new_run", icon=":material/send:")
    if sent:
        with said():
            made = session.world().inquiries.hand_over(session.principal(), "page", text, contact, Incoming("page"))
            st.success(words["tri_new_done"].format(id=literal(made.id)), icon=":material/check_circle:")


def draw_short(each: InquiryShown) -> None:
    """State, day, and what is due or asked for."""
    st.markdown(f"{state_badge(CASE, each.state)} {literal(each.id)} · {moment(each.received)}")
    for line in mine_details(each, session.language()):
        st.caption(literal(line))


def draw_own(identity: str) -> None:
    """One own inquiry with its words and replies."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        shown = show_inquiry(reading, session.principal(), identity.upper())
    st.header(literal(shown.title))
    draw_short(shown.model_copy(update={"replies": ()}))
    st.markdown(literal(shown.text))
    for reply in shown.replies:
        st.subheader(words["tri_replies"])
        with st.container(border=True):
            st.markdown(literal(reply.text))
            st.caption(moment(reply.approved))
    if "reopen" in CASE.can(shown.state) and st.button(
        words["tri_reopen"], key="tri_own_reopen", icon=":material/undo:"
    ):
        with said():
            reopen_case(session.world().effects, session.principal(), shown.id)
            st.rerun()
