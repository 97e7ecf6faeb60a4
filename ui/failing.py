"""What fails is said in one sentence, in the language of the page, and the page stays usable."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from assistant.records import Unusable
from knowledge.language import Language
from knowledge.patents.ingest import IngestError
from knowledge.patents.store_schema import StoreError
from tools.database import DatabaseFailure
from tools.refused import Refused
from ui import session
from ui.safe import literal
from ui.texts import texts

Kind = Literal["success", "warning", "error"]
_log = logging.getLogger(__name__)
_JOINT = "/ "  # between the Chinese and the English of one message: "中文。/ English."


def sentence(text: str, language: Language) -> str:
    """The half of a message of both languages that is in the language, or the whole of one that is in one."""
    zh, joint, en = text.partition(_JOINT)
    if not joint or _JOINT in en:
        return text
    return zh.strip() if language == "zh" else en.strip()


def explained(error: Exception) -> tuple[Kind, str]:
    """What a failure is called and its sentence: what was refused and why, what is broken and how to mend it.

    A defect of ours goes to the log and is called one.
    """
    language = session.language()
    match error:
        case Refused() | IngestError():
            return "warning", literal(sentence(str(error), language))
        case Unusable() | StoreError() | DatabaseFailure() | OSError() | sqlite3.Error():
            return "error", texts(language)["failed_here"].format(reason=literal(sentence(str(error), language)))
    _log.error("the page failed", exc_info=error)
    return "error", texts(language)["defect"]


def show(kind: Kind, told: str) -> None:
    """A sentence that is an answer: done, refused or failed."""
    if kind == "success":
        st.success(told, icon=":material/check_circle:")
    elif kind == "warning":
        st.warning(told, icon=":material/info:")
    else:
        st.error(told)


@contextmanager
def said() -> Iterator[None]:
    """Show a failure as a sentence, and keep the page usable. Streamlit's own signals are no `Exception` and pass."""
    try:
        yield
    except Exception as error:
        show(*explained(error))
