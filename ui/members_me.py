"""One's own account: who one is here, the password, the sessions, and what one consents to."""

import streamlit as st

from tools.members.consents import purposes
from tools.members.reading import ConsentShown, MyAccount
from tools.members.telling import consent_line, my_account_text
from tools.members.withdrawing import withdraw_consent
from tools.refused import Refused
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.provisions_shown import draw_provisions
from ui.safe import literal
from ui.texts import texts


def draw_me(mine: MyAccount) -> None:
    """Account, organisation and role in words; below, the password and the sessions where there are any."""
    words = texts(session.language())
    for line in my_account_text(mine, session.language()).split("\n")[: 3 + mine.manager]:
        st.markdown(literal(line))
    if not mine.signs_in:
        return
    with st.form("mem_password", width=480):
        st.subheader(words["mem_password"])
        old = st.text_input(words["mem_password_old"], type="password", key="mem_old", autocomplete="current-password")
        new = st.text_input(words["mem_password_new"], type="password", key="mem_new", autocomplete="new-password", help=words["member_password_hint"])  # fmt: skip
        again = st.text_input(
            words["mem_password_again"], type="password", key="mem_again", autocomplete="new-password"
        )
        sent = st.form_submit_button(words["mem_password"], key="mem_password_run", icon=":material/key:")
    if sent:
        with said():
            change_password(mine.user, old, new, again)
    st.caption(words["mem_sessions"].format(count=mine.sessions))
    st.button(words["mem_everywhere"], key="mem_everywhere", icon=":material/logout:", on_click=_everywhere, args=(mine.user,))  # fmt: skip


def _everywhere(user: str) -> None:
    session.world().gate.sign_out_everywhere(user)


def change_password(user: str, old: str, new: str, again: str) -> None:
    """Set the new password; every session ends, this one too. Raises Refused."""
    if new != again:
        raise Refused(f"{texts('zh')['member_not_again']}/ {texts('en')['member_not_again']}", "password.again")
    session.world().gate.change_password(user, old, new, str(st.context.ip_address or ""))
    st.success(texts(session.language())["mem_password_done"], icon=":material/check_circle:")


def draw_consents(mine: MyAccount) -> None:
    """What can be consented to: text, state, and the way to consent or to withdraw."""
    words = texts(session.language())
    st.caption(words["mem_consent_law"])
    for each in mine.consents:
        with st.container(border=True):
            st.markdown(literal(consent_line(each, session.language())))
            draw_consent(each)


def draw_consent(each: ConsentShown) -> None:
    """The one step open: to withdraw what was given, else to read and decide."""
    words = texts(session.language())
    if each.given and st.button(words["mem_withdraw"], key=f"mem_withdraw_{each.purpose}", icon=":material/undo:"):
        world = session.world()
        withdraw_consent(world.sessions, world.audit, session.principal(), each.purpose, world.now)
        st.toast(words["mem_withdrawn"])
        st.rerun()
    if not each.valid and each.possible and st.button(words["mem_consent"], key=f"mem_consent_{each.purpose}", icon=":material/contract:"):  # fmt: skip
        propose("give_consent", {"purpose": each.purpose})
    draw_provisions(purposes()[each.purpose].provisions)
