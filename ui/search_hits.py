"""The publications a subject search found: facets to narrow by, cards or a table, and the table to take away."""

from typing import Any

import streamlit as st

from tools.databases.cells import Cell
from tools.databases.keeping import create_database
from tools.search.query import SearchQuery
from tools.search.shown import PatentShown
from tools.search.subject import SubjectFound
from tools.search.words import Words
from ui import session
from ui.export import draw_export
from ui.failing import said
from ui.safe import literal
from ui.search_coverage import draw_coverage, draw_elsewhere, understood
from ui.search_record import open_record
from ui.search_runs import Outcome, narrowed
from ui.search_telling import day, listed, one_line, quote, telling
from ui.texts import texts

_FACETS = ("country", "year", "class", "holder")
_KEPT = "search_narrowed"


def draw_subject(outcome: Outcome) -> None:
    """The result of a subject search."""
    words, tell = texts(session.language()), telling()
    understood(outcome.found.query)
    with said():
        found = _narrowed(outcome, draw_facets(outcome.found))
        if not found.hits:
            st.info(tell("subject_none"), icon=":material/search_off:")
        else:
            st.markdown(f"**{tell('subject_head', total=f'{found.total:,}', count=len(found.hits))}**")
            draw_hits(found.hits, "subject")
        draw_save(found.query)
        draw_elsewhere(found.query, found.elsewhere)
        draw_coverage(found.coverage, found.log, found.outside_failures)
        st.caption(words["no_verdict"])


def draw_save(query: SearchQuery) -> None:
    """The way to keep the query as a database."""
    words = texts(session.language())
    with st.expander(words["save_database"]), st.form("save_database", border=False):
        name = st.text_input(words["field_title"], key="save_name", max_chars=80)
        if st.form_submit_button(words["run_database"], key="save_run", icon=":material/add:"):
            with said():
                made = create_database(
                    session.databases(), session.room(), session.principal(), name, query, as_of=session.day()
                )
                st.success(words["database_made"].format(name=literal(made.name), count=f"{len(made.members):,}"))


def draw_facets(found: SubjectFound) -> dict[str, list[str]]:
    """The filters: the most frequent values of each facet with their counts; what is chosen."""
    tell = telling()
    chosen: dict[str, list[str]] = {}
    offered = [name for name in _FACETS if found.facets.get(name)]
    if not found.hits or not offered:
        return chosen
    st.caption(tell("facets_over", count=found.faceted))
    for column, name in zip(st.columns(len(offered)), offered, strict=True):
        counts = {facet.value: facet.count for facet in found.facets[name]}
        label: Any = {"label": tell(f"facet_{name}"), "options": list(counts), "key": f"facet_{name}"}
        shown: Any = {
            "format_func": lambda value, counts=counts: f"{value} ({counts.get(value, 0)})",
            "placeholder": "–",
        }
        with column:
            if name == "year":
                year = st.selectbox(**label, **shown, index=None)
                chosen[name] = [year] if year else []
            else:
                chosen[name] = st.multiselect(**label, **shown)
    return chosen


def forget_facets() -> None:
    """A new search begins without filters."""
    for name in (*(f"facet_{name}" for name in _FACETS), _KEPT):
        st.session_state.pop(name, None)


def _narrowed(outcome: Outcome, facets: dict[str, list[str]]) -> SubjectFound:
    """The search itself, or the one narrowed by the filters: run once for each choice."""
    found: SubjectFound = outcome.found
    if not any(facets.values()):
        return found
    key = (found.log.made, str(facets))
    kept = st.session_state.get(_KEPT)
    if not kept or kept[0] != key:
        with st.spinner(texts(session.language())["searching"]):
            kept = st.session_state[_KEPT] = (key, narrowed(found.query, outcome.limit, outcome.as_of, facets))
    narrower: SubjectFound = kept[1]
    return narrower


def draw_hits(hits: list[PatentShown], name: str) -> None:
    """Publications as cards or as a table, and to take away."""
    words = texts(session.language())
    view = st.segmented_control(
        words["view"], ["list", "table"], default="list", required=True, key=f"view_{name}", label_visibility="collapsed",
        format_func=lambda option: words[f"view_{option}"], persist_state="session",
    )  # fmt: skip
    if view == "table":
        draw_table(hits, name)
    else:
        for hit in hits:
            draw_card(hit, name)
    draw_export(name, *table_of(hits))


def draw_card(hit: PatentShown, name: str) -> None:
    """One publication: title, who and when, the passage that was found, and why."""
    tell, words = telling(), texts(session.language())
    with st.container(border=True, gap="xsmall"):
        title = hit.titles.get(session.language()) or hit.title or words["no_title"]
        st.button(
            f"**{literal(title)}**",
            key=f"{name}-{hit.number}",
            type="tertiary",
            on_click=open_record,
            args=(hit.number,),
        )
        holders = one_line(listed(hit.holders[:3])) or tell("unknown")
        dates = words["hit_dates"].format(filed=day(hit.filed), published=day(hit.published))
        st.caption(
            f"{hit.number} · {tell(f'right_{hit.right}')} · {holders} · {dates} · {literal(listed(hit.classes[:4]))}"
        )
        if hit.passage and hit.place != "title":
            quote(hit.passage, hit.place)
        if reasons := _reasons(tell, hit):
            st.caption(words["reasons"].format(reasons=listed(reasons)))


def draw_table(hits: list[PatentShown], name: str) -> None:
    """Publications in rows; the row chosen opens its record."""
    words = texts(session.language())
    heads, rows = table_of(hits)
    st.caption(words["table_hint"])
    chosen: Any = st.dataframe(
        [dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, on_select="rerun", selection_mode="single-row",
        key=f"table-{name}", alt=words["table_alt"],
    )  # fmt: skip
    if chosen.selection.rows:
        open_record(hits[chosen.selection.rows[0]].number)
        st.rerun()


def table_of(hits: list[PatentShown]) -> tuple[list[str], list[list[Cell]]]:
    """Heads and rows of publications."""
    tell, words = telling(), texts(session.language())
    names = (
        "number",
        "title",
        "title_other",
        "holders",
        "right",
        "filed",
        "published",
        "classes",
        "passage",
        "reasons",
    )
    own = session.language()
    rows: list[list[Cell]] = [
        [
            hit.number, hit.titles.get(own) or hit.title, " / ".join(t for each, t in hit.titles.items() if each != own),
            "; ".join(hit.holders), tell(f"right_{hit.right}"), str(hit.filed or ""), str(hit.published or ""),
            "; ".join(hit.classes), hit.passage, listed(_reasons(tell, hit)),
        ]
        for hit in hits
    ]  # fmt: skip
    return [words[f"column_{name}"] for name in names], rows


def _reasons(tell: Words, hit: PatentShown) -> list[str]:
    known = tell.names()
    return [
        tell("reason_class", symbol=reason[6:]) if reason.startswith("class ") else tell(f"reason_{reason}")
        for reason in hit.reasons
        if reason.startswith("class ") or f"reason_{reason}" in known
    ]
