"""Asking the questions of a health check: one expander a subject, with how far one has come; nothing is chosen beforehand."""

from typing import Any

import streamlit as st

from tools.health_check.form import Form, Question
from ui import session
from ui.texts import texts


def draw_questions(asked: Form) -> dict[str, Any]:
    """All questions; what was answered, as the rules read answers."""
    words, language = texts(session.language()), session.language()
    given = {each.id: st.session_state.get(_key(asked, each)) for each in asked.questions}
    answered = sum(value is not None for value in given.values())
    st.progress(answered / len(asked.questions), text=words["hck_progress"].format(answered=answered, asked=len(asked.questions)))  # fmt: skip
    for number, area in enumerate(asked.areas):
        with st.expander(area.of(language), expanded=number == 0):
            for each in asked.questions:
                if each.area == area.id:
                    _draw_question(asked, each)
    return _answers(asked)


def _draw_question(asked: Form, each: Question) -> None:
    words, language = texts(session.language()), session.language()
    names = {choice.id: choice.of(language) for choice in each.choices}
    why = each.why_zh if language == "zh" else each.why_en
    st.pills(
        each.of(language), list(names), key=_key(asked, each), format_func=names.__getitem__, help=why, width="stretch"
    )
    shown = each.evidence_zh if language == "zh" else each.evidence_en
    if shown and st.session_state.get(_key(asked, each)):
        st.text_input(words["hck_evidence"], key=f"{_key(asked, each)}_evidence", max_chars=500, placeholder=words["hck_evidence_help"].format(evidence=shown))  # fmt: skip


def _answers(asked: Form) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in asked.questions:
        if choice := st.session_state.get(_key(asked, each)):
            found[each.id] = {"choice": choice, "evidence": st.session_state.get(f"{_key(asked, each)}_evidence", "")}
    return found


def _key(asked: Form, each: Question) -> str:
    return f"hck_{asked.name}_{each.id}"
