"""Matching on the page: what is wanted, who fits and why, up to four side by side, and the way to an introduction."""

import streamlit as st

from tools.agencies.finding import match_agencies
from tools.agencies.shown import CandidateShown, Match
from tools.agencies.task import works
from tools.agencies.telling import agency_name, facts_of, match_text, notes, part_text
from tools.agencies.vocabulary import Kind, name_of, vocabulary
from tools.agencies.weights import weights
from tools.money import Money
from tools.refused import Refused
from ui import session
from ui.agencies_compare import draw_compare
from ui.agencies_introduce import draw_introduce
from ui.failing import said
from ui.money_field import money_field
from ui.organisations import draw_no_organisation
from ui.provisions_shown import draw_provisions
from ui.record_links import open_record
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts

FOUND = "agm_found"  # the match on show, in the session


def draw_match() -> None:
    """The form, and what it found."""
    words = texts(session.language())
    if draw_no_organisation():
        return
    with st.form("agm_form"):
        request = _fields()
        sent = st.form_submit_button(words["agm_run"], key="agm_run", type="primary", icon=":material/search:")
    if sent:
        st.session_state.pop(FOUND, None)
        with said():
            st.session_state[FOUND] = match_agencies(session.world().effects, session.principal(), _read(request))
    found = st.session_state.get(FOUND)
    if isinstance(found, Match):
        draw_found(found)
    elif not sent:
        st.caption(words["agm_match_first"])


def draw_found(found: Match) -> None:
    """Who fits, with the reasons; what stands below the list; side by side; the packet."""
    language = session.language()
    head = match_text(found.model_copy(update={"candidates": (), "more": len(found.candidates) + found.more}), language)
    first, *rest = [line for line in head.split("\n\n")[0].split("\n") if line.strip()]
    st.markdown(f"**{literal(first)}**")
    st.caption("  \n".join(literal(line) for line in rest))
    for each in found.candidates:
        draw_candidate(each, found)
    told = [line for line in notes(found, language) if "[" not in line]
    st.caption("  \n".join(literal(line) for line in told))
    draw_provisions(found.provisions)
    if found.candidates:
        draw_compare(found)
        draw_introduce(found)


def draw_candidate(each: CandidateShown, found: Match) -> None:
    """One agency: its facts at a glance, its points criterion by criterion where asked for."""
    words, language = texts(session.language()), session.language()
    with st.container(border=True, gap="xsmall", key=f"agm-{each.agency.organisation}"):
        badge = f" :blue-badge[{words['agm_points'].format(points=each.points)}]" if each.points is not None else ""
        st.markdown(f"**{literal(agency_name(each, language))}**{badge}")
        st.markdown(literal(" · ".join(facts_of(each, found, language))))
        about = each.agency.about_zh if language == "zh" else each.agency.about_en
        if about:
            st.caption(literal(about))
        if each.parts:
            with st.expander(words["agm_why"]):
                bullets(f"{literal(part_text(part, language))} — {literal(_why(part.criterion))}" for part in each.parts)  # fmt: skip
        st.button(words["agm_entry"], key=f"agm_entry-{each.agency.organisation}", type="tertiary", on_click=open_record, args=(each.agency.organisation,))  # fmt: skip


def _why(criterion: str) -> str:
    why = next(weight.why for name, weight in weights().weights.items() if name == criterion)
    return why.zh if session.language() == "zh" else why.en


def _fields() -> dict[str, object]:
    """The fields of the form, as they were typed."""
    words, language = texts(session.language()), session.language()
    tasks = {each.name: each.zh if language == "zh" else each.en[:1].upper() + each.en[1:] for each in works()}
    left, right = st.columns(2)
    with left:
        task = st.selectbox(words["agm_task"], list(tasks), key="agm_task", format_func=tasks.__getitem__)
        jurisdiction = _choice("jurisdictions", "agm_jurisdiction", "CN")
        budget = money_field(words["agm_budget"], "agm_budget")
        urgent = st.text_input(words["agm_urgent"], key="agm_urgent", max_chars=3)
    with right:
        field = st.text_input(words["agm_field"], key="agm_field", max_chars=40, placeholder="H04L")
        region, spoken = _choice("regions", "agm_region"), _choice("languages", "agm_language")
    against = st.text_area(words["agm_against"], key="agm_against", max_chars=2000, height=80, help=words["agm_against_help"])  # fmt: skip
    return {"task": task, "field": field, "jurisdiction": jurisdiction, "region": region, "language": spoken, "budget": budget, "urgent": urgent, "against": against}  # fmt: skip


def _choice(kind: Kind, key: str, first: str = "") -> str:
    words, language = texts(session.language()), session.language()
    codes = list(vocabulary()[kind]) if first else ["", *vocabulary()[kind]]
    return str(st.selectbox(words[key], codes, key=key, format_func=lambda code: name_of(kind, code, language) if code else words["agm_any"]))  # fmt: skip


def _read(typed: dict[str, object]) -> dict[str, object]:
    """A request of what was typed. Raises Refused for days or an amount that are none."""
    urgent, budget = str(typed["urgent"]).strip(), typed["budget"]
    if urgent and not (urgent.isascii() and urgent.isdigit()):
        raise Refused("天数请填整数。/ Days are a whole number.", "agencies.urgent")
    amount, currency = budget if isinstance(budget, tuple) else ("", "CNY")
    return {
        **typed, "urgent": int(urgent) if urgent else None, "budget": Money.of(amount, currency) if amount.strip() else None,
        "against": [line for line in str(typed["against"]).split("\n") if line.strip()],
    }  # fmt: skip
