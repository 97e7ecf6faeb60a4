"""The cards of a conversation: what it proposed waits below it until it is approved, turned down or too late."""

import streamlit as st

from assistant.assistant import Assistant
from assistant.events import Done
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
            draw_card(card, st.subheader, thread, approve=approve, reject=reject)


def approve(card: Card) -> None:
    """Approve a card in its conversation, which then says what was done or why not."""
    deciding.decide(card, lambda known: _told(_assistant().approve(session.thread(), session.principal(), known.id, known.hash, session.language())))  # fmt: skip


def reject(card: Card) -> None:
    """Turn a card down in its conversation, which then says so."""
    deciding.decide(card, lambda known: _told(_assistant().reject(session.thread(), session.principal(), known.id, session.language())))  # fmt: skip


def _assistant() -> Assistant:
    settle()
    return session.world().assistant


def _told(done: Done) -> Told:
    return Told("success" if done.steps[-1].ok else "warning", literal(done.answer))
