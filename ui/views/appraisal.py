"""The appraisal page: patents judged indicator by indicator, with what is known, what is not, and what follows."""

import streamlit as st

from tools.access.table import require
from tools.appraisal.appraisal import Appraisal, appraise_patent, compare_patents
from tools.refused import Refused
from ui import session
from ui.appraisal_form import Wanted, draw_form
from ui.appraisal_shown import draw_appraisal, draw_comparison
from ui.appraisal_value import draw_value
from ui.failing import said
from ui.texts import texts

_KEPT = "appraised"


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    st.title(words["page_appraisal"])
    indicators, worth = st.tabs([words["val_indicators"], words["val_tab"]])
    with indicators:
        draw_indicator_tab()
    with worth:
        draw_value()


def draw_indicator_tab() -> None:
    """The appraisal by indicators: the form and what was found."""
    words = texts(session.language())
    st.caption(words["app_lead"])
    with said():
        require(session.principal(), "appraise_patent", None)
        if session.world().patents.count() == 0:
            st.info(words["no_patents"], icon=":material/inventory_2:")
            return
        wanted = draw_form()
        if wanted:
            st.session_state.pop(_KEPT, None)
            with st.spinner(words["app_working"]):
                st.session_state[_KEPT] = _found(wanted)
    kept: list[Appraisal] = st.session_state.get(_KEPT, [])
    if len(kept) == 1:
        draw_appraisal(kept[0])
    elif kept:
        draw_comparison(kept)


def _found(wanted: Wanted) -> list[Appraisal]:
    room, day = session.room(), session.day()
    if not wanted.numbers:
        raise Refused("请填写专利号，例如 CN202644312U。/ Give a patent number, for example CN202644312U.")
    if len(wanted.numbers) == 1:
        return [appraise_patent(room, wanted.numbers[0], day, wanted.scenario, wanted.facts)]
    if wanted.facts:
        raise Refused("比较时不能在这里陈述事实：它们属于哪一件说不清；请清空事实，或用 ipos appraise patent 按号码陈述。/ Facts cannot be stated here for a comparison, since it is not clear which patent they are of; clear them, or state them by number with ipos appraise patent.")  # fmt: skip
    return compare_patents(room, wanted.numbers, day, wanted.scenario)


draw()
