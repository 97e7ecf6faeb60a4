"""From a wish to its card: every change a page offers is proposed here, and its card stands in place of the page."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from tools.approvals.telling import tell_card
from tools.approvals.terms import Card
from ui import deciding, session
from ui.approval_card import draw_card
from ui.deciding import ADDRESS, BLOCKED, told_of
from ui.failing import said
from ui.record_links import draw_way_to
from ui.safe import literal
from ui.texts import texts


def propose(name: str, request: Mapping[str, Any]) -> None:
    """Make the terms of an effect and show them in place of the page. Raises Refused with what is wrong."""
    deciding.show_card(session.world().effects.propose(session.principal(), name, request))
    st.rerun()


def open_card(identity: str) -> None:
    """Show a card that waits."""
    st.query_params[ADDRESS] = identity


def close_card() -> None:
    """Back to the page."""
    st.query_params.pop(ADDRESS, None)


def draw_shown() -> bool:
    """The card the address names, in place of the page; whether it names one."""
    named = st.query_params.get(ADDRESS, "")
    if not named:
        return False
    with st.container(width=760):
        st.button(texts(session.language())["card_back"], key="card_back", icon=":material/arrow_back:", on_click=close_card)  # fmt: skip
        with said():
            card = _shown(named)
            draw_card(card, st.header)
            told = told_of(card)
            if told and told.record:
                draw_way_to(told.record)
    return True


def _shown(named: str) -> Card:
    kept = st.session_state.get(BLOCKED)
    if named == BLOCKED and isinstance(kept, Card):
        return kept
    return session.world().effects.card(session.principal(), named)


def draw_waiting(*packages: str) -> None:
    """The cards that wait for this account, as a list; `packages`: only those whose words are there."""
    words = texts(session.language())
    cards = session.world().effects.waiting(session.principal())
    cards = [card for card in cards if not packages or card.terms.words in packages]
    if not cards:
        return
    with st.container(border=True, gap="xsmall", key="waiting"):
        st.markdown(f":material/pending_actions: **{words['waiting'].format(count=len(cards))}**")
        for card in cards:
            told = tell_card(card, session.language())
            label = " · ".join(part for part in (told.title, told.subject, card.id) if part)
            st.button(literal(label), key=f"card-{card.id}", type="tertiary", wrap=True, on_click=open_card, args=(card.id,))  # fmt: skip
