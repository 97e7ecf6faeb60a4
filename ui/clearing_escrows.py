"""Escrows: those of one's organisation, for staff and experts all; one with its proofs, its history and what can be done."""

from collections.abc import Sequence

import streamlit as st

from tools.clearing.machine import ESCROW
from tools.clearing.proof_kinds import proof_kind
from tools.clearing.reading import EscrowLine, EscrowView, list_escrows, show_escrow
from tools.events import Event
from tools.search.words import words_of
from ui import session
from ui.clearing_steps import draw_steps
from ui.organisations import names_of
from ui.provisions_shown import draw_provisions
from ui.record_links import draw_way_to, open_record
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts
from ui.trade_telling import amount, both, facts, moment, state_badge, states_of


def draw_escrows() -> None:
    """The list, by state if wanted."""
    words = texts(session.language())
    states = states_of(ESCROW)
    state = st.pills(words["clr_state"], list(states), format_func=states.__getitem__, key="escrow_state", persist_state="session")  # fmt: skip
    with session.world().sessions() as reading:
        found = list_escrows(reading, session.principal(), state or "")
    if not found:
        st.info(words["clr_no_escrows"], icon=":material/lock_open:")
    for each in found:
        draw_line(each)


def draw_line(each: EscrowLine) -> None:
    """An escrow in the list."""
    words = texts(session.language())
    payer, payee = names_of(each.payer, each.payee)
    with st.container(border=True, gap="xsmall", key=f"escrow-{each.id}"):
        st.button(f"**{literal(each.id)}** · {amount(each.price)}", key=f"open-{each.id}", type="tertiary", on_click=open_record, args=(each.id,))  # fmt: skip
        st.markdown(f"{state_badge(ESCROW, each.state)} {payer} → {payee}")
        st.caption(f"{words[f'clr_purpose_{each.purpose}']} {literal(each.subject)} · {moment(each.created)}")


def draw_escrow(identity: str) -> None:
    """One escrow in full."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        found = show_escrow(reading, session.principal(), identity)
    payer, payee = names_of(found.payer, found.payee)
    st.header(literal(found.id))
    st.markdown(state_badge(ESCROW, found.state))
    facts({
        words["clr_payer"]: payer, words["clr_payee"]: payee, words["clr_held"]: amount(found.price),
        words["clr_fee"]: amount(found.fee), words["clr_for"]: f"{words[f'clr_purpose_{found.purpose}']} {literal(found.subject)}",
    })  # fmt: skip
    draw_way_to(found.subject)
    draw_proofs(found)
    draw_steps(found)
    st.subheader(words["history_of"])
    draw_history(found.history)


def draw_proofs(found: EscrowView) -> None:
    """Which proof the money waits for, why, and what was handed in."""
    words, tell = texts(session.language()), words_of("tools.clearing", session.language())
    if not found.proof:
        return
    kind, day = proof_kind(found.proof), session.world().today()
    st.subheader(words["clr_proof"])
    st.markdown(f"**{literal(both(kind.zh, kind.en))}** · {words['clr_proved' if found.proved else 'clr_unproved']}")
    bullets(
        f"{literal(each.number)} · {each.dated} · {tell(f'proof_{each.state}')} · {literal(' '.join(each.words.split()))} :gray[{literal(each.id)}]"
        for each in found.proofs
    )
    draw_provisions(kind.provisions_on(day))


def draw_history(history: Sequence[Event]) -> None:
    """What happened to it, oldest first."""
    tell = words_of("tools.clearing", session.language())
    known = tell.names()
    bullets(f"{moment(event.when)} · {tell(f'event_{event.name}') if f'event_{event.name}' in known else literal(event.name)} · {literal(event.user)}" for event in history)  # fmt: skip
