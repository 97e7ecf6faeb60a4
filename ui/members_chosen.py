"""Which organisation the tabs of the page show: the own, or for the platform's people the one chosen."""

import streamlit as st

from tools.access.table import may_ever
from tools.members.reading import OrganisationShown, list_organisations, show_organisation
from ui import session
from ui.texts import texts

_KEY = "mem_org"


def chosen_organisation(field: str) -> OrganisationShown:
    """The organisation on show. `field`: of which tab the field to choose it is; one choice holds for all tabs."""
    words, who = texts(session.language()), session.principal()
    own = who.organisation
    with session.world().sessions() as reading:
        if not may_ever(who, "list_organisations"):
            return show_organisation(reading, who, own)
        names = {each.id: name_of(each) for each in list_organisations(reading, who)}
    now = str(st.session_state.get(_KEY, own))
    key = f"{_KEY}_{field}"
    st.session_state[key] = now if now in names else own
    picked = st.selectbox(words["mem_organisation"], list(names), key=key, format_func=lambda each: f"{names[each]} · {each}", on_change=_choose, args=(key,))  # fmt: skip
    with session.world().sessions() as reading:
        return show_organisation(reading, who, picked)


def name_of(shown: OrganisationShown) -> str:
    """Its name in the language of the page, with the mark of the demo."""
    demo = f" ({texts(session.language())['demo']})" if shown.demo else ""
    return (shown.name_zh if session.language() == "zh" else shown.name_en) + demo


def _choose(key: str) -> None:
    st.session_state[_KEY] = st.session_state[key]
