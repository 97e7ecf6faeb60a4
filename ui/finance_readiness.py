"""Readiness on the page: numbers and statements in, each right with its checks, steps and papers out."""

import streamlit as st

from tools.finance.readiness import Readiness, RightReadiness
from tools.finance.showing import check_readiness
from tools.finance.stated import facts
from tools.finance.telling import check_lines, paper_text, right_head, teller
from ui import session
from ui.provisions_shown import draw_provisions, readable
from ui.safe import literal
from ui.texts import texts

_BADGES = {"ready": ("success", ":material/check_circle:"), "after_steps": ("warning", ":material/pending:"), "not_pledgeable": ("error", ":material/block:")}  # fmt: skip


def draw_rights(key: str) -> tuple[list[str], dict[str, bool]]:
    """The fields for numbers and statements."""
    words, language = texts(session.language()), session.language()
    typed = st.text_area(words["fin_numbers"], key=f"{key}_numbers", max_chars=2000, height=90)
    stated: dict[str, bool] = {}
    with st.expander(words["fin_facts"]):
        for fact in facts().values():
            said = st.segmented_control(fact.of(language), ["yes", "no"], key=f"{key}_fact_{fact.name}", format_func=lambda each: words[f"fin_{each}"])  # fmt: skip
            if said:
                stated[fact.name] = said == "yes"
    return [line.strip() for line in typed.splitlines() if line.strip()], stated


def draw_readiness() -> None:
    """The form and its result."""
    words = texts(session.language())
    with st.container(width=860):
        numbers, stated = draw_rights("fin_r")
        if not st.button(words["fin_check"], key="fin_check", type="primary", icon=":material/fact_check:"):
            return
        world = session.world()
        with world.sessions() as reading:
            found = check_readiness(reading, session.principal(), numbers, stated, world.evidence, world.now())
        draw_found(found)


def draw_found(found: Readiness) -> None:
    """What was found of each right."""
    tell = teller(session.language())
    for right in found.rights:
        _draw_right(right)
    st.caption(literal(tell("lending")))
    keys = [*found.provisions, *(key for right in found.rights for check in right.checks for key in check.provisions)]
    draw_provisions(list(dict.fromkeys(keys)))


def _draw_right(right: RightReadiness) -> None:
    words, language = texts(session.language()), session.language()
    tell, (kind, icon) = teller(language), _BADGES[right.verdict]
    with st.container(border=True):
        getattr(st, kind)(literal(right_head(right, language).replace("**", "")), icon=icon)
        for check in right.checks:
            for line in check_lines(check, language):
                st.markdown(readable(line, check.provisions))
        if right.steps:
            st.markdown(
                "\n".join(f"{place}. {literal(tell(f'step_{step}'))}" for place, step in enumerate(right.steps, 1))
            )
        with st.expander(words["fin_papers"]):
            st.markdown(literal(tell("place_line", place=tell(f"place_{right.place}"))))
            st.markdown("\n".join(f"- {readable(paper_text(paper, language), [paper.key])}" for paper in right.papers))
            st.caption(literal(tell("papers_unread")))
