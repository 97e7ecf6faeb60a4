"""A turn on the page: the answer as it is written, and the page put in order however the turn ends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from assistant.events import Done, Event, Reset, Step, Token, Waiting
from ui import session
from ui.safe import answer_markdown, literal
from ui.sources import with_numbers
from ui.texts import texts

VISITOR, DESK = ":material/person:", ":material/balance:"
_CURSOR = "▍"
_OVER = "turn_over"
_PATIENCE = 3.0  # seconds a page waits for the turn that its visitor has just left


def shown(text: str) -> str:
    """An answer ready for the page."""
    return with_numbers(answer_markdown(text), {})


def settle() -> None:
    """Wait until a turn that this visitor left by a click elsewhere is kept, so that the page shows it."""
    over = st.session_state.get(_OVER)
    if isinstance(over, threading.Event):
        over.wait(_PATIENCE)


def answer(question: str) -> None:
    """Ask, and write the answer as it comes. Raises what `Assistant.ask` raises."""
    words, thread = texts(session.language()), session.thread()
    st.chat_message("user", avatar=VISITOR).markdown(literal(question))
    with st.chat_message("assistant", avatar=DESK):
        status, place = st.status(words["working"]), st.empty()
    with _running():
        try:
            with closing(session.world().assistant.ask(thread, session.principal(), question, session.as_of())) as turn:
                _write(turn, status, place)
        except Exception:
            status.update(label=words["stopped"], state="error")
            place.empty()
            raise
        except BaseException:  # Streamlit ends the page's thread this way: stop was pressed, or something else clicked
            _beside(lambda: _close(status, place, words["stopped"], thread))
            raise
        status.update(label=words["done"], state="complete")


@contextmanager
def _running() -> Iterator[None]:
    over = st.session_state[_OVER] = threading.Event()
    try:
        yield
    finally:
        over.set()


def _write(turn: Iterator[Event], status: StatusContainer, place: DeltaGenerator) -> None:
    text = ""
    for event in turn:
        match event:
            case Step(step):
                status.write(literal(step))
            case Token(piece):
                text += piece
                place.markdown(shown(text) + _CURSOR)
            case Reset(reason):
                text = ""
                status.write(literal(reason))
            case Waiting():  # drawing is how Streamlit notices that stop was pressed
                place.markdown(shown(text) + _CURSOR)
            case Done():
                place.markdown(shown(event.answer))


def _close(status: StatusContainer, place: DeltaGenerator, label: str, thread: str) -> None:
    """The end of a stopped turn: steps closed, no cursor, and what was kept of the answer."""
    place.markdown(shown(str(session.world().assistant.messages(thread)[-1].text)))
    status.update(label=label, state="complete")


def _beside(draw: Callable[[], None]) -> None:
    """Draw on a page that was stopped: its own thread may not draw any more, one beside it may."""
    thread = threading.Thread(target=draw)
    add_script_run_ctx(thread, get_script_run_ctx())
    thread.start()
    thread.join()
