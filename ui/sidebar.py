"""The sidebar: language and day on every page, the visitor's conversations on the chat page."""

import streamlit as st

from knowledge.dates import EARLIEST, LATEST
from ui import session
from ui.account import draw_account
from ui.safe import literal
from ui.texts import texts


def draw_sidebar(chat: bool) -> None:
    """The sidebar of the page on show; `chat`: with the conversations."""
    language = session.language()
    words = texts(language)
    with st.sidebar:
        if chat and st.button(words["new"], icon=":material/add:", width="stretch", key="new"):
            session.open_thread(None)
            st.rerun()
        with st.container():
            chosen = st.segmented_control(
                words["language"], ["zh", "en"], default=language, key="language",
                format_func=lambda code: "中文" if code == "zh" else "English",
            )  # fmt: skip
        if chosen and chosen != language:
            st.query_params["lang"] = chosen
            st.rerun()
        st.date_input(
            words["as_of"], value=session.world().today(), key="as_of", help=words["as_of_help"],
            min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", persist_state="session",
        )  # fmt: skip
        draw_account()
        if chat:
            st.subheader(words["history"])
            with st.container(gap="xxsmall"):
                draw_history()


def draw_history() -> None:
    """The visitor's conversations, latest first."""
    words = texts(session.language())
    conversations = session.world().conversations
    entries = conversations.of_user(session.principal().user, 30)
    if not entries:
        st.caption(words["no_history"])
    current = session.thread()
    for entry in entries:
        opened = entry.thread == current
        label = f"**{literal(entry.title)}**" if opened else literal(entry.title)
        if st.button(label, key=f"open-{entry.thread}", type="tertiary", wrap=False):
            session.open_thread(entry.thread)
            st.rerun()
        if opened:
            draw_delete(current)


def draw_delete(thread: str) -> None:
    """The way to delete the conversation on show; it asks again, for nothing brings it back."""
    words = texts(session.language())
    with st.popover(words["delete"], icon=":material/delete:", type="tertiary"):
        st.write(words["delete_sure"])
        if st.button(words["delete_yes"], key="delete"):
            session.world().assistant.forget(thread, session.principal())
            session.open_thread(None)
            st.rerun()
