"""Certificates, one's own and whether a number is true; and programmes made to measure, which are quotes like any other."""

import streamlit as st

from tools.access.table import may_ever
from tools.orders.quoting import quote_service
from tools.training.certificates import (
    certificate_html,
    certificate_lines,
    certificate_of,
    verified_text,
    verify_certificate,
)
from tools.training.reading import my_sign_ups
from ui import session
from ui.export import entered
from ui.failing import said
from ui.record_links import draw_way_to
from ui.safe import literal
from ui.texts import texts


def draw_certificates() -> None:
    """Check a number; below it the reader's own certificates."""
    words, who = texts(session.language()), session.principal()
    with st.form("verify"):
        number = st.text_input(words["trn_number"], key="trn_number", max_chars=40, placeholder="CRT-0123456789AB")
        sent = st.form_submit_button(words["trn_verify"], key="trn_verify", icon=":material/verified:")
    if sent and number.strip():
        with said(), session.world().sessions() as reading:
            found = verify_certificate(reading, who, number)
            (st.success if found.valid else st.warning)(literal(verified_text(found, session.language())))
    if not may_ever(who, "show_certificate"):
        return
    with session.world().sessions() as reading:
        own = [each.certificate for each in my_sign_ups(reading, who, session.world().now()) if each.certificate]
    for number in own:
        draw_certificate(number)


def draw_certificate(number: str) -> None:
    """A certificate of one's own, with the page to print."""
    words, language = texts(session.language()), session.language()
    with session.world().sessions() as reading:
        found = certificate_of(reading, session.principal(), number)
    with st.container(border=True, key=f"certificate-{number}"):
        head, *lines = certificate_lines(found, language)
        st.markdown("  \n".join([f"**{literal(head)}**", *map(literal, lines)]))
        page = entered(f"{number}.html", lambda: certificate_html(found, language).encode())
        st.download_button(words["trn_download"], page, f"{number}.html", "text/html", key=f"get-{number}", icon=":material/download:", on_click="ignore")  # fmt: skip


def draw_custom() -> None:
    """Ask for a programme made to measure."""
    words, who = texts(session.language()), session.principal()
    st.markdown(words["trn_custom_lead"])
    if not may_ever(who, "quote_service"):
        st.info(
            words["sign_in_first"] if who.role.value == "visitor" else words["trn_not_yours"], icon=":material/login:"
        )
        return
    with st.form("custom"):
        need = st.text_area(words["trn_need"], key="trn_need", max_chars=2000)
        people = st.number_input(words["trn_people"], min_value=1, value=None, step=1, key="trn_people")
        sent = st.form_submit_button(words["trn_ask"], key="trn_ask", type="primary", icon=":material/request_quote:")
    if sent:
        with said():
            quote = quote_service(session.world().effects, who, "TRN-CUSTOM", {"need": need, "people": people})
            st.success(words["trn_asked"].format(id=quote.id), icon=":material/check_circle:")
            draw_way_to(quote.id)
