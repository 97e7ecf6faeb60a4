"""The entry script of the web application: page settings, sidebar, navigation."""

import streamlit as st

from assistant.world import Unusable
from knowledge.dates import EARLIEST, LATEST
from ui import session
from ui.texts import texts


def draw_sidebar() -> None:
    """Conversations, language and day."""
    language = session.language()
    words = texts(language)
    with st.sidebar:
        if st.button(words["new"], icon=":material/add:", width="stretch", key="new"):
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
            min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD",
        )  # fmt: skip
        st.subheader(words["history"])
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
        label = entry.title if len(entry.title) <= 26 else entry.title[:26] + "…"
        opened = entry.thread == current
        if st.button(label, key=f"open-{entry.thread}", type="primary" if opened else "tertiary", width="stretch"):
            session.open_thread(entry.thread)
            st.rerun()
    if any(entry.thread == current for entry in entries) and st.button(
        words["delete"], icon=":material/delete:", key="delete", type="tertiary"
    ):
        session.world().assistant.forget(current, session.principal())
        session.open_thread(None)
        st.rerun()


st.set_page_config(page_title="IPOS", page_icon="⚖️", layout="centered", initial_sidebar_state="auto")
try:
    draw_sidebar()
    session.world().assistant  # noqa: B018 - a wrong setting is said here, before anything is asked
except (Unusable, ValueError) as error:
    st.error(texts(session.language())["failed"].format(reason=str(error)))
    st.stop()
page = st.Page("views/chat.py", title=texts(session.language())["title"], icon=":material/chat:", default=True)
st.navigation([page], position="hidden").run()
