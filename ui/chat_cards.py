"""The cards of a conversation: what it proposed waits below it until it is approved, turned down or too late."""

import streamlit as st

from tools.approvals.terms import Card
from ui import deciding, session
from ui.approval_card import draw_card
from ui.deciding import Told
from ui.failing import said
from ui.safe import literal
from ui.turns import settle


def draw_cards(thread: str) -> None:
    """The cards that wait in a conversation, the newest last, as the conversation goes."""
    with said():
        for card in reversed(session.world().effects.waiting(session.principal(), thread)):
            draw_card(card, approve, st.subheader, thread)


def approve(card: Card) -> None:
    """Approve a card in its conversation, which then says what was done."""
    deciding.decide(card, carried_out)


def carried_out(card: Card) -> Told:
    """Let the assistant carry it out, so that the conversation holds the answer; a refusal is one."""
    settle()
    who, language = session.principal(), session.language()
    decided = session.world().assistant.approve(session.thread(), who, card.id, card.hash, language)
    return Told("success" if decided.done else "warning", literal(decided.text), decided.record)
