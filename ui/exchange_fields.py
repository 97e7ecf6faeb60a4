"""The fields in which rights, needs and declarations are described."""

from typing import Any, get_args

import streamlit as st

from tools.exchange.request import DealKind, Declarations, Subject
from ui import session
from ui.search_fields import codes
from ui.texts import texts

SUBJECTS: tuple[str, ...] = get_args(Subject)
DEALS: tuple[str, ...] = get_args(DealKind)
DECLARED = tuple(name for name in Declarations.model_fields if name != "export")
_WORDED = ("title", "use", "product", "description")


def label_of(kind: str, name: str) -> str:
    """A subject, deal or pricing in words; "" is any."""
    words = texts(session.language())
    return words[f"exc_{kind}_{name}"] if name else words["exc_any"]


def labels_of(kind: str, names: tuple[str, ...]) -> dict[str, str]:
    """Several of them by name, as the options of a field."""
    return {name: label_of(kind, name) for name in names}


def wording_fields(key: str) -> dict[str, str]:
    """Title, use, product and description, in the language of the page."""
    words = texts(session.language())
    title = st.text_input(words["exc_title"], key=f"{key}_title", max_chars=200)
    use = st.text_input(words["exc_use"], key=f"{key}_use", max_chars=2000, help=words["exc_use_help"])
    product = st.text_input(words["exc_product"], key=f"{key}_product", max_chars=2000)
    description = st.text_area(words["exc_description"], key=f"{key}_description", max_chars=2000, height=100)
    return dict(zip(_WORDED, (title, use, product, description), strict=True))


def worded(fields: dict[str, str]) -> dict[str, Any]:
    """The words as a request takes them: under the language of the page."""
    return {session.language(): fields}


def class_field(key: str) -> tuple[str, ...]:
    """Classes as typed."""
    words = texts(session.language())
    return codes(st.text_input(words["exc_classes"], key=f"{key}_classes", placeholder="B64C, G05D", max_chars=400))


def declaration_fields(key: str) -> dict[str, Any]:
    """What the seller declares; what is left open is not declared."""
    words = texts(session.language())
    said: dict[str, Any] = {}
    with st.expander(words["exc_declares"], icon=":material/edit_note:"):
        st.caption(words["exc_declares_lead"])
        for name in DECLARED:
            chosen = st.segmented_control(words[f"dec_{name}"], [True, False], key=f"{key}_{name}", format_func=lambda each: words["yes" if each else "no"])  # fmt: skip
            if chosen is not None:
                said[name] = chosen
        export = st.segmented_control(words["dec_export"], ["free", "licensed"], key=f"{key}_export", format_func=lambda each: words[f"dec_export_{each}"])  # fmt: skip
        if export:
            said["export"] = export
    return said
