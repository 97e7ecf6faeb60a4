"""An organisation: its profile and licences, changed by who manages it; taking organisations in, for administrators."""

from typing import get_args

import streamlit as st

from tools.members.effects_of_organisations import PROFILE
from tools.members.kinds import Kind, Ownership
from tools.members.reading import MyAccount, OrganisationShown, list_organisations
from tools.members.telling import wording
from tools.principal import Role
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.members_chosen import chosen_organisation, name_of
from ui.safe import literal
from ui.texts import texts

_LICENCES = ("patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house", "bank")


def draw_organisation(mine: MyAccount) -> None:
    """The organisation on show, the form of its profile, and its licences."""
    shown, say = chosen_organisation("organisation"), wording(session.language())
    words = texts(session.language())
    st.subheader(literal(name_of(shown)))
    told = ((words["mem_kind"], say(f"kind_{shown.kind}")), (words["mem_ownership"], say(f"ownership_{shown.ownership}")), (words["mem_country"], shown.country))  # fmt: skip
    st.markdown("  \n".join(f"{name}: {literal(value)}" for name, value in told))
    admin = session.principal().role is Role.ADMIN
    if mine.manager or admin:
        draw_profile(shown, mine)
    else:
        st.markdown("  \n".join(f"{words[f'mem_{each}']}: {literal(getattr(shown, each) or '–')}" for each in PROFILE))
    draw_licences(shown)
    if admin:
        draw_record(shown)


def draw_profile(shown: OrganisationShown, mine: MyAccount) -> None:
    """What a manager may change."""
    words = texts(session.language())
    if session.principal().role is not Role.ADMIN and (mine.organisation is None or shown.id != mine.organisation.id):
        return
    with st.form(f"mem_profile_{shown.id}", width=640):
        given = {each: st.text_input(words[f"mem_{each}"], value=getattr(shown, each), key=f"mem_{each}_{shown.id}", max_chars=300) for each in PROFILE}  # fmt: skip
        sent = st.form_submit_button(words["mem_change"], key="mem_profile_run", icon=":material/edit:")
    if sent:
        with said():
            propose("update_profile", {"organisation": shown.id, **given})


def draw_licences(shown: OrganisationShown) -> None:
    """The licences held."""
    words, say = texts(session.language()), wording(session.language())
    st.markdown(f"**{words['mem_licences']}**")
    for each in shown.licences:
        st.markdown(literal(say("account_licence", licence=say(f"licence_{each.kind}"), number=each.number, until=each.until or "–")))  # fmt: skip
    if not shown.licences:
        st.caption(words["mem_no_licence"])


def draw_record(shown: OrganisationShown) -> None:
    """Entering a licence, for administrators."""
    words, say = texts(session.language()), wording(session.language())
    with st.form(f"mem_licence_{shown.id}", width=640):
        kind = st.selectbox(words["mem_licence"], _LICENCES, key="mem_licence_kind", format_func=lambda each: say(f"licence_{each}"))  # fmt: skip
        number = st.text_input(words["mem_number"], key="mem_licence_number", max_chars=80)
        until = st.date_input(words["mem_until"], value=None, key="mem_licence_until", format="YYYY-MM-DD")
        sent = st.form_submit_button(words["mem_record"], key="mem_licence_run", icon=":material/verified:")
    if sent:
        with said():
            propose("record_licence", {"organisation": shown.id, "licence": kind, "number": number} | ({"until": until.isoformat()} if until else {}))  # fmt: skip


def draw_all(_: MyAccount) -> None:
    """All organisations, and the form to take one in, for administrators."""
    words, say = texts(session.language()), wording(session.language())
    with session.world().sessions() as reading:
        found = list_organisations(reading, session.principal())
    rows = [{words["mem_tab_organisation"]: name_of(each), "ID": each.id, words["mem_kind"]: say(f"kind_{each.kind}"), words["mem_country"]: each.country, words["mem_tab_accounts"]: each.accounts} for each in found]  # fmt: skip
    st.dataframe(rows, hide_index=True)
    if session.principal().role is not Role.ADMIN:
        return
    with st.form("mem_open", width=640):
        st.markdown(f"**{words['mem_add']}**")
        zh = st.text_input(words["mem_name_zh"], key="mem_open_zh", max_chars=200)
        en = st.text_input(words["mem_name_en"], key="mem_open_en", max_chars=200)
        kind = st.selectbox(words["mem_kind"], get_args(Kind), key="mem_open_kind", format_func=lambda each: say(f"kind_{each}"))  # fmt: skip
        ownership = st.selectbox(words["mem_ownership"], get_args(Ownership), key="mem_open_ownership", format_func=lambda each: say(f"ownership_{each}"))  # fmt: skip
        country = st.text_input(words["mem_country"], value="CN", key="mem_open_country", max_chars=2)
        sent = st.form_submit_button(words["mem_change"], key="mem_open_run", icon=":material/domain_add:")
    if sent:
        with said():
            propose("open_organisation", {"name_zh": zh, "name_en": en, "kind": kind, "ownership": ownership, "country": country})  # fmt: skip
