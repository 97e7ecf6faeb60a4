"""Invitations: making one, whose code is shown once, and taking back those nobody has used."""

import streamlit as st

from tools.members.kinds import offered
from tools.members.reading import InvitationShown, MyAccount, OrganisationShown, list_invitations
from tools.principal import Role
from ui import session
from ui.failing import said
from ui.members_chosen import chosen_organisation
from ui.safe import literal
from ui.texts import texts


def draw_invitations(mine: MyAccount) -> None:
    """The form, the code just made, the list."""
    shown = chosen_organisation("invitations")
    draw_invite(shown)
    world, words = session.world(), texts(session.language())
    with world.sessions() as reading:
        found = list_invitations(reading, session.principal(), shown.id, world.now())
    if not found:
        st.caption(words["mem_no_invitation"])
    for each in found:
        draw_one(each)


def draw_invite(shown: OrganisationShown) -> None:
    """Make an invitation; its code stands here until the next click and nowhere else."""
    words = texts(session.language())
    roles = [role.value for role in offered(session.principal(), shown.kind)]
    with st.form("mem_invite", width=640):
        st.markdown(f"**{words['mem_invite']}**")
        role = st.selectbox(words["mem_role"], roles, key="mem_invite_role", format_func=lambda name: words[f"role_{name}"])  # fmt: skip
        manager = st.checkbox(words["mem_manager"], key="mem_invite_manager")
        note = st.text_input(words["mem_invite_note"], key="mem_invite_note", max_chars=200)
        sent = st.form_submit_button(words["mem_invite_run"], key="mem_invite_run", icon=":material/person_add:")
    if sent:
        with said():
            _, code = session.world().invitations.invite(session.principal(), shown.id, Role(role), manager, note)
            st.success(words["mem_invite_code"], icon=":material/key:")
            st.code(code, language=None, wrap_lines=True)


def draw_one(each: InvitationShown) -> None:
    """An invitation, with the way to take it back while it is open."""
    words = texts(session.language())
    with st.container(border=True, gap="xsmall"):
        badges = f":gray-badge[{words[f'mem_state_{each.state}']}]" + (f" :gray-badge[{words['mem_manager']}]" if each.manager else "")  # fmt: skip
        used = f" · {literal(each.used_by)}" if each.used_by else ""
        until = words["mem_expires"].format(day=each.expires.date())
        st.markdown(f"{each.id} · {words[f'role_{each.role}']} · {literal(each.note or '–')} · {until} {badges}{used}")
        if each.state == "open" and st.button(words["mem_revoke"], key=f"mem_revoke_{each.id}", icon=":material/undo:"):
            with said():
                session.world().invitations.revoke(session.principal(), each.id)
                st.rerun()
