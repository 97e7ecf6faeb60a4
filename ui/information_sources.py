"""For staff: the sources of news, adding and removing one, asking them all."""

import streamlit as st

from tools.information.classifying import CATEGORIES, categories
from tools.information.sources import AUTO, add_source, list_sources, remove_source
from tools.information.telling import ran_text
from ui import session
from ui.failing import said, sentence
from ui.safe import literal
from ui.texts import texts


def draw_sources() -> None:
    """The sources with their last run."""
    words, who = texts(session.language()), session.principal()
    if st.button(words["inf_run"], key="inf_run", type="primary", icon=":material/sync:"):
        with said(), st.spinner(words["inf_running"]):
            st.success(literal(ran_text(session.world().run_information(who), session.language())))
    draw_form()
    with session.world().sessions() as reading:
        found = list_sources(reading, who)
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"src-{each.id}"):
            st.markdown(f"**{literal(each.title)}** · {literal(each.kind)} · {literal(each.category)}")
            ran = each.ran.strftime("%Y-%m-%d %H:%M %Z") if each.ran else "–"
            st.caption(literal(f"{each.address} · {words['inf_ran']} {ran}"))
            if each.problem:
                st.warning(literal(sentence(each.problem, session.language())), icon=":material/error:")
            if each.kind != "knowledge" and st.button(
                words["inf_remove"], key=f"rm-{each.id}", icon=":material/delete:"
            ):
                with said():
                    remove_source(session.world().effects, who, each.id)
                    st.rerun()


def draw_form() -> None:
    """Add a feed or a folder."""
    words, language = texts(session.language()), session.language()
    with st.form("source", clear_on_submit=True):
        address = st.text_input(words["inf_address"], key="inf_address", max_chars=1000, help=words["inf_address_help"])
        title = st.text_input(words["inf_title"], key="inf_title", max_chars=200)
        category = st.selectbox(words["inf_category"], [AUTO, *CATEGORIES], key="inf_category", format_func=lambda key: words["inf_auto"] if key == AUTO else categories()[key].name(language))  # fmt: skip
        sent = st.form_submit_button(words["inf_add"], key="inf_add", icon=":material/add:")
    if sent:
        with said():
            made = add_source(session.world().effects, session.principal(), address, title, category or AUTO)
            st.success(words["inf_added"].format(id=made.id), icon=":material/check_circle:")
