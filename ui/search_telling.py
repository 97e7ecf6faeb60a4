"""The words of searches as the pages show them: labels of states, places, reasons; texts of others escaped."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from assistant.offline.coverage_replies import place as told_place
from knowledge.citation import Citation, Kind
from tools.search.words import Words
from tools.search.words import words as words_of
from ui import session
from ui.safe import literal
from ui.sources import show_sources

MARKS = {"matched": ":green-badge[● {word}]", "partial": ":orange-badge[◐ {word}]", "missing": ":gray-badge[○ {word}]"}
ATTENTION = {"high": ":red-badge[{word}]", "medium": ":orange-badge[{word}]", "low": ":gray-badge[{word}]"}
STANDING = {"in_force": "green", "pending": "blue", "ended": "gray", "unknown": "orange", "lapsed": "gray", "expired": "gray",
            "withdrawn": "gray", "refused": "gray", "revoked": "red"}  # fmt: skip


def telling() -> Words:
    """The words in which results are told, in the language of the page."""
    return words_of(session.language())


def one_line(text: str) -> str:
    """Words of a document as one line of Markdown that shows them unchanged."""
    return literal(" ".join(text.split()))


def listed(items: Iterable[object]) -> str:
    """Items in a row, with the comma of the language."""
    return ("、" if session.language() == "zh" else ", ").join(str(item) for item in items)


def found_badge(found: str) -> str:
    """How far a feature was found, as a sign and a word: never by colour alone."""
    return MARKS[found].format(word=telling()(f"found_{found}"))


def attention_badge(attention: str) -> str:
    """How much attention something needs."""
    return ATTENTION[attention].format(word=telling()(f"attention_{attention}"))


def state_badge(state: str, word: str) -> str:
    """A legal state."""
    return f":{STANDING[state]}-badge[{word}]"


def place(where: str) -> str:
    """A place in a document in the language of the page."""
    return literal(told_place(telling(), where)) if where else ""


def day(value: date | None) -> str:
    """A day, or that it is not known."""
    return value.isoformat() if value else telling()("unknown")


def unbroken(value: date | None) -> str:
    """A day for a narrow column: its hyphens end no line."""
    return str(value).replace("-", "\u2011") if value else "–"


def quote(passage: str, where: str = "") -> None:
    """A passage of a document with its place."""
    at = f"**{place(where)}**　" if where else ""
    st.markdown(f"> {at}{one_line(passage)}")


def draw_bases(citations: Iterable[Citation]) -> None:
    """The provisions something rests on, each once; closed until opened. Publications have records of their own."""
    once = {citation.key: citation for citation in citations if citation.kind is not Kind.PATENT}
    show_sources(list(once.values()), session.world().library, session.language())


def bullets(lines: Iterable[str]) -> None:
    """Sentences as a list."""
    rows = [f"- {line}" for line in lines]
    if rows:
        st.markdown("\n".join(rows))
