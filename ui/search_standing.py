"""The legal status of a patent: why, the arithmetic of its term, fees, what is open; and its days in a row."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from assistant.offline.patent_replies import STATES, label
from knowledge.patents.status import LegalStatus, Reason
from knowledge.patents.terms import Provision
from tools.search.status import StatusFound
from ui import session
from ui.export import draw_export
from ui.search_telling import bullets, draw_bases, one_line
from ui.texts import texts


def draw_standing(found: StatusFound) -> None:
    """The status on its day with everything it rests on."""
    words, language, status = texts(session.language()), session.language(), found.status
    st.markdown(f"**{words['as_of_day'].format(day=status.as_of)}: {STATES[status.state][language]}**")
    if status.reasons:
        st.markdown(f"**{label('because', language)}**")
        bullets(_reason(reason) for reason in status.reasons)
    draw_term(status)
    if fee := status.next_fee:
        st.markdown(f"**{label('fees', language)}**")
        line = words["next_fee"].format(number=fee.number, due=fee.due, late=fee.late_until)
        st.markdown(f"- {line}{_at(fee.source)}")
    if status.open_questions:
        st.markdown(f"**{label('open', language)}**")
        bullets(one_line(question.of(language)) for question in status.open_questions)
    colon = "：" if language == "zh" else ": "
    st.info(f"{label('check', language)}{colon}{one_line(status.check.of(language))}", icon=":material/fact_check:")
    draw_bases(found.citations)


def _reason(reason: Reason) -> str:
    text = reason.text.of(session.language())
    day = f"{reason.day} " if reason.day and str(reason.day) not in text else ""
    return f"{day}{one_line(text)}{_at(reason.source)}"


def draw_term(status: LegalStatus) -> None:
    """The arithmetic, a line a step, and what may change it."""
    words, language, term = texts(session.language()), session.language(), status.term
    if term is None:
        return
    st.markdown(f"**{label('term', language)}**")
    st.table(
        [
            {
                words["step_what"]: one_line(step.what.of(language)), words["step_start"]: str(step.start),
                words["step_length"]: f"\\+ {step.length.words(language)}", words["step_result"]: f"**{step.result}**",
                words["step_source"]: one_line(step.source.place.of(language)),
            }
            for step in term.steps
        ],
        hide_index=True, border="horizontal", alt=words["term_alt"],
    )  # fmt: skip
    st.markdown(words["term_end"].format(expires=term.expires, through=term.through))
    bullets([*(one_line(note.of(language)) for note in term.notes), *(words["may_change"].format(what=one_line(each.of(language))) for each in term.may_change)])  # fmt: skip


def draw_timeline(found: StatusFound) -> None:
    """Everything with a day, in order: priority, filing, publications, events, the end of the term."""
    words = texts(session.language())
    rows = sorted(set(_days(found)), key=lambda row: (row[0] or date.max, row[1]))
    if not rows:
        st.caption(words["no_events"])
        return
    today = found.status.as_of
    past = [row for row in rows if row[0] is None or row[0] <= today]
    future = [row for row in rows if row[0] and row[0] > today]
    lines = [f"- **{day or '?'}**　{one_line(text)}" for day, text in past]
    lines += [f"- :blue[**{today}**　{words['today_mark']}]"]
    lines += [f"- :gray[**{day}**　{one_line(text)}]" for day, text in future]
    st.markdown("\n".join(lines))
    draw_export(
        f"timeline-{found.newest.number}",
        [words["timeline_day"], words["timeline_what"]],
        [[str(day or ""), text] for day, text in rows],
    )


def _days(found: StatusFound) -> Iterator[tuple[date | None, str]]:
    words, language = texts(session.language()), session.language()
    for patent in found.publications:
        for priority in patent.priorities:
            if priority.day:
                yield priority.day, f"{words['day_priority']} {priority.country} {priority.number}"
        if patent.filed:
            yield patent.filed, f"{label('filed', language)} {patent.application}".strip()
        if patent.published:
            yield patent.published, f"{label('published', language)} {patent.number}"
        if patent.granted:
            yield patent.granted, label("granted", language)
        for event in patent.events:
            effect = words.get(f"effect_{event.effect}", event.effect)
            yield (
                event.day,
                " ".join(part for part in (event.code, event.text, f"({effect})" if effect else "") if part),
            )
    if fee := found.status.next_fee:
        yield fee.due, words["next_fee"].format(number=fee.number, due=fee.due, late=fee.late_until)
    if term := found.status.term:
        yield term.expires, words["day_expires"]


def _at(source: Provision | None) -> str:
    """Where a provision stands, and its words when one looks."""
    if source is None:
        return ""
    return f" :gray[\\[{one_line(source.place.of(session.language()))}\\]]"
