"""Taking rights in: a table or numbers, told row by row before anything is written."""

import streamlit as st

from tools.portfolio.asset import NAMES, Right
from tools.portfolio.drafting import Drafts
from tools.portfolio.importing import Preview, number_drafts, preview, table_drafts, take_in
from tools.portfolio.numbering import split_numbers
from tools.portfolio.telling import preview_text, telling
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.texts import texts

_SHOWN = 200
_DONE = "por_taken"


def draw_adding() -> None:
    """Where the rights come from, then what would happen."""
    words = texts(session.language())
    if told := st.session_state.pop(_DONE, ""):
        st.success(literal(told))
    way = st.segmented_control(words["por_way"], ["table", "numbers"], default="table", required=True, key="por_way", format_func=lambda way: words[f"por_way_{way}"])  # fmt: skip
    with said():
        drafts = _table() if way == "table" else _numbers()
        if drafts:
            _draw_preview(drafts)


def _table() -> Drafts | None:
    words = texts(session.language())
    st.caption(words["por_columns"])
    sent = st.file_uploader(words["por_file"], ["csv", "tsv", "txt", "xlsx"], key="por_file", max_upload_size=64)
    return table_drafts(session.world().portfolio, sent.getvalue()) if sent else None


def _numbers() -> Drafts | None:
    words, language = texts(session.language()), session.language()
    kinds: list[Right | None] = [None, "invention", "utility-model", "design", "mark", "copyright", "software", "layout"]  # fmt: skip
    right = st.selectbox(words["por_right"], kinds, key="por_kind", format_func=lambda kind: NAMES[kind].of(language) if kind else words["por_by_number"])  # fmt: skip
    typed = st.text_area(words["por_numbers"], key="por_numbers", max_chars=20_000, placeholder="ZL201710999991.2; US11234567B2")  # fmt: skip
    listed = split_numbers(typed or "")
    return number_drafts(session.world().portfolio, listed, right) if listed else None


def _draw_preview(drafts: Drafts) -> None:
    words, language = texts(session.language()), session.language()
    found = preview(session.world().portfolio, session.principal(), drafts)
    st.markdown(f"**{literal(preview_text(found, language).splitlines()[0])}**")
    if found.rejected:
        st.warning(words["por_rejected"])
        st.dataframe([{words["por_line"]: each.line, words["por_number"]: each.number, words["por_why"]: each.why.of(language)} for each in found.rejected[:_SHOWN]], hide_index=True, width="stretch")  # fmt: skip
    if found.accepted:
        _draw_accepted(found)
        label = words["por_take"].format(count=len(found.accepted))
        st.button(label, key="por_take", type="primary", icon=":material/save:", on_click=_take, args=(drafts,))


def _draw_accepted(found: Preview) -> None:
    words, language = texts(session.language()), session.language()
    say = telling(language)
    rows = [
        {words["por_line"]: line, words["por_right"]: NAMES[facts.right].of(language), words["por_number"]: facts.number, words["por_title"]: facts.title,
         words["por_filed"]: str(facts.filed or say("unknown")), words["por_granted"]: str(facts.granted or say("unknown")), words["por_outcome"]: words["por_added_count" if outcome == "added" else f"por_{outcome}"]}
        for (line, facts), outcome in zip(found.accepted[:_SHOWN], found.outcomes, strict=False)
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, width="stretch")


def _take(drafts: Drafts) -> None:
    with said():
        found = take_in(session.world().portfolio, session.principal(), drafts, without_rejected=True)
        st.session_state[_DONE] = preview_text(found, session.language()).splitlines()[0]
