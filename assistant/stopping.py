"""Stopping a turn: whoever reads it may leave at any moment, and what was written so far is kept."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import copy_context
from typing import Any, TypeVar

from langchain_core.callbacks import BaseCallbackHandler

T = TypeVar("T")
PULSE = 0.2  # seconds between two signs of life while a model is silent
_UNFINISHED_KEY = re.compile(r"\s*\[(?:c|cn|cn/[^\]]*|p|pr|practice[^\]]*)?$")


class Stopped(Exception):  # noqa: N818 - what happened
    """The user stopped the turn; nobody waits for its answer any more."""


class Halt(BaseCallbackHandler):
    """Ends a model that is still writing after its turn was stopped, and with it the connection to its server."""

    raise_error = True

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped

    def on_llm_new_token(self, *_: Any, **__: Any) -> None:
        """Raises Stopped when nobody reads on."""
        if self._stopped.is_set():
            raise Stopped


def interruptible(call: Callable[[], T], stopped: threading.Event, pulse: Callable[[], None]) -> T:
    """The outcome of a call that may be silent for long. Raises Stopped soon after the turn is stopped.

    A read from a socket cannot be interrupted, so the call has a thread of its own, which is left behind: it ends
    with the next word or the time-out of the model. `pulse` is called now and then, so that readers get a turn.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:  # handed to the waiting thread, which raises it
            outcome.set_exception(error)

    threading.Thread(target=copy_context().run, args=(run,), name="model-call", daemon=True).start()
    while not wait([outcome], PULSE).done:
        if stopped.is_set():
            raise Stopped
        pulse()
    return outcome.result()


def without_open_key(text: str) -> str:
    """A text cut off in the middle, without the citation key it may have been writing."""
    return _UNFINISHED_KEY.sub("", text)
