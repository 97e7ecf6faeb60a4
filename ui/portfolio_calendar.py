"""The calendar of a portfolio: a month at a glance, the days of it with fee and provision, and marking a day as met."""

import calendar
from datetime import date

import altair as alt
import streamlit as st

from tools.portfolio.asset import NAMES
from tools.portfolio.deciding import decide
from tools.portfolio.exporting import docket_calendar, docket_csv
from tools.portfolio.places import places
from tools.portfolio.reading import Docket
from tools.portfolio.schedule import Due
from tools.portfolio.telling import due_line, telling
from ui import session
from ui.export import entered
from ui.failing import said
from ui.safe import literal
from ui.texts import texts

_SPANS = (30, 90, 365)
_SHOWN = 30  # days drawn in full
_DUE, _TODAY, _FREE = "#f2b84b", "#cfe3ff", "#f7f8fa"


def draw_calendar(docket: Docket, mine: bool) -> None:
    """Filters, the month, and the days."""
    words = texts(session.language())
    rows = _wanted(docket)
    if not rows:
        st.info(words["por_nothing_due"], icon=":material/event_available:")
        return
    months = sorted({row.day.replace(day=1) for row in rows} | {docket.as_of.replace(day=1)})
    now = months.index(next((row.day for row in rows if row.day >= docket.as_of), docket.as_of).replace(day=1))
    month = st.selectbox(words["por_month"], months, index=now, format_func=lambda day: day.strftime("%Y-%m"), key="por_month")  # fmt: skip
    _draw_month(month, rows, docket.as_of)
    st.caption(words["por_month_note"])
    for due in rows[:_SHOWN]:
        _draw_due(due, mine)
    if len(rows) > _SHOWN:
        st.caption(telling(session.language())("more", count=len(rows) - _SHOWN))
    _draw_files(docket)


def _wanted(docket: Docket) -> list[Due]:
    words, language = texts(session.language()), session.language()
    span, kinds, where = st.columns(3)
    days = span.segmented_control(words["por_span"], _SPANS, default=365, key="por_span", format_func=lambda days: words["por_days"].format(days=days))  # fmt: skip
    rights = kinds.multiselect(words["por_right"], sorted({due.right for due in docket.dues}), key="por_rights", format_func=lambda right: NAMES[right].of(language))  # fmt: skip
    codes = where.multiselect(words["por_place"], sorted({due.jurisdiction for due in docket.dues}), key="por_places", format_func=lambda code: places()[code].of(language) if code in places() else code)  # fmt: skip
    rows = [due for due in docket.dues if days is None or due.days_left <= days]
    return [due for due in rows if (not rights or due.right in rights) and (not codes or due.jurisdiction in codes)]


def _draw_month(month: date, rows: list[Due], today: date) -> None:
    """The days of a month, those with something due marked with how many."""
    counts: dict[date, int] = {}
    for row in rows:
        counts[row.day] = counts.get(row.day, 0) + 1
    weekdays = texts(session.language())["por_weekdays"].split()
    cells = [
        {"week": week, "weekday": weekdays[day.weekday()], "day": f"{day.day}" + (f" ({counts[day]})" if day in counts else ""), "colour": _DUE if day in counts else _TODAY if day == today else _FREE}
        for week, days in enumerate(calendar.Calendar().monthdatescalendar(month.year, month.month))
        for day in days
        if day.month == month.month
    ]  # fmt: skip
    grid = alt.Chart(alt.InlineData(values=cells)).encode(
        x=alt.X("weekday:O", sort=weekdays, title=None, axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False)),
        y=alt.Y("week:O", title=None, axis=None),
    )  # fmt: skip
    box = grid.mark_rect(cornerRadius=4, stroke="#d0d4da").encode(color=alt.Color("colour:N", scale=None))
    text = grid.mark_text(color="#1f2329").encode(text="day:N")
    st.altair_chart((box + text).properties(height=220), width="stretch")


def _draw_due(due: Due, mine: bool) -> None:
    words, language = texts(session.language()), session.language()
    with st.container(border=True, gap="xsmall", key=f"due-{due.key}"):
        line = literal(due_line(due, language))
        (st.error if due.state == "grace" else st.markdown)(line)
        with st.expander(words["por_how"]):
            st.markdown("  \n".join(literal(step.of(language)) for step in due.steps))
            if due.lost:
                st.markdown(literal(words["por_lost"].format(lost=due.lost.of(language))))
            if due.fee:
                _draw_fee(due)
        if mine and due.state in ("open", "grace") and due.result != "ends":
            done, given_up = st.columns(2)
            done.button(words["por_done"], key=f"done-{due.key}", icon=":material/check:", on_click=_decide, args=(due.key, "done"), width="stretch")  # fmt: skip
            given_up.button(words["por_abandon"], key=f"abandon-{due.key}", icon=":material/do_not_disturb_on:", on_click=_decide, args=(due.key, "abandoned"), width="stretch")  # fmt: skip


def _draw_fee(due: Due) -> None:
    words, language, fee = texts(session.language()), session.language(), due.fee
    assert fee is not None  # noqa: S101 - asked by the caller
    if fee.surcharges:
        heads = (words["por_until"], words["por_added"], words["por_total"])
        st.table([dict(zip(heads, (str(each.until), each.added.text(language), each.total.text(language)), strict=True)) for each in fee.surcharges])  # fmt: skip
    st.caption(literal(fee.source.of(language)) + ("" if fee.checked else f" · {words['por_unchecked']}"))
    if fee.note:
        st.caption(literal(fee.note.of(language)))


def _decide(key: str, decision: str) -> None:
    with said():
        decide(session.world().portfolio, session.principal(), key, decision)


def _draw_files(docket: Docket) -> None:
    words, language = texts(session.language()), session.language()
    table, diary = st.columns(2)
    table.download_button(words["por_csv"], entered("docket.csv", lambda: docket_csv(docket, language)), "docket.csv", "text/csv", icon=":material/download:", key="por_csv", width="stretch")  # fmt: skip
    diary.download_button(words["por_ics"], entered("docket.ics", lambda: docket_calendar(docket, language)), "docket.ics", "text/calendar", icon=":material/event:", key="por_ics", width="stretch")  # fmt: skip
