"""The packet of an introduction as a form; its terms are shown before anything is sent."""

import streamlit as st

from tools.access.table import may_ever
from tools.agencies.shown import Match
from tools.agencies.telling import agency_name
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.texts import texts


def draw_introduce(found: Match) -> None:
    """The form; nothing for an account that may not be introduced."""
    words = texts(session.language())
    if not may_ever(session.principal(), "introduce"):
        return
    named = {each.agency.organisation: agency_name(each, session.language()) for each in found.candidates}
    st.subheader(words["agm_introduce"])
    with st.form("agm_packet"):
        agency = st.selectbox(words["agm_agency"], list(named), key="agm_agency", format_func=named.__getitem__)
        title = st.text_input(words["agm_title"], key="agm_title", max_chars=120)
        summary = st.text_area(words["agm_summary"], key="agm_summary", max_chars=1000, height=90)
        contact = st.text_input(words["agm_contact"], key="agm_contact", max_chars=200)
        unfiled = st.checkbox(words["agm_unfiled"], key="agm_unfiled")
        technical = st.text_area(words["agm_technical"], key="agm_technical", max_chars=4000, height=80, help=words["agm_technical_help"])  # fmt: skip
        share = st.checkbox(words["agm_share_technical"], key="agm_share_technical")
        sent = st.form_submit_button(words["agm_introduce_run"], key="agm_introduce_run", icon=":material/fact_check:")
    if sent:
        with said():
            propose("introduce", {"match": found.id, "agency": agency, "title": title, "summary": summary, "contact": contact, "unfiled": unfiled, "technical": technical, "share_technical": share})  # fmt: skip
