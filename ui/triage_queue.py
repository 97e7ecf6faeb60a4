"""The queue of inquiries with its filters, mail taken in, and figures; for staff."""

import math

import streamlit as st

from assistant.cli.triage import taken_line
from tools.refused import Refused
from tools.triage.acting import escalate_cases
from tools.triage.labels import name_of, values
from tools.triage.listing import PAGE, QueueLine, Wanted, list_queue, queue_size, stats
from tools.triage.machine import CASE
from tools.triage.seats import seats_of
from tools.triage.taking_in import TakenIn, take_in
from tools.triage.telling import marks_of, tell_of
from ui import session
from ui.failing import said
from ui.record_links import open_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import moment, state_badge, states_of

_COLOURS = {"urgent": "red", "unknown": "orange", "dated": "blue", "none": "gray"}
_MOST_FILES, _MEGABYTES = 50, 40


def draw_queue() -> None:
    """The filters, then a page of the queue."""
    words, who, now = texts(session.language()), session.principal(), session.world().now()
    wanted = _wanted()
    with session.world().sessions() as reading:
        count = queue_size(reading, who, now, wanted)
        pages = max(1, math.ceil(count / PAGE))
        page = int(st.number_input(words["tri_page"], 1, pages, 1, key="tri_page")) if pages > 1 else 1
        found = list_queue(reading, who, now, wanted, PAGE, (page - 1) * PAGE)
    if not found:
        st.info(words["tri_none"], icon=":material/inbox:")
        return
    st.caption(words["tri_count"].format(count=count, page=page, pages=pages))
    for each in found:
        draw_line(each)


def _wanted() -> Wanted:
    words, language = texts(session.language()), session.language()
    with st.container(horizontal=True, key="tri_filters"):
        desk = st.selectbox(words["tri_desk"], list(values("desk")), index=None, format_func=lambda value: name_of("desk", value, language), key="tri_desk", placeholder="–", width=220)  # fmt: skip
        urgency = st.selectbox(words["tri_urgency"], list(values("urgency")), index=None, format_func=lambda value: name_of("urgency", value, language), key="tri_urgency", placeholder="–", width=220)  # fmt: skip
        state = st.selectbox(words["tri_state"], list(CASE.states), index=None, format_func=states_of(CASE).__getitem__, key="tri_state", placeholder=words["tri_state_todo"], width=220)  # fmt: skip
    with st.container(horizontal=True):
        mine = st.checkbox(words["tri_only_mine"], key="tri_only_mine")
        person = st.checkbox(words["tri_only_person"], key="tri_only_person")
    return Wanted(state=state or "", desk=desk or "", urgency=urgency or "", mine=mine, person=person)


def draw_line(each: QueueLine) -> None:
    """A case: its title leads to it; how urgent, whose desk, who has it."""
    language = session.language()
    with st.container(border=True, gap="xsmall", key=f"case-{each.id}"):
        st.button(literal(each.title or each.id), key=f"open-{each.id}", type="tertiary", wrap=True, on_click=open_record, args=(each.id,))  # fmt: skip
        day = f" {each.deadline}" if each.deadline else ""
        urgent = f":{_COLOURS[each.urgency]}-badge[{literal(name_of('urgency', each.urgency, language) + day)}]"
        holder = f" · {literal(each.assignee)}" if each.assignee else ""
        st.markdown(f"{urgent} {state_badge(CASE, each.state)} {literal(name_of('desk', each.desk, language))}{holder}")
        marks = marks_of(each, session.world().now(), language)
        st.caption(literal(f"{each.id} · {each.sender or '–'} · {moment(each.received)}{marks}"))


def draw_mail() -> None:
    """Take e-mail files in: each becomes a case, once."""
    words, who = texts(session.language()), session.principal()
    with st.form("tri_mail", border=False):
        files = st.file_uploader(words["tri_mail_files"], ["eml"], accept_multiple_files=True, key="tri_files", max_upload_size=_MEGABYTES)  # fmt: skip
        sent = st.form_submit_button(words["tri_mail_run"], key="tri_mail_run", icon=":material/mail:")
    for file in (files or [])[:_MOST_FILES] if sent else []:
        try:
            taken = take_in(session.world().inquiries, who, file.name, file.getvalue())
        except Refused as refused:
            taken = TakenIn(file.name, None, why=str(refused))
        st.markdown(f"- {literal(taken_line(taken, session.language()))}")


def draw_figures() -> None:
    """How many, where, how late, and what people set right."""
    words, language, who = texts(session.language()), session.language(), session.principal()
    tell = tell_of(language)
    if st.button(words["tri_escalate"], key="tri_escalate", icon=":material/priority_high:"):
        with said():
            st.success(tell("escalated", count=len(escalate_cases(session.world().effects, who))))
    with session.world().sessions() as reading:
        figures, seats = stats(reading, who, session.world().now()), seats_of(reading)
    with st.container(horizontal=True):
        st.metric(tell("stats_late"), figures["late"])
        st.metric(tell("stats_person"), figures["needs_person"])
    for part, label in (("urgency", "urgency"), ("desks", "desk")):
        st.subheader(tell(f"stats_{part}"))
        st.table([{words[f"tri_{label}"]: name_of(label, key, language), "#": count} for key, count in figures[part].items()])  # fmt: skip
    if seats:
        st.table([{words["tri_desk"]: name_of("desk", str(row["desk"]), language), "": row["user"], "#": f"{row['held']}/{row['capacity']}"} for row in seats])  # fmt: skip
