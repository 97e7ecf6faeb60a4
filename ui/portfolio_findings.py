"""What was found about a portfolio: rights about to be lost, conflicts with records, gaps, and what changed."""

import streamlit as st

from tools.portfolio.gaps import gaps_of
from tools.portfolio.lapses import Lapses
from tools.portfolio.looking import changes_of, look
from tools.portfolio.telling import telling
from tools.portfolio.telling_findings import change_line, conflict_line, gap_line, way_lines
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.texts import texts


def draw_lapses(found: Lapses) -> None:
    """How many fees are in the grace period or due soon, and each record that disagrees with the list."""
    say = telling(session.language())
    if found.grace:
        st.error(literal(say("lapses_grace", count=len(found.grace))), icon=":material/alarm:")
    if found.soon:
        st.warning(literal(say("lapses_soon", count=len(found.soon))), icon=":material/schedule:")
    for each in found.conflicts:
        st.warning(literal(conflict_line(each, session.language())), icon=":material/compare_arrows:")


def draw_gaps(organisation: str) -> None:
    """The gaps with the ways still open first."""
    world, language, say = session.world(), session.language(), telling(session.language())
    with world.sessions() as reading:
        found = gaps_of(world.portfolio, reading, session.principal(), organisation)
    if not found.profile.markets:
        st.info(texts(language)["por_ask_profile"], icon=":material/info:")
        return
    if not found.gaps:
        st.success(say("gaps_none"))
    for gap in sorted(found.gaps, key=lambda gap: not any(way.open for way in gap.ways)):
        with st.container(border=True, gap="xsmall"):
            st.markdown(literal(gap_line(gap, language)))
            for line in way_lines(gap, language):
                st.caption(literal(line.strip()))
    st.caption(say("gaps_note"))


def draw_changes(organisation: str, mine: bool) -> None:
    """What looks have found, and a button to look again."""
    world, language, words = session.world(), session.language(), texts(session.language())
    if mine:
        st.button(words["por_look"], key="por_look", icon=":material/refresh:", on_click=_look)
    with world.sessions() as reading:
        found = changes_of(world.portfolio, reading, session.principal(), organisation)
    if found.first:
        st.info(words["por_never_looked"], icon=":material/info:")
    elif not found.changes:
        st.info(literal(telling(language)("changes_none", since=found.since)), icon=":material/check:")
    for change in found.changes:
        with st.container(border=True, gap="xsmall"):
            st.markdown(literal(change_line(change, language)))
            st.caption(words["por_found"].format(day=change.found))


def _look() -> None:
    with said():
        look(session.world().portfolio, session.principal())
