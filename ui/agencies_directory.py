"""The directory on the page: a line each, and one entry in full. Whom an agency stands for is nowhere in it."""

import streamlit as st

from tools.agencies.finding import list_agencies, show_agency
from tools.agencies.telling import tell_in
from tools.agencies.telling_entries import entry_facts, kind_told, state_told
from tools.orders.catalogue import catalogue
from ui import session
from ui.record_links import draw_way_to, open_record
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import both, draw_demo


def draw_directory() -> None:
    """All entries by name, of one line where that is wanted."""
    words, tell = texts(session.language()), tell_in(session.language())
    lines = {"": words["agm_any"]} | {name: both(*named) for name, named in catalogue().lines.items()}
    line = st.selectbox(words["agm_line"], list(lines), key="agm_line", format_func=lines.__getitem__, width=280)
    found = list_agencies(session.world().effects, session.principal(), line or "")
    st.caption(literal(tell("directory_head", count=len(found)) if found else tell("directory_none")))
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"dir-{each.organisation}"):
            st.button(f"**{literal(both(each.name_zh, each.name_en))}**", key=f"dir_open-{each.organisation}", type="tertiary", wrap=True, on_click=open_record, args=(each.organisation,))  # fmt: skip
            parts = [kind_told(each, tell), state_told(each, tell), ", ".join(each.jurisdictions)]
            st.markdown(literal(" · ".join(parts)) + (f" :gray-badge[{words['demo']}]" if each.demo else ""))


def draw_entry(identity: str) -> None:
    """One entry."""
    found, tell = show_agency(session.world().effects, session.principal(), identity), tell_in(session.language())
    st.header(literal(both(found.name_zh, found.name_en)))
    if found.demo:
        draw_demo()
    st.caption(literal(f"{found.organisation} · {kind_told(found, tell)} · {state_told(found, tell)}"))
    if about := both(found.about_zh, found.about_en):
        st.markdown(literal(about))
    bullets(literal(line) for line in entry_facts(found, session.language()))
    draw_way_to(identity)
