"""What people decide about a database: publications taken in or left out, tags, who may see it, and its end."""

import streamlit as st

from tools.databases.access import Level
from tools.databases.choosing import exclude, include, tag, undecide
from tools.databases.figures import DatabaseShown
from tools.databases.keeping import delete_database
from tools.databases.sharing import share, shares_of
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.search_fields import codes, names
from ui.search_telling import bullets, listed
from ui.texts import texts

_ADDRESS = "d"  # of the database on show, so that a reload and a link keep it


def shown_database() -> str:
    """The database on show, empty for none."""
    return st.query_params.get(_ADDRESS, "")


def open_database(identity: str) -> None:
    """Show a database."""
    st.query_params[_ADDRESS] = identity


def close_database() -> None:
    """Back to the list."""
    st.query_params.pop(_ADDRESS, None)


def draw_hand(found: DatabaseShown) -> None:
    """Publications taken in, left out, or undecided again; tags. For editors."""
    words, databases, who = texts(session.language()), session.databases(), session.principal()
    for name, decided in (("included", found.definition.include), ("excluded", found.definition.exclude)):
        if decided:
            st.markdown(f"**{words[f'hand_{name}']}**　{literal(listed(sorted(decided)[:100]))}")
    if found.level == "reader":
        st.caption(words["reader_only"])
        return
    with st.form("hand"):
        numbers = codes(
            st.text_input(words["hand_numbers"], key="hand_numbers", placeholder=words["field_number_hint"])
        )
        with st.container(horizontal=True, gap="small"):
            into = st.form_submit_button(words["hand_include"], key="hand_include", icon=":material/add:")
            out = st.form_submit_button(words["hand_exclude"], key="hand_exclude", icon=":material/remove:")
            back = st.form_submit_button(words["hand_undecide"], key="hand_undecide", icon=":material/undo:")
    if numbers and (into or out or back):
        with said():
            if into:
                include(databases, session.room(), who, found.id, numbers)
            elif out:
                exclude(databases, who, found.id, numbers)
            else:
                undecide(databases, who, found.id, numbers)
            st.rerun()
    with st.form("tags"):
        left, right = st.columns(2)
        number = left.text_input(words["tag_number"], key="tag_number")
        tags = right.text_input(words["tag_names"], key="tag_names")
        if st.form_submit_button(words["tag_add"], key="tag_add", icon=":material/sell:") and number and tags:
            with said():
                held = tag(databases, who, found.id, number, names(tags.replace("，", ";").replace(",", ";")))
                st.success(words["tagged"].format(number=literal(number), tags=literal(listed(held))))


def draw_owner(found: DatabaseShown) -> None:
    """Who else may see it, and the way to delete it. For its owner."""
    words, databases, who = texts(session.language()), session.databases(), session.principal()
    if found.level != "owner":
        return
    st.subheader(words["shares"])
    bullets(
        f"{literal(user)}: {words[f'level_{level}']}" for user, level in shares_of(databases, who, found.id).items()
    )
    with st.form("share"):
        left, right = st.columns(2)
        user = left.text_input(words["share_user"], key="share_user", max_chars=200)
        level = right.selectbox(words["share_level"], ["reader", "editor", "nobody"], format_func=lambda each: words[f"level_{each}"], key="share_level")  # fmt: skip
        sent = st.form_submit_button(words["share_run"], key="share_run", icon=":material/group:")
    if sent:
        with said():
            share(databases, who, found.id, user, None if level == "nobody" else Level[str(level).upper()])
            st.rerun()
    with st.popover(words["database_delete"], icon=":material/delete:", type="tertiary"):
        st.write(words["database_delete_sure"])
        if st.button(words["delete_yes"], key="database_delete"):
            with said():
                delete_database(databases, who, found.id)
                close_database()
                st.rerun()
