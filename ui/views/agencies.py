"""The agencies page: matching with its reasons, introductions from both sides, the directory, the package that fits."""

import streamlit as st

from tools.access.table import may_ever
from tools.agencies.keeping import keeps_entry
from ui import session
from ui.agencies_directory import draw_directory, draw_entry
from ui.agencies_introductions import draw_introduction, draw_introductions
from ui.agencies_match import draw_match
from ui.agencies_own import draw_own
from ui.agencies_package import draw_package
from ui.approving import draw_waiting
from ui.failing import said
from ui.record_links import draw_back, shown_record
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("agm_back")
        with said(), st.container(width=760):
            (draw_introduction if identity.startswith("INR") else draw_entry)(identity)
        return
    st.title(words["page_agencies"])
    st.caption(words["agm_lead"])
    with said():
        draw_waiting("tools.agencies")
    parts = {"match": draw_match, "introductions": draw_introductions, "directory": draw_directory, "package": draw_package, "own": draw_own}  # fmt: skip
    needed = {"match": "match_agencies", "introductions": "list_introductions", "directory": "list_agencies", "package": "find_my_package", "own": "keep_agency_profile"}  # fmt: skip
    names = [
        name
        for name in parts
        if may_ever(who, needed[name]) and (name != "own" or keeps_entry(session.world().effects, who))
    ]
    chosen = st.segmented_control(words["page_agencies"], names, default=names[0], required=True, key="agm_part", format_func=lambda name: words[f"agm_tab_{name}"], label_visibility="collapsed", persist_state="session")  # fmt: skip
    with said():  # one part at a time: the directory is long
        parts[chosen if chosen in names else names[0]]()


draw()
