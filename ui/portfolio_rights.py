"""The rights of a portfolio as a table, with what could not be scheduled, and the table to take away."""

import streamlit as st

from tools.portfolio.asset import NAMES
from tools.portfolio.exporting import assets_csv
from tools.portfolio.places import places
from tools.portfolio.reading import Docket, PortfolioShown
from tools.portfolio.telling import telling
from ui import session
from ui.export import entered
from ui.safe import literal
from ui.texts import texts

_COLUMNS = ("right", "place", "number", "title", "filed", "granted", "expiry", "classes", "owners", "state", "source")


def draw_rights(shown: PortfolioShown, docket: Docket) -> None:
    """The table, or that there is nothing yet."""
    words, language = texts(session.language()), session.language()
    say = telling(language)
    if not shown.assets:
        st.info(words["por_none"], icon=":material/folder_open:")
        return
    rows = [
        (
            NAMES[each.right].of(language), places()[each.jurisdiction].of(language) if each.jurisdiction in places() else each.jurisdiction, each.number,
            each.title, *(str(day) if day else say("unknown") for day in (each.filed, each.granted, each.expiry)), ", ".join(each.classes),
            "; ".join(each.owners), say(f"state_{each.state}"), words[f"por_source_{each.source}"],
        )
        for each in shown.assets
    ]  # fmt: skip
    heads = [words[f"por_{name}"] for name in _COLUMNS]
    st.dataframe([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, width="stretch")
    st.download_button(words["por_export"], entered("portfolio.csv", lambda: assets_csv(shown.assets)), "portfolio.csv", "text/csv", icon=":material/download:", key="por_assets")  # fmt: skip
    if docket.missing:
        with st.expander(say("missing_head")):
            for each in docket.missing:
                st.markdown(literal(say("missing_line", number=each.number, title=each.title, why=each.why.of(language))))  # fmt: skip
