"""The accounts of an organisation, and what who manages it does to them: another role, the right to manage, deactivation."""

import streamlit as st

from tools.members.kinds import offered
from tools.members.reading import AccountShown, MyAccount, OrganisationShown, list_members
from tools.principal import Role
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.members_chosen import chosen_organisation
from ui.safe import literal
from ui.texts import texts


def draw_accounts(mine: MyAccount) -> None:
    """The accounts, those of others with what can be done to them."""
    who, shown = session.principal(), chosen_organisation("accounts")
    manages = who.role is Role.ADMIN or (mine.manager and mine.organisation is not None and mine.organisation.id == shown.id)  # fmt: skip
    with session.world().sessions() as reading:
        found = list_members(reading, who, shown.id)
    for each in found:
        with st.container(border=True, gap="xsmall"):
            st.markdown(_line(each))
            if manages and each.user != who.user:
                draw_steps(each, shown)


def draw_steps(each: AccountShown, shown: OrganisationShown) -> None:
    """What can be done to an account."""
    words = texts(session.language())
    with st.popover(words["mem_act"], icon=":material/manage_accounts:"):
        if each.deactivated:
            if st.button(words["mem_reactivate"], key=f"mem_open_{each.user}"):
                with said():
                    propose("reactivate_account", {"member": each.user})
            return
        draw_role(each, shown)
        reason = st.text_input(words["mem_reason"], key=f"mem_why_{each.user}", max_chars=500)
        if st.button(words["mem_deactivate"], key=f"mem_close_{each.user}", icon=":material/person_off:"):
            with said():
                propose("deactivate_account", {"member": each.user, "reason": reason})


def draw_role(each: AccountShown, shown: OrganisationShown) -> None:
    """Another role of those that can be given there, and the right to manage."""
    words = texts(session.language())
    roles = list(dict.fromkeys([each.role, *(role.value for role in offered(session.principal(), shown.kind))]))
    role = st.selectbox(words["mem_new_role"], roles, index=roles.index(each.role), key=f"mem_role_{each.user}", format_func=lambda name: words[f"role_{name}"])  # fmt: skip
    manager = st.checkbox(words["mem_manager"], value=each.manager, key=f"mem_manager_{each.user}")
    if st.button(words["mem_change"], key=f"mem_change_{each.user}", icon=":material/edit:"):
        with said():
            propose("change_role", {"member": each.user, "new_role": role, "manager": manager})


def _line(each: AccountShown) -> str:
    words = texts(session.language())
    marks = (("mem_manager", each.manager), ("demo", each.demo), ("mem_deactivated", each.deactivated is not None), ("mem_no_password", not each.signs_in and not each.demo))  # fmt: skip
    badges = " ".join(f":gray-badge[{words[name]}]" for name, there in marks if there)
    return f"**{literal(each.user)}** · {words[f'role_{each.role}']} {badges}"
