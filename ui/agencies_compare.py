"""Up to four agencies of a match side by side."""

import streamlit as st

from tools.agencies.shown import CandidateShown, Match
from tools.agencies.telling import agency_name, facts_of, tell_in
from tools.agencies.vocabulary import name_of
from ui import session
from ui.safe import literal
from ui.texts import texts

MOST = 4


def draw_compare(found: Match) -> None:
    """Choose some, and see them in one table; nothing for a match with one agency."""
    words = texts(session.language())
    if len(found.candidates) < 2:
        return
    named = {each.agency.organisation: each for each in found.candidates}
    chosen = st.multiselect(words["agm_compare"], list(named), default=list(named)[:2], max_selections=MOST, key="agm_compare", format_func=lambda name: agency_name(named[name], session.language()))  # fmt: skip
    if len(chosen) < 2:
        return
    columns = {name: literal(agency_name(named[name], session.language())) for name in chosen}
    facts = {name: _facts(named[name], found) for name in chosen}
    rows = [{words["agm_compare_row"]: words[f"agm_fact_{fact}"]} | {columns[name]: facts[name][fact] for name in chosen} for fact in facts[chosen[0]]]  # fmt: skip
    st.table(rows, hide_index=True, border="horizontal", alt=words["agm_compare"])


def _facts(each: CandidateShown, found: Match) -> dict[str, str]:
    """The facts of an agency by name; "–" for what is not known."""
    language, agency = session.language(), each.agency
    tell, held = tell_in(language), each.licence
    facts = {
        "licence": f"{held.zh if language == 'zh' else held.en} {held.number}" if held else "–",
        "jurisdictions": ", ".join(name_of("jurisdictions", code, language) for code in agency.jurisdictions),
        "fields": ", ".join(agency.fields) or "–",
        "languages": ", ".join(name_of("languages", code, language) for code in agency.languages),
        "band": f"{each.band.low.text(language)}–{each.band.high.text(language)}" if each.band else "–",
        "load": f"{max(agency.capacity - agency.load, 0)}/{agency.capacity}",
        "start": facts_of(each, found, language)[-1],
        "rating": str(agency.rating) if agency.rating is not None else tell("part_rating_none"),
    }
    points = {} if each.points is None else {"points": str(each.points)}
    return {name: literal(value) for name, value in (points | facts).items()}
