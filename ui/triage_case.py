"""A case for staff: what was asked beside the draft of the reply with its sources; why it was labelled so; what can be done."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from tools.members.tables import AccountRow
from tools.triage import acting
from tools.triage.correcting import correct_case
from tools.triage.drafting import draft_reply
from tools.triage.labels import CORRECTABLE, name_of, values
from tools.triage.machine import CASE
from tools.triage.showing import CaseShown, show_case
from tools.triage.telling import flag_name, history_lines, summary_lines, tell_of
from ui import session
from ui.approving import propose
from ui.failing import said
from ui.safe import answer_markdown, literal
from ui.texts import texts
from ui.trade_telling import moment, state_badge
from ui.triage_queue import _COLOURS

_STEPS: dict[str, Callable[..., Any]] = {"take": acting.take_case, "release": acting.release_case, "reopen": acting.reopen_case}  # fmt: skip


def draw_case(identity: str) -> None:
    """The case from its title to its history."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        shown = show_case(reading, session.principal(), identity.upper())
    st.header(literal(shown.title or shown.id))
    draw_head(shown)
    draw_steps(shown)
    left, right = st.columns(2, gap="medium")
    with left:
        draw_asked(shown)
    with right:
        draw_reply(shown)
    with st.expander(words["tri_why"], icon=":material/help:", expanded=shown.needs_person):
        draw_why(shown)
    with st.expander(words["tri_history"], icon=":material/history:"):
        st.markdown(literal("\n".join(history_lines(shown, session.language()))))


def draw_head(shown: CaseShown) -> None:
    """Urgency, state, labels, and what is to be minded."""
    language, tell = session.language(), tell_of(session.language())
    name = {label: name_of(label, value, language) for label, value in shown.labels.items()}
    day = f" {shown.deadline}" if shown.deadline else ""
    holder = f" · {literal(shown.assignee)}" if shown.assignee else ""
    st.markdown(f":{_COLOURS[shown.labels['urgency']]}-badge[{literal(name['urgency'] + day)}] {state_badge(CASE, shown.state)} {literal(shown.id)}{holder}")  # fmt: skip
    st.caption(
        literal(tell("case_labels", confidence=shown.confidence, **name))
        + f" · {literal(tell('case_due', day=shown.due.date()))}"
    )
    for flag in shown.flags:
        st.warning(literal(flag_name(flag, tell)), icon=":material/flag:")
    if shown.duplicate_of:
        st.info(literal(tell("case_duplicate", id=shown.duplicate_of)), icon=":material/content_copy:")
    if shown.same_number:
        st.info(literal(tell("case_same_number", ids=", ".join(shown.same_number))), icon=":material/link:")
    if shown.suggested and not shown.assignee:
        st.caption(literal(tell("case_suggested", user=shown.suggested)))


def draw_steps(shown: CaseShown) -> None:
    """What the state of the case allows."""
    words, can = texts(session.language()), CASE.can(shown.state)
    with st.container(horizontal=True, key="tri_steps"):
        for step in ("take", "release", "reopen"):
            if step in can and st.button(words[f"tri_{step}"], key=f"tri_{step}", type="primary" if step == "take" else "secondary"):  # fmt: skip
                _do(partial(_STEPS[step], session.world().effects, session.principal(), shown.id))
        if {"assign", "snooze", "merge", "close"} & set(can):
            with st.popover(words["tri_more"], icon=":material/more_horiz:"):
                draw_more(shown, can)


def draw_more(shown: CaseShown, can: list[str]) -> None:
    """The steps that need a word more."""
    words, effects, who = texts(session.language()), session.world().effects, session.principal()
    reason = st.text_input(words["tri_reason"], key="tri_reason", max_chars=300)
    if "close" in can and st.button(words["tri_close"], key="tri_close", icon=":material/task_alt:"):
        _do(lambda: acting.close_case(effects, who, shown.id, reason))
    if "assign" in can:
        to = st.selectbox(words["tri_assign_to"], _staff(), index=None, key="tri_to", placeholder="–")
        if st.button(words["tri_assign"], key="tri_assign", disabled=not to):
            _do(lambda: acting.assign_case(effects, who, shown.id, str(to)))
    if "snooze" in can:
        days = int(st.number_input(words["tri_days"], 1, 90, 3, key="tri_days"))
        if st.button(words["tri_snooze"], key="tri_snooze", icon=":material/snooze:"):
            _do(lambda: acting.snooze_case(effects, who, shown.id, days, reason))
    if "merge" in can:
        into = st.text_input(words["tri_merge_into"], value=shown.duplicate_of or "", key="tri_into", max_chars=40)
        if st.button(words["tri_merge"], key="tri_merge", icon=":material/merge:"):
            _do(lambda: acting.merge_case(effects, who, shown.id, into.strip().upper()))


def _staff() -> list[str]:
    from sqlalchemy import select

    with session.world().sessions() as reading:
        return list(reading.scalars(select(AccountRow.user).where(AccountRow.role.in_(("staff", "admin"))).order_by(AccountRow.user)))  # fmt: skip


def _do(work: Callable[[], Any]) -> None:
    """Do it and draw the page anew; a refusal is said."""
    with said():
        work()
        st.rerun()


def draw_asked(shown: CaseShown) -> None:
    """The words as they came, and their summary."""
    words = texts(session.language())
    st.subheader(words["tri_inquiry"])
    for line in summary_lines(shown, session.language()):
        st.markdown(f"- {literal(line)}")
    with st.container(border=True, key="tri_text_shown"):
        st.markdown(literal(shown.text))
    st.caption(
        literal(f"{shown.sender or '–'} · {shown.contact or '–'} · {shown.source}") + f" · {moment(shown.received)}"
    )
    for reply in shown.replies:
        st.markdown(f"**{words['tri_replies']}** · {moment(reply.approved)}")
        st.markdown(literal(reply.text))


def draw_reply(shown: CaseShown) -> None:
    """The draft to edit, its sources beside it, and the way to its approval."""
    words, effects, who = texts(session.language()), session.world().effects, session.principal()
    st.subheader(words["tri_reply_side"])
    if shown.state in ("closed", "merged"):
        return
    if st.button(
        words["tri_draft_again" if shown.draft else "tri_draft"], key="tri_draft", icon=":material/edit_note:"
    ):
        _do(lambda: draft_reply(effects, who, shown.id, session.world().answer_law))
    text = st.text_area(words["tri_reply_field"], value=shown.draft, height=320, max_chars=12_000, key=f"tri_reply-{shown.id}-{shown.version}")  # fmt: skip
    ready = "reply" in CASE.can(shown.state)
    if st.button(words["tri_send"], key="tri_send", type="primary", disabled=not ready, icon=":material/send:"):
        with said():
            propose("reply_inquiry", {"inquiry": shown.id, "text": text})
    if not ready:
        st.caption(words["tri_send_need"])
    if shown.draft:
        st.markdown(f"**{words['tri_sources']}**")
        for source in shown.draft_sources:
            st.caption(
                answer_markdown(f"{source['title']} {source['locator']}：{source['quote'][:240]} [{source['key']}]")
            )
        if not shown.draft_sources:
            st.caption(words["tri_no_sources"])


def draw_why(shown: CaseShown) -> None:
    """Each label with the words it rests on, and the form that sets one right."""
    words, language, tell = texts(session.language()), session.language(), tell_of(session.language())
    st.table(
        [
            {
                words["tri_why_column_label"]: tell(f"label_{each.label}"), words["tri_why_column_value"]: name_of(each.label, each.value, language),
                words["tri_why_column_percent"]: f"{each.percent}%",
                words["tri_why_column_words"]: literal(each.by or " / ".join(each.words) or tell("case_no_words")),
            }
            for each in shown.why
        ]
    )  # fmt: skip
    label = st.selectbox(
        words["tri_correct_label"], CORRECTABLE, format_func=lambda name: tell(f"label_{name}"), key="tri_label"
    )
    value = st.selectbox(words["tri_correct_value"], list(values(label)), format_func=lambda each: name_of(label, each, language), key=f"tri_value-{label}")  # fmt: skip
    if st.button(words["tri_correct_run"], key="tri_correct_run", icon=":material/rule:"):
        _do(lambda: correct_case(session.world().effects, session.principal(), shown.id, label, value))
