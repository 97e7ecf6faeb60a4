"""One need on the page, with the listings that fit it and the reasons, for who posted it."""

import streamlit as st

from tools.exchange.finding import matches_for
from tools.exchange.machine import NEED_STEPS
from tools.exchange.reading import show_need
from tools.exchange.shown import NeedShown
from ui import session
from ui.approving import propose
from ui.exchange_browse import draw_found, meaning
from ui.exchange_fields import label_of
from ui.exchange_telling import draw_wording, member_name, wording
from ui.failing import said
from ui.safe import literal
from ui.search_telling import listed
from ui.texts import texts
from ui.trade_telling import amount, draw_demo, facts, moment, state_badge


def draw_need(identity: str) -> None:
    """The need from its title to what fits it."""
    words, world, who = texts(session.language()), session.world(), session.principal()
    with world.sessions() as reading:
        need = show_need(reading, who, identity)
    st.header(literal(wording(need.words).title))
    st.markdown(f"{state_badge(NEED_STEPS, need.state)} {literal(need.id)}")
    if need.demo:
        draw_demo()
    facts({
        words["exc_buyer"]: member_name(need.buyer), words["exc_budget"]: amount(need.budget) if need.budget else "",
        words["exc_subject"]: listed(label_of("subject", each) for each in need.subjects),
        words["exc_deal"]: listed(label_of("deal", each) for each in need.deals), words["exc_country"]: need.country,
        words["exc_classes_short"]: literal(listed(need.classes)), words["exc_listed_until"]: moment(need.expires),
    })  # fmt: skip
    draw_wording(need.words)
    if need.mine:
        draw_steps(need)
        draw_matches(identity)


def draw_steps(need: NeedShown) -> None:
    """Withdraw or renew it, while it is active."""
    words = texts(session.language())
    with st.container(horizontal=True, gap="small"):
        withdraw = need.state == "active" and st.button(words["exc_withdraw"], key="do_withdraw")
        renew = need.state == "active" and st.button(words["exc_renew"], key="do_renew")
    with said():
        if withdraw:
            propose("withdraw_need", {"need": need.id})
        if renew:
            propose("renew", {"record": need.id})


def draw_matches(identity: str) -> None:
    """The listings that fit, with the reasons."""
    words, world, who = texts(session.language()), session.world(), session.principal()
    st.subheader(words["exc_matching"])
    with world.sessions() as reading:
        found = matches_for(reading, who, world.now(), identity, meaning("x"), world.glossary, 10)
    draw_found(found, "exc_no_matches")
