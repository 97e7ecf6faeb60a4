"""The chat page: earlier turns, a question, the answer as it is written, its sources."""

import streamlit as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.events import Evidence
from assistant.guard import keys_in
from assistant.records import Unusable
from tools.refused import Refused
from ui import session
from ui.chat_cards import draw_cards
from ui.safe import literal
from ui.sources import show_sources
from ui.texts import openings, texts
from ui.turns import DESK, VISITOR, answer, settle, shown

_LOOK_AGAIN = 3.0  # seconds between two looks for the index


def draw_earlier(messages: list[BaseMessage]) -> None:
    """The turns so far, each answer with its sources and thumbs."""
    evidence = Evidence()
    for message in messages:
        match message:
            case HumanMessage() if message.additional_kwargs.get("lc_source") != "summarization":
                st.chat_message("user", avatar=VISITOR).markdown(literal(message.text))
            case ToolMessage():
                evidence.add(message.artifact)
            case AIMessage() if message.text:
                with st.chat_message("assistant", avatar=DESK):
                    st.empty()  # the steps stood here: the text keeps its place, and nothing is seen twice
                    st.markdown(shown(message.text))
                    cited = [evidence.citations[key] for key in keys_in(message.text) if key in evidence.citations]
                    show_sources(cited, session.world().library, session.language())
                    draw_thumbs(message.id or str(id(message)))


def draw_thumbs(message: str) -> None:
    """Thumbs up or down on one answer, kept at once."""
    conversations, thread = session.world().conversations, session.thread()
    if not conversations.owns(thread, session.principal().user):
        return
    key = f"thumb-{message}"
    if key not in st.session_state and (known := conversations.thumbs(thread).get(message)) is not None:
        st.session_state[key] = known
    chosen = st.feedback("thumbs", key=key)
    if chosen is not None and conversations.thumbs(thread).get(message) != chosen:
        conversations.rate(thread, message, session.principal().user, chosen)
        st.toast(texts(session.language())["thumb_thanks"])


def take_question() -> None:
    """Take what was typed, before the page is drawn again."""
    session.begin(str(st.session_state["question"]))


def draw_opening(ready: bool) -> None:
    """What an empty conversation shows: who we are and, when there is an index to answer from, what one could ask."""
    words = texts(session.language())
    st.title(words["title"])
    st.write(words["lead"])
    if not ready:
        return
    st.caption(words["openings"])
    with st.container(horizontal=True, gap="xsmall"):
        for number, opening in enumerate(openings(session.language())):
            st.button(opening, key=f"opening-{number}", wrap=True, on_click=session.begin, args=(opening,))


@st.fragment(run_every=_LOOK_AGAIN)
def wait_for_index() -> None:
    """Say that there is no index, and come back by itself when there is one."""
    words, index = texts(session.language()), session.world().index
    if index.sound("core"):
        st.rerun()
    if index.being_built("core"):
        st.info(words["building"], icon=":material/hourglass_top:")
    else:
        st.warning(words["no_index"], icon=":material/construction:")


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    settle()
    thread, question = session.thread(), session.asked()
    ready = session.world().index.sound("core")
    owned = session.world().conversations.owns(thread, session.principal().user)
    messages = session.world().assistant.messages(thread) if owned else []
    opening = st.empty()  # emptied at once when the first question is asked
    if not messages and not question:
        with opening.container():
            draw_opening(ready)
    draw_earlier(messages)
    if owned and not question:
        draw_cards(thread)
    st.chat_input(
        words["input"], key="question", submit_mode="stop", max_chars=32_000, disabled=not ready,
        on_submit=take_question,
    )  # fmt: skip
    if not ready:
        wait_for_index()
    elif question:
        try:
            answer(question)
        except (Refused, Unusable) as error:
            st.error(words["failed"].format(reason=str(error)))
            return
        st.rerun()
    if day := session.as_of():
        st.caption(words["as_of_note"].format(day=day))
    st.caption(words["notice"])


draw()
