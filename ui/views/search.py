"""The search page: a query builder for each search, its result, and one record in full."""

from collections.abc import Callable

import streamlit as st

from ui import session
from ui.failing import said
from ui.search_charts import draw_invalidity
from ui.search_forms import KINDS, draw_form
from ui.search_hits import draw_subject, forget_facets
from ui.search_marks import draw_marks
from ui.search_matrix import draw_patentability
from ui.search_portfolio import draw_portfolio
from ui.search_record import draw_page, draw_record, shown_record
from ui.search_rights import draw_freedom
from ui.search_runs import Outcome, run
from ui.texts import texts

_KEPT = "search_outcomes"
_DRAW: dict[str, Callable[[Outcome], None]] = {
    "subject": draw_subject, "patentability": draw_patentability, "fto": draw_freedom, "invalidity": draw_invalidity,
    "status": lambda outcome: draw_record(outcome.found), "patentee": draw_portfolio, "trademark": draw_marks,
}  # fmt: skip


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    if number := shown_record():
        draw_page(number)
        return
    st.title(words["search_title"])
    kind = st.segmented_control(
        words["search_kind"], KINDS, default="subject", required=True, key="q_kind", persist_state="session", wrap=True,
        format_func=lambda option: words[f"kind_{option}"],
    ) or "subject"  # fmt: skip
    st.caption(words[f"lead_{kind}"])
    with said():
        if not draw_empty(kind):
            search(kind)


def draw_empty(kind: str) -> bool:
    """What to do when there is nothing to search; whether that was so."""
    words = texts(session.language())
    if kind == "trademark":
        empty = session.marks().store.count() == 0
        text = words["no_marks"]
    else:
        empty = session.world().patents.count() == 0
        text = words["no_patents"]
    if empty:
        st.info(text, icon=":material/inventory_2:")
    return empty


def search(kind: str) -> None:
    """The form and, when one was made, the result."""
    words = texts(session.language())
    kept: dict[str, Outcome] = st.session_state.setdefault(_KEPT, {})
    values = draw_form(kind)
    if values is not None:
        kept.pop(kind, None)
        if kind == "subject":
            forget_facets()
        with st.spinner(words["searching"]):
            kept[kind] = run(kind, values)
    if kind in kept:
        if kept[kind].as_of != session.day():
            st.caption(words["other_day"].format(day=kept[kind].as_of))
        _DRAW[kind](kept[kind])


draw()
