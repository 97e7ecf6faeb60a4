"""What happened to an order, and what its sides wrote: other people's words, shown as typed."""

from collections.abc import Sequence

import streamlit as st

from tools.access.table import may_ever
from tools.orders.order import Order
from tools.orders.reading import Entry
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.organisations import names_of
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import both, moment


def draw_timeline(entries: Sequence[Entry]) -> None:
    """Events, messages and files, oldest first."""
    bullets(_line(each) for each in entries)


def _line(each: Entry) -> str:
    what = both(each.zh, each.en)
    by = f" · {names_of(each.organisation)[0]} {literal(each.user)}" if each.organisation else ""
    more = next((str(each.detail[name]) for name in ("reason", "comment", "note", "text", "name") if each.detail.get(name)), "")  # fmt: skip
    stars = f" {'★' * each.detail['stars']}" if isinstance(each.detail.get("stars"), int) else ""
    told = f" — {literal(' '.join(more.split()))}" if more else ""
    return f"{moment(each.when)} · **{literal(what[:1].upper() + what[1:])}**{stars}{by}{told}"


def draw_messages(order: Order, entries: Sequence[Entry]) -> None:
    """The messages, and the form for one; its words are shown on a card before they go."""
    words = texts(session.language())
    messages = [each for each in entries if each.kind == "message"]
    if not messages:
        st.caption(words["ord_no_messages"])
    for each in messages:
        own = each.organisation == session.principal().organisation
        with st.chat_message("user" if own else "assistant", avatar=":material/person:" if own else ":material/domain:"):  # fmt: skip
            st.caption(f"{names_of(each.organisation)[0]} · {literal(each.user)} · {moment(each.when)}")
            st.markdown(literal(str(each.detail["text"])))
    if not may_ever(session.principal(), "send_message"):
        return
    with st.form("message", clear_on_submit=False):
        text = st.text_area(words["ord_message"], key="message_text", max_chars=4000)
        sent = st.form_submit_button(words["ord_message_run"], key="message_run", icon=":material/send:")
    if sent:
        with said():
            propose("send_message", {"order": order.id, "text": text})
