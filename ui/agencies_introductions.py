"""Introductions on the page, from the member's side and from the agency's: packet, answer, thread."""

import streamlit as st

from tools.agencies.introduction import Introduction, list_introductions, show_introduction
from tools.agencies.machine import INTRODUCTION
from tools.agencies.task import work_of
from tools.agencies.telling import tell_in
from tools.agencies.vocabulary import name_of
from tools.orders.days import day_of
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.organisations import draw_no_organisation, names_of
from ui.record_links import open_record
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import amount, moment, state_badge

_EFFECTS = {"accept": "accept_introduction", "withdraw": "withdraw_introduction", "close": "close_introduction"}


def draw_introductions() -> None:
    """Those sent and received, the newest first."""
    if draw_no_organisation():
        return
    world, who = session.world(), session.principal()
    with world.sessions() as reading:
        found = list_introductions(reading, who, day_of(world.now()))
    if not found:
        st.info(literal(tell_in(session.language())("introductions_none")), icon=":material/handshake:")
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"inr-{each.id}"):
            st.button(f"**{literal(each.packet.title)}**", key=f"open-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip
            (other,) = names_of(each.agency if each.side == "member" else each.member)
            st.markdown(f"{state_badge(INTRODUCTION, each.state)} {other} · {literal(each.id)}")


def draw_introduction(identity: str) -> None:
    """One introduction with everything its side can do."""
    world, words = session.world(), texts(session.language())
    with world.sessions() as reading:
        found = show_introduction(reading, session.principal(), identity, day_of(world.now()))
    st.header(literal(found.packet.title))
    member, agency = names_of(found.member, found.agency)
    st.markdown(f"{state_badge(INTRODUCTION, found.state)} {member} → {agency}")
    if found.reason:
        st.markdown(f"> {literal(' '.join(found.reason.split()))}")
    st.subheader(words["agm_packet"])
    draw_packet(found)
    draw_steps(found)
    if found.messages or "message" in found.can:
        draw_thread(found)


def draw_packet(found: Introduction) -> None:
    """What the agency reads, as it was sent."""
    packet, language, tell = found.packet, session.language(), tell_in(session.language())
    work = work_of(packet.task)
    lines = [
        f"{literal(work.zh if language == 'zh' else work.en)} · {literal(packet.sku)} · {literal(name_of('jurisdictions', packet.jurisdiction, language))}",
        literal(packet.summary), literal(packet.contact),
        *([literal(tell("asked_field", name=name_of("fields", packet.field, language)))] if packet.field else []),
        *([literal(tell("asked_language", name=name_of("languages", packet.language, language)))] if packet.language else []),
        *([literal(tell("asked_urgent", days=packet.urgent))] if packet.urgent is not None else []),
        *([amount(packet.budget)] if packet.budget else []),
        literal(tell("introduction_technical", text=packet.technical) if packet.technical else tell("clause_no_technical")),
        *([literal(tell("introduction_expires", day=found.expires))] if found.state == "sent" else []),
    ]  # fmt: skip
    bullets(lines)


def draw_steps(found: Introduction) -> None:
    """The steps open to this side; declining asks for the reason."""
    words = texts(session.language())
    with st.container(horizontal=True, gap="small"):
        for event in (event for event in found.can if event in _EFFECTS):
            if st.button(words[f"agm_{event}"], key=f"step-{event}"):
                with said():
                    propose(_EFFECTS[event], {"introduction": found.id})
    if "decline" in found.can:
        with st.form("agm_decline"):
            reason = st.text_input(words["agm_reason"], key="agm_reason", max_chars=1000)
            sent = st.form_submit_button(words["agm_decline"], key="agm_decline_run")
        if sent:
            with said():
                propose("decline_introduction", {"introduction": found.id, "reason": reason})


def draw_thread(found: Introduction) -> None:
    """The messages of both sides, as typed, and the form for one."""
    words = texts(session.language())
    st.subheader(words["agm_thread"])
    if not found.messages:
        st.caption(words["agm_no_messages"])
    for each in found.messages:
        own = each.organisation == session.principal().organisation
        with st.chat_message("user" if own else "assistant", avatar=":material/person:" if own else ":material/domain:"):  # fmt: skip
            st.caption(f"{names_of(each.organisation)[0]} · {literal(each.user)} · {moment(each.when)}")
            st.markdown(literal(each.text))
    if "message" not in found.can:
        return
    with st.form("agm_write"):
        text = st.text_area(words["agm_message"], key="agm_message", max_chars=4000)
        sent = st.form_submit_button(words["agm_message_run"], key="agm_message_run", icon=":material/send:")
    if sent:
        with said():
            propose("write_introduction", {"introduction": found.id, "text": text})
