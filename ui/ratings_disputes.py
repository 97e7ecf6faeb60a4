"""Entries of a rating and disputes about them: the rated party disputes, an expert decides."""

import streamlit as st

from tools.access.table import may_ever
from tools.ratings.engagement import day_of
from tools.ratings.entries import Entry
from tools.ratings.machine import RATING_DISPUTE
from tools.ratings.showing import DisputeShown, list_rating_disputes, list_rating_entries
from tools.refused import Refused
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.organisations import names_of
from ui.ratings_shown import telling
from ui.record_links import draw_way_to
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import state_badge, states_of


def draw_entries(organisation: str) -> None:
    """What took something away from a rating, for those who may see it; nothing for the others."""
    words, day = texts(session.language()), day_of(session.world().now())
    with session.world().sessions() as reading:
        try:
            found = list_rating_entries(reading, session.principal(), organisation, day)
        except Refused:  # the entries are the party's own business; the figures are not
            return
    st.subheader(words["rat_entries"])
    if not found:
        st.caption(literal(telling()("entry_none")))
    own = organisation == session.principal().organisation and may_ever(session.principal(), "dispute_rating")
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"entry-{each.id}"):
            draw_entry(each)
            if own and not each.dispute and each.until >= day:
                draw_dispute(each)


def draw_entry(each: Entry) -> None:
    """An entry: which record, what it says, whether it is or can be disputed."""
    tell, words = telling(), texts(session.language())
    name = {"open": "entry_disputed", "upheld": "entry_upheld", "removed": "entry_removed"}.get(each.dispute)
    late = each.until < day_of(session.world().now())
    state = tell(name) if name else tell("entry_late") if late else tell("entry_open", until=each.until)
    stars = f" · {'★' * each.stars}{'☆' * (5 - each.stars)}" if each.stars else ""
    st.markdown(f"**{tell(f'component_{each.component}')}** · {words['rat_points_of'].format(points=each.points)}{stars} · {each.day}")  # fmt: skip
    if each.comment:
        st.markdown(f"> {literal(' '.join(each.comment.split()))}")
    (other,) = names_of(each.other)
    st.caption(f"{literal(each.id)} · {literal(each.record)} · {other} · {literal(state)}")


def draw_dispute(each: Entry) -> None:
    """Dispute an entry, with the reason."""
    words = texts(session.language())
    with st.popover(words["rat_dispute"], icon=":material/gavel:", type="tertiary"), st.form(f"dispute-{each.id}"):
        reason = st.text_area(words["rat_reason"], key=f"reason-{each.id}", max_chars=2000)
        sent = st.form_submit_button(words["rat_dispute_run"], key=f"dispute_run-{each.id}")
    if sent:
        with said():
            propose("dispute_rating", {"entry": each.id, "reason": reason})


def draw_disputes() -> None:
    """The disputes, for those who decide them."""
    words = texts(session.language())
    states = states_of(RATING_DISPUTE)
    state = st.pills(words["clr_state"], list(states), default="open", format_func=states.__getitem__, key="dispute_state")  # fmt: skip
    with session.world().sessions() as reading:
        found = list_rating_disputes(reading, session.principal(), state or "")
    if not found:
        st.info(literal(telling()("dispute_none")), icon=":material/balance:")
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"rating-dispute-{each.id}"):
            draw_one(each)


def draw_one(each: DisputeShown) -> None:
    """A dispute with its reason, its decision, or the form to decide it."""
    words = texts(session.language())
    party, other = names_of(each.organisation, each.other)
    st.markdown(f"**{literal(each.id)}** {state_badge(RATING_DISPUTE, each.state)} {party} / {other}")
    st.markdown(f"> {literal(' '.join(each.reason.split()))}")
    st.caption(f"{literal(each.entry)} · {each.created}")
    if each.reasons:
        st.markdown(f"{words['rat_reasons']}{words['colon']}{literal(' '.join(each.reasons.split()))}")
    draw_way_to(each.organisation)
    if each.state == "open" and may_ever(session.principal(), "decide_rating"):
        draw_decision(each)


def draw_decision(each: DisputeShown) -> None:
    """Decide: the entry stays or goes, with reasons."""
    words = texts(session.language())
    with st.form(f"decide-{each.id}"):
        decision = st.radio(words["rat_decision"], ["upheld", "removed"], index=None, horizontal=True, format_func=lambda name: words[f"rat_{name}"], key=f"decision-{each.id}")  # fmt: skip
        reasons = st.text_area(words["rat_reasons"], key=f"reasons-{each.id}", max_chars=2000)
        sent = st.form_submit_button(words["rat_decide"], key=f"decide_run-{each.id}", icon=":material/gavel:")
    if sent:
        with said():
            if decision is None:
                raise Refused("请选择维持或撤除。/ Choose whether the entry stays or is removed.")
            propose("decide_rating", {"dispute": each.id, "decision": decision, "reasons": reasons})
