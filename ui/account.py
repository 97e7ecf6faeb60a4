"""Who acts at this desk: without sign-in, one of the accounts of the demo, each shown with organisation and role."""

import streamlit as st

from tools.members.accounts import LOCAL, demo_accounts
from tools.members.tables import OrganisationRow
from ui import session
from ui.safe import literal
from ui.texts import texts

_FIELD = "act_as"


def draw_account() -> None:
    """The choice of account in the sidebar; the account itself where somebody signed in; nothing where there is no demo."""
    words = texts(session.language())
    if session.signed_in():
        who = session.principal()
        st.caption(words["signed_in"].format(user=literal(who.user), role=words[f"role_{who.role}"]))
        if session.local_name():
            st.button(words["member_sign_out"], key="sign_out", icon=":material/logout:", on_click=session.sign_out)
        return
    labels = {who.user: label(who.user, organisation, who.role) for who, organisation in demo_accounts(session.world().sessions)}  # fmt: skip
    if not labels:
        return
    now = session.user()
    st.session_state[_FIELD] = now  # on show is who acts, whatever the field held before
    st.selectbox(
        words["act_as"], [LOCAL, *(name for name in labels if name != LOCAL)], key=_FIELD, help=words["act_as_help"],
        format_func=lambda name: labels.get(name, words["account_local"]), on_change=_act,
    )  # fmt: skip
    st.caption(literal(labels.get(now, words["account_local"])))  # in full: the field cuts it off


def draw_closed() -> None:
    """In place of every page where sign-in is asked for and nobody has: the way to the form, in this window."""
    language = session.language()
    words = texts(language)
    st.title(words["title"])
    st.info(words["member_closed"], icon=":material/login:")
    st.html(f'<a href="auth/sign-in?lang={language}">{words["member_sign_in"]}</a>')  # our own words and address alone


def _act() -> None:
    session.act_as(str(st.session_state[_FIELD]))


def label(user: str, organisation: OrganisationRow, role: str) -> str:
    """An account of the demo in one line, marked as such."""
    words = texts(session.language())
    return f"{user} · {name_of(organisation)} · {words[f'role_{role}']} · {words['demo']}"


def name_of(organisation: OrganisationRow) -> str:
    """An organisation's name in the language of the page."""
    return organisation.name_zh if session.language() == "zh" else organisation.name_en
