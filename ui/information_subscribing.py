"""Subscriptions on the page: the reader's own, ending one, making another from categories and words."""

import re

import streamlit as st

from knowledge.language import Language
from tools.information.classifying import CATEGORIES, categories
from tools.information.matching import Wish
from tools.information.subscribing import PERIODS, end_subscription, subscribe, subscriptions_of
from tools.information.telling import subscription_line
from ui import session
from ui.failing import said
from ui.information_digest import telling
from ui.safe import literal
from ui.texts import texts


def draw_subscriptions() -> None:
    """The subscriptions and the form for another."""
    words = texts(session.language())
    draw_form()
    with session.world().sessions() as reading:
        found = subscriptions_of(reading, session.principal())
    if not found:
        st.caption(words["inf_none"])
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"sub-{each.id}"):
            st.markdown(literal(subscription_line(each, session.language())))
            if st.button(words["inf_end"], key=f"end-{each.id}", icon=":material/notifications_off:"):
                with said():
                    end_subscription(session.world().effects, session.principal(), each.id)
                    st.rerun()


def draw_form() -> None:
    """What to be kept informed of."""
    words, language, tell = texts(session.language()), session.language(), telling()
    with st.form("subscribe", clear_on_submit=True):
        chosen = st.multiselect(words["inf_categories"], CATEGORIES, key="inf_categories", format_func=lambda key: categories()[key].name(language))  # fmt: skip
        keywords = st.text_input(words["inf_keywords"], key="inf_keywords", max_chars=600, help=words["inf_commas"])
        holders = st.text_input(words["inf_holders"], key="inf_holders", max_chars=600, help=words["inf_commas"])
        classes = st.text_input(words["inf_classes"], key="inf_classes", max_chars=300, placeholder="B64C, nice:9")
        period = st.radio(words["inf_period"], PERIODS, index=1, key=f"inf_period_{language}", horizontal=True, format_func=lambda name: tell(f"period_{name}"))  # fmt: skip
        sent = st.form_submit_button(words["inf_subscribe"], key="inf_subscribe", type="primary", icon=":material/notifications_active:")  # fmt: skip
    if sent:
        with said():
            wish = Wish(
                categories=tuple(chosen), keywords=parts(keywords), holders=parts(holders), classes=parts(classes)
            )
            keep(wish, period or "weekly", language)


def keep(wish: Wish, period: str, language: Language) -> None:
    """Keep a subscription and say so. Raises Refused."""
    made = subscribe(session.world().effects, session.principal(), wish, period, language)
    st.success(literal(telling()("subscribed", line=subscription_line(made, language))), icon=":material/check_circle:")


def parts(text: str) -> tuple[str, ...]:
    """Words separated by commas, semicolons or lines."""
    return tuple(part.strip() for part in re.split(r"[,，;；、\n]", text) if part.strip())
