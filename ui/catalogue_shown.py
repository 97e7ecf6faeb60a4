"""The catalogue on the page: services as cards, and one service in full with its price and what it needs."""

from collections.abc import Iterable

import streamlit as st

from tools.money import Money
from tools.orders.catalogue import catalogue
from tools.orders.days import day_of
from tools.orders.rules import licences
from tools.orders.service import WHOLE, Price, Service
from ui import session
from ui.provisions_shown import draw_provisions, provision_name
from ui.record_links import open_record
from ui.safe import literal
from ui.search_telling import bullets, listed
from ui.texts import texts
from ui.trade_telling import amount, both, facts


def draw_services(services: Iterable[tuple[Service, tuple[str, ...]]]) -> None:
    """Services as cards, each with the reasons it was found for, if any."""
    words = texts(session.language())
    for service, because in services:
        with st.container(border=True, gap="xsmall", key=f"service-{service.sku}"):
            st.button(f"**{literal(both(service.zh, service.en))}**", key=f"open-{service.sku}", type="tertiary", wrap=True, on_click=open_record, args=(service.sku,))  # fmt: skip
            st.markdown(literal(both(service.about_zh, service.about_en)))
            st.caption(" · ".join([literal(service.sku), line_name(service.line), price_told(service.price), words["cat_days"].format(days=service.days)]))  # fmt: skip
            if because:
                st.caption(words["cat_because"].format(words=literal(listed(because[:5]))))


def line_name(line: str) -> str:
    """A service line in words."""
    return next(both(*names) for key, names in catalogue().lines.items() if key == line)


def price_told(price: Price) -> str:
    """How a price is made, as Markdown."""
    words = texts(session.language())
    return words[f"cat_price_{price.model}"].format(amount=amount(Money(price.minor, price.currency)))


def draw_service(service: Service) -> None:
    """A service in full: what it is, its price, who may do it, what is delivered when."""
    words = texts(session.language())
    st.header(literal(both(service.zh, service.en)))
    st.caption(f"{literal(service.sku)} · {line_name(service.line)}")
    st.markdown(literal(both(service.about_zh, service.about_en)))
    facts({
        words["cat_price"]: price_told(service.price),
        words["cat_official"]: words["cat_official_extra"] if service.official_fees else "",
        words["cat_term"]: words["cat_days_accepted"].format(days=service.days),
        words["cat_delivered"]: listed(literal(both(each.zh, each.en)) for each in service.deliverables),
    })  # fmt: skip
    st.markdown(f"**{words['cat_milestones']}**")
    bullets(f"{literal(both(each.zh, each.en))} · {percent(each.share)}" for each in service.milestones)
    draw_licence(service)


def draw_licence(service: Service) -> None:
    """The licence its executor needs, and where that stands; nothing for a service anybody may do."""
    words = texts(session.language())
    if service.licence == "none":
        return
    rule, library = licences()[service.licence], session.world().library
    keys = rule.provisions_on(day_of(session.world().now()))
    names = listed(provision_name(key, library, session.language()) for key in keys)
    st.markdown(words["cat_licence"].format(name=literal(both(rule.zh, rule.en)), rule=literal(both(rule.digest_zh, rule.digest_en)), provision=literal(names)))  # fmt: skip
    draw_provisions(keys)


def percent(share: int) -> str:
    """Basis points as a percentage, in whole numbers alone."""
    whole, rest = divmod(share * 100, WHOLE)
    return f"{whole}%" if not rest else f"{whole}.{rest:02d}".rstrip("0") + "%"
