"""One special-topic database: its figures, its publications, searches within it, files to take away, its history."""

from functools import partial

import streamlit as st

from tools.databases.exporting import Form, export_database
from tools.databases.figures import DatabaseShown, show_database
from tools.databases.keeping import Change, history_of, refresh_database
from tools.databases.scope import search_within
from tools.search.parsing import parse_request
from tools.search.words import words_of
from ui import session
from ui.databases_hand import draw_hand, draw_owner
from ui.export import XLSX
from ui.safe import literal
from ui.search_coverage import draw_coverage, stated
from ui.search_hits import draw_card, draw_hits
from ui.search_telling import bullets, listed, one_line
from ui.texts import texts

_FIRST = 20  # publications shown


def draw_database(named: str) -> None:
    """The database from its head to its history."""
    words, who, day = texts(session.language()), session.principal(), session.day()
    databases, room = session.databases(), session.room()
    found = show_database(databases, room, who, named, day, _FIRST)
    st.header(literal(found.name))
    draw_head(found)
    if found.level in ("owner", "editor") and st.button(words["refresh"], key="refresh", icon=":material/refresh:"):
        with st.spinner(words["searching"]):
            change = refresh_database(databases, room, who, found.id, as_of=day)
        st.success(told(change))
        found = show_database(databases, room, who, found.id, day, _FIRST)
    names = [words[f"tab_{name}"] for name in ("figures", "publications", "within", "hand", "history")]
    figures, publications, within, hand, history = st.tabs(names)
    with figures:
        draw_figures(found)
    with publications:
        draw_publications(found)
    with within:
        draw_within(found)
    with hand:
        draw_hand(found)
        draw_owner(found)
    with history:
        bullets(told(change) for change in reversed(history_of(databases, who, found.id)))


def draw_head(found: DatabaseShown) -> None:
    """Who it belongs to, how much is in it, when it was refreshed, what it is defined by."""
    words, tell, definition = (
        texts(session.language()),
        words_of("tools.databases", session.language()),
        found.definition,
    )
    level = tell(f"level_{found.level}") if found.level == "owner" else tell("owned_by", owner=literal(found.owner), level=tell(f"level_{found.level}"))  # fmt: skip
    refreshed = found.refreshed.strftime("%Y-%m-%d %H:%M") if found.refreshed else tell("unknown")
    st.caption(words["database_head"].format(id=found.id, level=level, count=f"{found.members:,}", hand=found.by_hand, refreshed=refreshed))  # fmt: skip
    filters = definition.filters
    parts = [one_line(stated(definition.query)) or "–"]
    parts += [f"{words['field_all_words']}: {literal(listed(filters.all_words))}"] if filters.all_words else []
    parts += [f"{words['field_no_words']}: {literal(listed(filters.no_words))}"] if filters.no_words else []
    parts += [listed(tell(f"state_{state}") for state in filters.states)] if filters.states else []
    parts += [words["field_latest_only"]] if filters.latest_only else []
    st.markdown(f"**{words['defined_by']}**　{' · '.join(parts)}")
    if found.gone:
        st.warning(tell("gone", numbers=literal(listed(found.gone[:20]))))


def draw_figures(found: DatabaseShown) -> None:
    """How many publications by year, office, class, holder, status and tag; the files to take away."""
    words, tell = texts(session.language()), words_of("tools.databases", session.language())
    if not found.members:
        st.info(tell("empty"), icon=":material/info:")
        return
    left, right = st.columns(2)
    years = found.figures.counts.get("year", [])
    with left:
        st.caption(tell("figure_year"))
        st.bar_chart({"x": [each.value for each in years], "n": [each.count for each in years]}, x="x", y="n", x_label="", y_label="", height=240)  # fmt: skip
    with right:
        for name in ("country", "class", "holder", "status", "tag"):
            values = found.figures.counts.get(name, [])
            if not values:
                continue
            shown = listed(
                f"{literal(tell(f'state_{each.value}') if name == 'status' else each.value)} {each.count:,}"
                for each in values
            )
            others = found.figures.others.get(name)
            more = tell("others", count=others) if others else ""
            st.markdown(f"**{tell(f'figure_{name}', day=found.as_of)}**　{shown}{more}")
    st.caption(tell("coverage"))
    forms: tuple[tuple[Form, str, str], ...] = (("csv", "export_csv", "text/csv"), ("xlsx", "export_xlsx", XLSX))
    with st.container(horizontal=True, gap="small"):
        for form, label, kind in forms:
            st.download_button(
                words[label], partial(_file, found, form), f"{found.id}.{form}", kind, key=f"database-{form}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _file(found: DatabaseShown, form: Form) -> bytes:
    return export_database(session.databases(), session.room(), session.principal(), found.id, form, session.language(), found.as_of)  # fmt: skip


def draw_publications(found: DatabaseShown) -> None:
    """The first publications; all of them are in the files."""
    words = texts(session.language())
    if found.members > len(found.first):
        st.caption(words["first_rows"].format(count=len(found.first), total=f"{found.members:,}"))
    for each in found.first:
        draw_card(each, "database")


def draw_within(found: DatabaseShown) -> None:
    """A search that is kept to the database."""
    words = texts(session.language())
    with st.form("within"):
        text = st.text_input(words["within_words"], key="within_words", max_chars=500)
        sent = st.form_submit_button(words["run"], icon=":material/search:", key="within_run")
    kept = st.session_state.setdefault("within_found", {})
    if sent:
        query = parse_request(text, session.world().today())
        kept[found.id] = search_within(
            session.databases(), session.room(), session.principal(), found.id, query, session.day()
        )
    if result := kept.get(found.id):
        if not result.hits:
            st.info(words["within_none"], icon=":material/search_off:")
        else:
            draw_hits(result.hits, "within")
        draw_coverage(result.coverage, result.log, result.outside_failures)


def told(change: Change) -> str:
    """One entry of the history."""
    tell = words_of("tools.databases", session.language())
    line = tell(
        "change_line", when=change.when.strftime("%Y-%m-%d %H:%M"), what=tell(f"change_{change.what}"), by=change.by,
        came=len(change.came), went=len(change.went), members=change.members,
    )  # fmt: skip
    more = [tell("came", numbers=listed(change.came[:5]))] if change.came else []
    more += [tell("went", numbers=listed(change.went[:5]))] if change.went else []
    return literal(" ".join([line, *more]))
