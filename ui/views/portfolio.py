"""The page "My portfolio": the rights held, the calendar of what is due, costs, gaps, what changed, and the import."""

from collections.abc import Callable

import streamlit as st

from tools.access.table import may_ever
from tools.portfolio.lapses import lapses_of
from tools.portfolio.reading import docket_of, show_portfolio
from ui import session
from ui.failing import said
from ui.portfolio_adding import draw_adding
from ui.portfolio_calendar import draw_calendar
from ui.portfolio_costs import draw_costs
from ui.portfolio_findings import draw_changes, draw_gaps, draw_lapses
from ui.portfolio_profile import draw_profile
from ui.portfolio_rights import draw_rights
from ui.texts import texts

_TABS = ("rights", "calendar", "costs", "gaps", "changes", "add", "profile")
_READING = _TABS[:5]  # what staff see of a member's portfolio


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    st.title(words["page_portfolio"])
    st.caption(words["por_lead"])
    if not may_ever(who, "show_portfolio"):
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    with said():
        mine = may_ever(who, "add_to_portfolio")
        organisation = who.organisation if mine else st.text_input(words["por_of"], key="por_of", max_chars=40).strip()
        if organisation:
            draw_portfolio(organisation, mine)


def draw_portfolio(organisation: str, mine: bool) -> None:
    """The parts of one portfolio, in tabs."""
    words, world, who = texts(session.language()), session.world(), session.principal()
    with world.sessions() as reading:
        shown = show_portfolio(world.portfolio, reading, who, organisation)
        docket = docket_of(world.portfolio, reading, who, organisation)
        lapses = lapses_of(world.portfolio, reading, who, organisation)
    draw_lapses(lapses)
    names = _TABS if mine else _READING
    tabs = dict(zip(names, st.tabs([words[f"por_tab_{name}"] for name in names]), strict=True))
    drawn: dict[str, Callable[[], None]] = {
        "rights": lambda: draw_rights(shown, docket), "calendar": lambda: draw_calendar(docket, mine), "costs": lambda: draw_costs(docket),
        "gaps": lambda: draw_gaps(organisation), "changes": lambda: draw_changes(organisation, mine), "add": draw_adding,
        "profile": lambda: draw_profile(shown.profile),
    }  # fmt: skip
    for name in names:
        with tabs[name], said():  # what fails in one leaves the others
            drawn[name]()


draw()
