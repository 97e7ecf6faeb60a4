"""The health check page: the six lacks or the self-audit, question by question, the score with its plan, and earlier checks."""

import streamlit as st

from tools.access.table import may_ever
from tools.health_check.answers import read_answers
from tools.health_check.form import form_named
from tools.health_check.keeping import compared, keep_answers, list_health_checks, show_health_check
from ui import session
from ui.failing import said
from ui.health_check_asking import draw_questions
from ui.health_check_shown import draw_earlier, draw_score
from ui.organisations import draw_no_organisation
from ui.record_links import draw_back, open_record, shown_record
from ui.safe import literal
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("hck_back")
        with said(), st.container(width=860):
            _draw_one(identity)
        return
    st.title(words["page_health_check"])
    st.caption(words["hck_lead"])
    if not may_ever(who, "answer_health_check"):
        st.info(words["sign_in_first"], icon=":material/login:")
        return
    if draw_no_organisation():
        return
    names = {"six-lacks": words["hck_six"], "self-audit": words["hck_audit"]}
    name = st.segmented_control(words["page_health_check"], list(names), default="six-lacks", required=True, key="hck_form", format_func=names.__getitem__, label_visibility="collapsed")  # fmt: skip
    with said(), st.container(width=860):
        _draw_asking(name or "six-lacks")


def _draw_asking(name: str) -> None:
    """The questions, and the checks that were kept."""
    words, asked = texts(session.language()), form_named(name)
    given = draw_questions(asked)
    if st.button(words["hck_run"], key="hck_run", type="primary", icon=":material/fact_check:"):
        kept = keep_answers(session.world().effects, session.principal(), asked, read_answers(asked, given))
        open_record(kept.id)
        st.rerun()
    st.caption(literal(asked.source(session.language())))
    with session.world().sessions() as reading:
        earlier = list_health_checks(reading, session.principal(), name)
    if earlier:
        st.subheader(words["hck_earlier"])
        for each in earlier:
            label = f"{each.day} · {each.id} · {each.score.total.low}–{each.score.total.high}"
            st.button(literal(label), key=f"open-{each.id}", type="tertiary", on_click=open_record, args=(each.id,))


def _draw_one(identity: str) -> None:
    """One check that was kept, compared with another if wanted."""
    with session.world().sessions() as reading:
        found = show_health_check(reading, session.principal(), identity)
        others = [each for each in list_health_checks(reading, session.principal(), found.form) if each.id != found.id]
    asked = form_named(found.form)
    st.header(literal(f"{asked.of_name(session.language())} · {found.day}"))
    older = draw_earlier(others) if others else None
    draw_score(found.score, compared(found, older) if older else ())


draw()
