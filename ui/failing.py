"""What fails is said in one sentence, in the language of the page, and the page stays usable."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.records import Unusable
from knowledge.language import Language
from knowledge.patents.ingest import IngestError
from knowledge.patents.store_schema import StoreError
from tools.refused import Refused
from ui import session
from ui.safe import literal
from ui.texts import texts

_log = logging.getLogger(__name__)
_JOINT = "/ "  # between the Chinese and the English of one message: "中文。/ English."


def sentence(text: str, language: Language) -> str:
    """The half of a message of both languages that is in the language, or the whole of one that is in one."""
    zh, joint, en = text.partition(_JOINT)
    if not joint or _JOINT in en:
        return text
    return zh.strip() if language == "zh" else en.strip()


@contextmanager
def said() -> Iterator[None]:
    """Show a failure as a sentence: what was refused and why, what is broken and how to mend it.

    A defect of ours goes to the log and is called one; Streamlit's own signals are no `Exception` and pass.
    """
    try:
        yield
    except (Refused, IngestError) as refusal:
        st.warning(literal(sentence(str(refusal), session.language())), icon=":material/info:")
    except (Unusable, StoreError, OSError, sqlite3.Error) as error:
        words = texts(session.language())
        st.error(words["failed_here"].format(reason=literal(sentence(str(error), session.language()))))
    except Exception:
        _log.exception("the page failed")
        st.error(texts(session.language())["defect"])
