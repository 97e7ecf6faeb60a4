"""The databases page: make, list, show, refresh, search, share and export special-topic databases."""

import streamlit as st

from tools.databases.definition import Filters
from tools.databases.keeping import create_database
from tools.databases.tools import list_lines
from tools.search.standing import State
from tools.search.words import words_of
from ui import session
from ui.databases_hand import close_database, open_database, shown_database
from ui.databases_shown import draw_database
from ui.failing import said
from ui.safe import literal
from ui.search_fields import names
from ui.search_forms import Values, draw_form
from ui.search_record import close_record, draw_page, shown_record
from ui.search_runs import query_of
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words = texts(session.language())
    if number := shown_record():
        draw_page(number)
    elif named := shown_database():
        st.button(words["to_list"], key="to_list", icon=":material/arrow_back:", on_click=close_database)
        with said():
            draw_database(named)
    else:
        close_record()
        st.title(words["databases_title"])
        st.caption(words["databases_lead"])
        with said():
            draw_list()


def draw_list() -> None:
    """The databases an account may see, and the form for a new one."""
    words = texts(session.language())
    if session.world().patents.count() == 0:
        st.info(words["no_patents"], icon=":material/inventory_2:")
        return
    found = list_lines(session.databases(), session.principal()).databases
    if not found:
        st.info(words["no_databases"], icon=":material/database:")
    tell = words_of("tools.databases", session.language())
    for each in found:
        with st.container(border=True, gap="xsmall"):
            st.button(
                f"**{literal(each.name)}**",
                key=f"database-{each.id}",
                type="tertiary",
                on_click=open_database,
                args=(each.id,),
            )
            level = tell(f"level_{each.level}") if each.level == "owner" else tell("owned_by", owner=literal(each.owner), level=tell(f"level_{each.level}"))  # fmt: skip
            st.caption(
                words["database_line"].format(
                    id=each.id, level=level, count=f"{each.members:,}", refreshed=each.refreshed or "–"
                )
            )
    st.subheader(words["database_new"])
    values = draw_form("database")
    if values is not None:
        with said(), st.spinner(words["searching"]):
            create(values)
            st.rerun()


def create(values: Values) -> None:
    """Save the query and open what came of it. Raises Refused with what to mend."""
    filters = Filters(
        all_words=_terms(values["all_words"]), no_words=_terms(values["no_words"]),
        states=tuple(State(state) for state in values["standings"]), latest_only=values["latest_only"],
    )  # fmt: skip
    made = create_database(
        session.databases(),
        session.room(),
        session.principal(),
        values["title"],
        query_of(values),
        filters,
        as_of=session.day(),
    )
    open_database(made.id)


def _terms(text: str) -> tuple[str, ...]:
    return names(text.replace("，", ";").replace(",", ";").replace("、", ";"))


draw()
