"""Deciding on a card: approve, turn down, ask for its terms anew; what came of it is kept for the visit and shown as an answer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from tools.approvals.telling import outcome_text
from tools.approvals.terms import Card, Outcome
from tools.refused import Refused
from ui import session
from ui.failing import Kind, explained
from ui.safe import literal
from ui.texts import texts

ADDRESS = "a"  # of the card on show, so that a reload and a link keep it
BLOCKED = "blocked"  # a card that nobody can approve is not kept in the database: it lives as long as the visit
_TOLD = "told"  # what came of cards, by their id


@dataclass(frozen=True)
class Told:
    """What came of a card: how it is shown, the sentence (Markdown) and the record it made or changed, "" for none."""

    kind: Kind
    text: str
    record: str = ""


def told_of(card: Card) -> Told | None:
    """What came of a card in this visit."""
    kept = st.session_state.get(_TOLD, {}).get(card.id)
    return kept if isinstance(kept, Told) else None


def decide(card: Card, carry_out: Callable[[Card], Told]) -> None:
    """Carry out what was decided and keep what is to be said: a refusal is an answer, never an error page."""
    try:
        told = carry_out(card)
    except Exception as error:
        told = Told(*explained(error))
    st.session_state.setdefault(_TOLD, {})[card.id] = told


def approve(card: Card) -> None:
    """Approve a card; the second of two clicks gets the answer of the first."""
    decide(card, _approved)


def reject(card: Card) -> None:
    """Turn a card down."""
    decide(card, _rejected)


def again(card: Card, thread: str = "") -> None:
    """Make the terms of the same wish anew, as the database has them now, and show those in place of the old.

    `thread`: the conversation they wait in, "" for a page.
    """
    decide(card, lambda old: _renewed(old, thread))


def show_card(card: Card) -> None:
    """Let the address name a card."""
    if card.state == "blocked":
        st.session_state[BLOCKED] = card
    st.query_params[ADDRESS] = BLOCKED if card.state == "blocked" else card.id


def done(outcome: Outcome) -> Told:
    """What was done, as it is said."""
    return Told("success", literal(outcome_text(outcome, session.language())), outcome.record)


def _approved(card: Card) -> Told:
    return done(session.world().effects.approve(session.principal(), card.id, card.hash, key=card.id))


def _rejected(card: Card) -> Told:
    session.world().effects.reject(session.principal(), card.id)
    return Told("warning", texts(session.language())["card_rejected"])


def _renewed(card: Card, thread: str) -> Told:
    effects, who, words = session.world().effects, session.principal(), texts(session.language())
    fresh = effects.propose(who, card.terms.effect, card.request, thread)
    if not thread:
        show_card(fresh)
    elif fresh.state == "blocked":
        return Told("warning", words["card_blocked"])
    with suppress(Refused):  # it was decided on or never kept: then nothing waits any more
        effects.reject(who, card.id)
    return Told("warning", words["card_renewed"])
