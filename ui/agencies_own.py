"""What an agency keeps for the conflict check: seen by nobody else."""

import streamlit as st

from tools.agencies.keeping import add_party, list_parties, remove_party
from tools.agencies.telling import tell_in
from ui import session
from ui.failing import said
from ui.organisations import draw_no_organisation
from ui.safe import literal
from ui.texts import texts


def draw_own() -> None:
    """The parties, a form for one more, a button to take one off."""
    words, tell, effects = texts(session.language()), tell_in(session.language()), session.world().effects
    if draw_no_organisation():
        return
    st.caption(words["agm_own_lead"])
    with st.form("agm_party_form", clear_on_submit=True):
        called = st.text_input(words["agm_party"], key="agm_party", max_chars=600)
        side = st.radio(words["agm_side"], ["client", "adverse"], horizontal=True, key="agm_side", format_func=lambda name: tell(f"side_{name}"))  # fmt: skip
        sent = st.form_submit_button(words["agm_party_add"], key="agm_party_add", icon=":material/add:")
    if sent:
        with said():
            add_party(effects, session.principal(), called, str(side))
    for each in list_parties(effects, session.principal()):
        with st.container(horizontal=True, gap="small", key=f"pty-{each.id}"):
            st.markdown(f"{literal(' = '.join(each.names))} {literal(f'@ {each.group}') if each.group else ''} :gray-badge[{tell(f'side_{each.side}')}]")  # fmt: skip
            st.button(words["agm_party_remove"], key=f"pty_remove-{each.id}", type="tertiary", on_click=_remove, args=(each.id,))  # fmt: skip


def _remove(identity: str) -> None:
    with said():
        remove_party(session.world().effects, session.principal(), identity)
