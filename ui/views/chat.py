"""The chat page: earlier turns, a question, the answer as it is written, its sources."""

import streamlit as st
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.events import Done, Evidence, Reset, Step, Token
from assistant.guard import keys_in
from assistant.world import Unusable
from tools.refused import Refused
from ui import session
from ui.safe import answer_markdown, literal
from ui.sources import show_sources, with_numbers
from ui.texts import openings, texts


def shown(text: str) -> str:
    """An answer ready for the page."""
    return with_numbers(answer_markdown(text), {})


def draw_earlier(messages: list[BaseMessage]) -> None:
    """The turns so far, each answer with its sources and thumbs."""
    evidence = Evidence()
    for message in messages:
        match message:
            case HumanMessage() if message.additional_kwargs.get("lc_source") != "summarization":
                st.chat_message("user").markdown(literal(message.text))
            case ToolMessage():
                evidence.add(message.artifact)
            case AIMessage() if message.text:
                with st.chat_message("assistant"):
                    st.markdown(shown(message.text))
                    cited = [evidence.citations[key] for key in keys_in(message.text) if key in evidence.citations]
                    name = message.id or str(id(message))
                    show_sources(cited, session.world().library, session.language(), name)
                    draw_thumbs(name)


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


def answer(question: str) -> None:
    """Ask, and write the answer as it comes."""
    words = texts(session.language())
    st.chat_message("user").markdown(literal(question))
    with st.chat_message("assistant"):
        status, place = st.status(words["working"]), st.empty()
        text = ""
        events = session.world().assistant.ask(session.thread(), session.principal(), question, session.as_of())
        for event in events:
            match event:
                case Step(step):
                    status.write(literal(step))
                case Token(piece):
                    text += piece
                    place.markdown(shown(text) + "▍")
                case Reset(reason):
                    text = ""
                    status.write(literal(reason))
                case Done():
                    place.markdown(shown(event.answer))
        status.update(label=words["done"], state="complete")


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    thread = session.thread()
    owned = session.world().conversations.owns(thread, session.principal().user)
    messages = session.world().assistant.messages(thread) if owned else []
    if not messages:
        st.title(words["title"])
        st.write(words["lead"])
    draw_earlier(messages)
    chosen = None
    if not messages:
        chosen = st.pills(words["openings"], openings(session.language()), key=f"openings-{thread}")
    asked = st.chat_input(words["input"], key="question", submit_mode="stop", max_chars=32_000)
    if question := asked or chosen:
        try:
            answer(str(question))
        except (Refused, Unusable) as error:
            st.error(words["failed"].format(reason=str(error)))
            return
        st.query_params["c"] = thread
        st.rerun()
    st.caption(words["notice"])


draw()
