"""A calculation on show: the days on a line of time, each with its rule, and the files to take along."""

import altair as alt
import streamlit as st

from knowledge.calendars.calendar import weekday
from tools.deadlines.calendar_file import calendar_file
from tools.deadlines.citing import place_of
from tools.deadlines.deadline import Calculation, Deadline
from tools.deadlines.telling import KINDS, headline, restoring_text
from ui import session
from ui.safe import literal
from ui.texts import texts

_SOON = 30  # days from which a deadline is marked as near
_OPEN = 3  # deadlines whose rule is unfolded at once
_MOST_DRAWN = 25


def draw_calculation(found: Calculation) -> None:
    """Everything that follows from one event, the days that can still be kept first."""
    words, language = texts(session.language()), session.language()
    st.subheader(literal(headline(found, language)))
    ahead = sorted((each for each in found.deadlines if each.days_left >= 0), key=lambda each: each.day)
    past = [each for each in found.deadlines if each.days_left < 0]
    if ahead:
        _draw_line(ahead[:_MOST_DRAWN])
        _draw_files(found)
    else:
        st.info(words["ddl_all_past"], icon=":material/history:")
    for number, each in enumerate(ahead):
        _draw_deadline(each, number < _OPEN)
    if past:
        with st.expander(words["ddl_past"].format(count=len(past)), icon=":material/history:"):
            for each in past:
                _draw_facts(each, titled=True)
    for row in found.missing:
        st.warning(literal(f"{row.name.of(language)}: {row.why.of(language)}"), icon=":material/help:")
    st.caption(words["ddl_disclaimer"])


def _draw_line(ahead: list[Deadline]) -> None:
    words, language = texts(session.language()), session.language()
    rows = [
        {
            "day": f"{each.day}T12:00:00",
            "name": each.name.of(language),
            "kind": KINDS[each.result].of(language),
            "left": each.days_left,
        }
        for each in ahead
    ]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(size=140)
        .encode(
            x=alt.X("day:T", title=None),
            color=alt.Color("kind:N", title=words["ddl_kind"], legend=alt.Legend(orient="bottom", columns=2)),
            tooltip=[alt.Tooltip("name:N", title=words["ddl_name"]), alt.Tooltip("day:T", title=words["ddl_day"], format="%Y-%m-%d"), alt.Tooltip("left:Q", title=words["ddl_left"])],
        )
        .properties(height=120)
    )  # fmt: skip
    st.altair_chart(chart, width="stretch")


def _draw_files(found: Calculation) -> None:
    words, language = texts(session.language()), session.language()
    name = f"deadlines-{found.facts.event}-{found.facts.day}"
    with st.container(horizontal=True):
        st.download_button(
            words["ddl_ics"],
            calendar_file(found, language),
            f"{name}.ics",
            "text/calendar",
            icon=":material/event:",
            on_click="ignore",
        )
        st.download_button(
            words["ddl_json"],
            found.model_dump_json(indent=1),
            f"{name}.json",
            "application/json",
            icon=":material/data_object:",
            on_click="ignore",
        )


def _draw_deadline(each: Deadline, unfolded: bool) -> None:
    language, words = session.language(), texts(session.language())
    near = ":material/alarm:" if each.days_left <= _SOON else ":material/event:"
    label = (
        f"**{each.day}**（{weekday(each.day).zh}）" if language == "zh" else f"**{each.day}** ({weekday(each.day).en})"
    )
    left = words["ddl_days_left"].format(count=each.days_left)
    with st.expander(f"{label} · {literal(each.name.of(language))} · {left}", expanded=unfolded, icon=near):
        _draw_facts(each)


def _draw_facts(each: Deadline, titled: bool = False) -> None:
    """How a day was counted, the provision, the version, what can be done and what is lost."""
    words, language = texts(session.language()), session.language()
    if titled:
        st.markdown(f"**{each.day}** · {literal(each.name.of(language))}")
    quote = f"“{each.citation.quote}”" if each.citation.quote else words["ddl_unread"]
    facts = [
        ("ddl_counted", " → ".join(step.text.of(language) for step in each.steps)),
        ("ddl_provision", f"{place_of(each.citation, language)} {quote}"),
        ("ddl_version", f"{each.decided_on} · {each.decided_by.of(language)}"),
        ("ddl_later", f"{each.later.day} · {place_of(each.later.citation, language)}" if each.later else ""),
        ("ddl_safe", str(each.safe) if each.safe != each.day else ""),
        ("ddl_missed", restoring_text(each.restoring, language) if each.restoring else ""),
        ("ddl_lost", each.lost.of(language) if each.lost else ""),
        *(("ddl_note", note.of(language)) for note in each.notes),
    ]
    st.markdown("\n".join(f"- **{words[name]}** {literal(text)}" for name, text in facts if text))
