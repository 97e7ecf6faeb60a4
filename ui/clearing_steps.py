"""What can be done with an escrow: the buttons its state and one's side of it leave; the rules themselves answer in the card."""

import streamlit as st

from tools.access.table import may_ever
from tools.clearing.machine import ESCROW
from tools.clearing.reading import EscrowView
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.money_field import money_field, money_of
from ui.texts import texts

_SIMPLE = {"fund": "fund_escrow", "release": "release_escrow", "refund": "refund_escrow"}
# What is offered to which side; whoever is neither acts for the platform.
_OFFERED = {"payer": ("fund", "release", "confirm"), "payee": ("release", "refund", "submit"), "platform": ("release", "refund", "split", "confirm")}  # fmt: skip


def draw_steps(found: EscrowView) -> None:
    """The steps as buttons and forms; each shows its terms before anything is done."""
    words = texts(session.language())
    offered, can = _OFFERED[side_of(found)], ESCROW.can(found.state)
    simple = [name for name in offered if name in can and name in _SIMPLE and may_ever(session.principal(), _SIMPLE[name])]  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        pressed = [name for name in simple if st.button(words[f"clr_{name}"], key=f"do_{name}")]
        waiting = any(proof.state == "submitted" for proof in found.proofs)
        if waiting and "confirm" in offered and may_ever(session.principal(), "confirm_proof"):
            pressed += ["confirm"] if st.button(words["clr_confirm"], key="do_confirm") else []
    for name in pressed:
        with said():
            propose(_SIMPLE.get(name, "confirm_proof"), {"escrow": found.id})
    if "submit" in offered and found.state == "held" and found.proof and may_ever(session.principal(), "submit_proof"):
        draw_submit(found)
    if "split" in offered and "split" in can and may_ever(session.principal(), "split_escrow"):
        draw_split(found)


def side_of(found: EscrowView) -> str:
    """Payer, payee, or the platform."""
    own = session.principal().organisation
    return "payer" if own == found.payer else "payee" if own == found.payee else "platform"


def draw_submit(found: EscrowView) -> None:
    """Hand in the proof the money waits for."""
    words = texts(session.language())
    with st.form("proof"):
        number = st.text_input(words["clr_number"], key="proof_number", max_chars=80)
        dated = st.date_input(words["clr_dated"], value=session.world().today(), key="proof_dated", format="YYYY-MM-DD")
        told = st.text_input(words["clr_words"], key="proof_words", max_chars=2000)
        sent = st.form_submit_button(words["clr_submit"], key="proof_run", icon=":material/upload_file:")
    if sent:
        with said():
            propose("submit_proof", {"escrow": found.id, "number": number, "dated": dated.isoformat(), "words": told})


def draw_split(found: EscrowView) -> None:
    """Divide it after a dispute."""
    words = texts(session.language())
    with st.form("split"):
        part = money_field(words["clr_to_payee"], "split_part", found.price.currency)
        reason = st.text_area(words["clr_reason"], key="split_reason", max_chars=2000)
        sent = st.form_submit_button(words["clr_split"], key="split_run", icon=":material/call_split:")
    if sent:
        with said():
            propose("split_escrow", {"escrow": found.id, "to_payee": money_of(part), "reason": reason})
