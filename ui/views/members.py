"""The page of members and access: one's own account and consents; the organisation, its accounts and invitations for who manages it."""

from collections.abc import Callable

import streamlit as st

from tools.access.table import may_ever
from tools.members.reading import MyAccount, show_my_account
from tools.principal import Role
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.members_accounts import draw_accounts
from ui.members_invitations import draw_invitations
from ui.members_me import draw_consents, draw_me
from ui.members_organisation import draw_all, draw_organisation
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    st.title(words["page_members"])
    st.caption(words["mem_lead"])
    with said():
        with session.world().sessions() as reading:
            mine = show_my_account(reading, session.principal(), session.world().receiver)
        if mine.organisation is None:
            st.info(words["mem_none"], icon=":material/person_off:")
            return
        draw_waiting("tools.members")
        draw_tabs(mine)


def draw_tabs(mine: MyAccount) -> None:
    """What this account may see, a tab each."""
    words, who = texts(session.language()), session.principal()
    manages = mine.manager or who.role is Role.ADMIN
    parts: dict[str, Callable[[MyAccount], None]] = {"mem_tab_me": draw_me, "mem_tab_consents": draw_consents, "mem_tab_organisation": draw_organisation, "mem_tab_accounts": draw_accounts}  # fmt: skip
    if manages:
        parts["mem_tab_invitations"] = draw_invitations
    if may_ever(who, "list_organisations"):
        parts["mem_tab_all"] = draw_all
    for tab, part in zip(st.tabs([words[name] for name in parts]), parts.values(), strict=True):
        with tab, said():
            part(mine)


draw()
