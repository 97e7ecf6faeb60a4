"""The catalogue page: the services of the ten lines, found by words or by line, each with its price and its form."""

import streamlit as st

from tools.orders.catalogue import catalogue
from tools.orders.finding import find_services
from ui import session
from ui.approving import draw_waiting
from ui.catalogue_quote import draw_quote_form
from ui.catalogue_shown import draw_service, draw_services, line_name
from ui.failing import said
from ui.record_links import draw_back, shown_record
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    if sku := shown_record():
        draw_back("cat_back")
        with said():
            service = catalogue().service(sku)
            with st.container(width=760):
                draw_service(service)
                draw_quote_form(service)
        return
    st.title(words["page_catalogue"])
    st.caption(words["cat_lead"])
    with said():
        draw_waiting("tools.orders")
        browse()


def browse() -> None:
    """Services by words and by line."""
    words = texts(session.language())
    text = st.text_input(words["cat_find"], key="cat_find", max_chars=300, placeholder=words["cat_find_hint"], persist_state="session")  # fmt: skip
    lines = {name: line_name(name) for name in catalogue().lines}
    line = st.pills(words["cat_line"], list(lines), format_func=lines.__getitem__, key="cat_line", persist_state="session")  # fmt: skip
    if text.strip():
        found = [(each.service, each.because) for each in find_services(text, line or "", 20)]
    else:
        found = [(service, ()) for service in catalogue().of_line(line or "")]
    if not found:
        st.info(words["cat_none"], icon=":material/search_off:")
        return
    st.caption(words["cat_count"].format(count=len(found)))
    draw_services(found)


draw()
