"""The questions of the deadlines page: place, right, event, its day, and the days beside it."""

from datetime import date

import streamlit as st

from knowledge.dates import EARLIEST, LATEST
from tools.deadlines.facts import MANNERS, Facts, Manner
from tools.deadlines.hearing import RIGHTS
from tools.deadlines.listing import Listed, listed
from tools.deadlines.telling import right_name
from ui import session
from ui.texts import texts

_RIGHTS = [name for name in RIGHTS if name != "patent"]
_PLACES = ["CN", "US", "EP", "PCT", "PARIS", "MADRID"]
_BESIDE = ("filed", "priority", "granted")


def ask() -> Facts | None:
    """The facts the visitor gave; None while the day is missing or no event fits."""
    words = texts(session.language())
    with st.container(border=True):
        place, right = _place_and_right()
        rows = listed(place, right)
        if not rows:
            st.info(words["ddl_no_event"], icon=":material/info:")
            return None
        return _event(rows, place, right)


def _place_and_right() -> tuple[str, str]:
    words, language = texts(session.language()), session.language()
    first, second = st.columns(2)
    place = first.selectbox(
        words["ddl_place"], _PLACES, key="ddl_place", format_func=lambda code: words[f"ddl_{code.lower()}"]
    )
    right = second.selectbox(
        words["ddl_right"], _RIGHTS, key="ddl_right", format_func=lambda name: right_name(name).of(language)
    )
    return place, right


def _event(rows: list[Listed], place: str, right: str) -> Facts | None:
    words, language = texts(session.language()), session.language()
    names = {row.event: row for row in rows}
    first, second, third = st.columns([4, 2, 2])
    chosen = first.selectbox(
        words["ddl_event"], list(names), key=f"ddl_event_{place}_{right}", format_func=lambda name: names[name].name.of(language), help=words["ddl_event_help"],
    )  # fmt: skip
    day = second.date_input(
        words["ddl_day"], value=None, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key="ddl_day"
    )
    served = _served(third) if names[chosen].served else None
    beside = _beside()
    if not isinstance(day, date):
        st.caption(words["ddl_give_day"])
        return None
    return Facts(event=chosen, day=day, right=right, jurisdiction=place, served=served, **beside)


def _served(place: st.delta_generator.DeltaGenerator) -> Manner | None:
    """How the notice came; None when the day is that of its receipt."""
    words = texts(session.language())
    chosen = place.selectbox(
        words["ddl_served"], ["", *MANNERS], key="ddl_served", format_func=lambda name: words[f"ddl_served_{name or 'received'}"], help=words["ddl_served_help"],
    )  # fmt: skip
    return next((manner for manner in MANNERS if manner == chosen), None)


def _beside() -> dict[str, date]:
    """The other days of the right, where the visitor knows them."""
    words = texts(session.language())
    with st.expander(words["ddl_beside"], icon=":material/event:"):
        columns = st.columns(len(_BESIDE))
        given = {
            name: column.date_input(
                words[f"ddl_{name}"],
                value=None,
                min_value=EARLIEST,
                max_value=LATEST,
                format="YYYY-MM-DD",
                key=f"ddl_{name}",
            )
            for name, column in zip(_BESIDE, columns, strict=True)
        }
    return {name: day for name, day in given.items() if isinstance(day, date)}
