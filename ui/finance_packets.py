"""Packets on the page: the form whose card lists what is shared, those sent and received, and the answer of the recipient."""

import streamlit as st

from tools.finance.packet import recipients
from tools.finance.readiness import papers_for
from tools.finance.right import kind_of_right
from tools.finance.showing import PacketShown, list_packets, packet_history, show_packet
from tools.finance.telling import packet_line, teller
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.finance_readiness import draw_found, draw_rights
from ui.money_field import money_field, money_of
from ui.record_links import open_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import both

_EVERY = frozenset(("several", "report_advised"))


def draw_packets() -> None:
    """The form, then the packets of this organisation."""
    words = texts(session.language())
    with st.container(width=860):
        with said():
            _draw_form()
        st.subheader(words["fin_packets"])
        with session.world().sessions() as reading:
            found = list_packets(reading, session.principal())
        if not found:
            st.info(words["fin_no_packets"], icon=":material/folder_open:")
        for each in found:
            st.button(literal(packet_line(each, session.language())), key=f"open-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip


def _draw_form() -> None:
    words, who = texts(session.language()), session.principal()
    with session.world().sessions() as reading:
        names = {
            row.id: f"{both(row.name_zh, row.name_en)}{' · ' + words['demo'] if row.demo else ''}"
            for row in recipients(reading, who.organisation)
        }
    to = st.selectbox(words["fin_recipient"], list(names), key="fin_recipient", format_func=names.__getitem__)
    numbers, stated = draw_rights("fin_p")
    wish = money_field(words["fin_amount"], "fin_wish")
    months = st.number_input(words["fin_months"], 1, 600, 36, key="fin_wish_months")
    purpose = st.text_input(words["fin_purpose"], key="fin_wish_purpose", max_chars=1000)
    contact = st.text_input(words["fin_contact"], key="fin_wish_contact", max_chars=200)
    labels = _papers(numbers)
    papers = st.multiselect(words["fin_have"], list(labels), key="fin_wish_papers", format_func=labels.__getitem__)
    consent = st.checkbox(words["fin_consent"], key="fin_consent")
    if st.button(words["fin_send"], key="fin_send", type="primary", icon=":material/outgoing_mail:"):
        propose("send_packet", {
            "recipient": to or "", "numbers": tuple(numbers), "stated": stated, "amount": money_of(wish), "months": int(months), "purpose": purpose,
            "papers": tuple(papers), "contact": contact, "consent": consent,
        })  # fmt: skip


def _papers(numbers: list[str]) -> dict[str, str]:
    """The papers that come into question for these numbers, by name; of all kinds while no number can be read."""
    language = session.language()
    found: dict[str, str] = {}
    with said():
        kinds = {kind_of_right(number) for number in numbers} or {"patent", "trademark", "copyright"}
        for kind in sorted(kinds):
            found |= {paper.name: paper.zh if language == "zh" else paper.en for paper in papers_for(kind, _EVERY)}
    return found


def draw_packet(identity: str) -> None:
    """One packet in full, with what this account can do to it."""
    words, tell = texts(session.language()), teller(session.language())
    with session.world().sessions() as reading:
        found = show_packet(reading, session.principal(), identity)
        events = packet_history(reading, session.principal(), identity)
    st.header(literal(found.id))
    st.markdown(literal(packet_line(found, session.language())))
    lines = [
        tell("clause_purpose", purpose=found.packet.purpose),
        *([tell("clause_contact", contact=found.packet.contact)] if found.packet.contact else []),
    ]
    lines += [tell(f"clause_paper_{name}") for name in found.packet.papers]
    lines += [tell("packet_reply", reason=found.reason)] if found.reason else []
    st.markdown("  \n".join(literal(line) for line in lines))
    _draw_steps(found)
    draw_found(found.packet.readiness)
    with st.expander(words["fin_history"]):
        st.markdown(
            "  \n".join(literal(f"{event.when:%Y-%m-%d %H:%M} · {event.name} · {event.user}") for event in events)
        )


def _draw_steps(found: PacketShown) -> None:
    words = texts(session.language())
    with said():
        if "withdraw" in found.steps and st.button(words["fin_withdraw"], key="fin_withdraw", icon=":material/undo:"):
            propose("withdraw_packet", {"packet": found.id})
        if "accept" in found.steps:
            reply = st.text_input(words["fin_reply"], key="fin_reply", max_chars=1000)
            if st.button(words["fin_accept"], key="fin_accept", type="primary", icon=":material/task_alt:"):
                propose("accept_packet", {"packet": found.id, "reply": reply})
        if "decline" in found.steps:
            reason = st.text_input(words["fin_reason"], key="fin_reason", max_chars=1000)
            if st.button(words["fin_decline"], key="fin_decline", icon=":material/cancel:"):
                propose("decline_packet", {"packet": found.id, "reason": reason})
