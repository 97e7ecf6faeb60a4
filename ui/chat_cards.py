"""The cards of a conversation: what it proposed waits below it until it is approved, turned down or too late."""

import streamlit as st

from tools.approvals.terms import Card, Outcome
from ui import deciding, session
from ui.approval_card import draw_card
from ui.failing import said
from ui.turns import settle


def draw_cards(thread: str) -> None:
    """The cards that wait in a conversation, the newest last, as the conversation goes."""
    with said():
        for card in reversed(session.world().effects.waiting(session.principal(), thread)):
            draw_card(card, approve, st.subheader)


def approve(card: Card) -> None:
    """Approve a card in its conversation, which then says what was done."""
    deciding.decide(card, lambda known: deciding.done(carried_out(known)))


def carried_out(card: Card) -> Outcome:
    """Let the assistant carry it out, so that the conversation holds the answer. Raises Refused, with nothing done."""
    settle()
    assistant, who = session.world().assistant, session.principal()
    return assistant.approve(session.thread(), who, card.id, card.hash, session.language())
