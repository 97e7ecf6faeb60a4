"""The form of a service: what it needs to know, and the quote or the request for one that comes of it."""

import streamlit as st

from tools.access.table import may_ever
from tools.orders.quoting import quote_service
from tools.orders.service import Input, Service
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.provider_field import provider_field
from ui.record_links import draw_way_to
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import both


def draw_quote_form(service: Service) -> None:
    """Ask what the service needs; a priced quote leads to the terms of the order, another waits for its price."""
    words = texts(session.language())
    st.subheader(words["cat_order"])
    with st.form(f"quote-{service.sku}"):
        given = {each.name: draw_input(service, each) for each in service.inputs}
        provider = draw_provider(service)
        label = words["cat_ask"] if service.price.model == "from_quote" else words["cat_quote"]
        sent = st.form_submit_button(label, key="quote_run", type="primary", icon=":material/request_quote:")
    if service.price.model == "from_quote":
        st.caption(words["cat_ask_note"])
    if sent:
        with said():
            order(service, given, provider)


def draw_input(service: Service, asked: Input) -> object:
    """The field of one input."""
    label, key = literal(both(asked.zh, asked.en)), f"in_{service.sku}_{asked.name}"
    if asked.kind in ("count", "number"):
        return st.number_input(label, min_value=1 if asked.kind == "count" else 0, value=None, step=1, key=key)
    hint = texts(session.language())["cat_classes_hint"] if asked.kind == "classes" else None
    return st.text_input(label, key=key, max_chars=2000, placeholder=hint)


def draw_provider(service: Service) -> str:
    """Who shall do it, "" to have one assigned; not asked where a price has to be found first."""
    who = session.principal()
    if service.price.model == "from_quote" or not may_ever(who, "find_providers"):
        return ""
    return provider_field(service.sku, who.organisation, {}, f"provider_{service.sku}", optional=True)


def order(service: Service, given: dict[str, object], provider: str) -> None:
    """Quote; then show the terms of the order, or that the price is being asked for. Raises Refused."""
    stated = {name: value for name, value in given.items() if value not in (None, "")}
    quote = quote_service(session.world().effects, session.principal(), service.sku, stated)
    if quote.price is not None:
        propose("place_order", {"quote": quote.id, "provider": provider})
    st.success(texts(session.language())["cat_asked"].format(id=quote.id), icon=":material/check_circle:")
    draw_way_to(quote.id)
