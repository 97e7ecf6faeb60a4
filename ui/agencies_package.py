"""The package that fits: a few sentences, the words it was decided on, its steps, and quotes for those that are clear."""

import streamlit as st

from tools.access.table import may_ever
from tools.segments.finding import Finding
from tools.segments.package import Package, StepShown, draft_package, find_my_package
from tools.segments.telling import draft_text, finding_text
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import amount, both


def draw_package() -> None:
    """The sentences, further answers while it is not known, the package."""
    words = texts(session.language())
    text = st.text_area(words["agm_situation"], key="agm_situation", max_chars=2000, height=90, placeholder=words["agm_situation_hint"], persist_state="session")  # fmt: skip
    st.button(words["agm_package_run"], key="agm_package_run", icon=":material/category:")
    if not text.strip():
        return
    answers = {name: str(st.session_state.get(f"agm_answer_{name}", "")) for name in ("goal", "size", "attitude", "market")}  # fmt: skip
    given = {name: said_ for name, said_ in answers.items() if said_.strip()}
    found, package = find_my_package(session.principal(), [text, *given.values()], list(given))
    for line in finding_text(found, session.language()).split("\n")[:2]:
        st.markdown(literal(line))
    if package:
        draw_steps(package)
    else:
        draw_questions(found, given)


def draw_questions(found: Finding, given: dict[str, str]) -> None:
    """The questions that are open, and those answered, so that an answer can be mended."""
    for each in found.asks:
        st.text_input(both(each.zh, each.en), key=f"agm_answer_{each.id}", max_chars=500, persist_state="session")
    for name in given:
        st.text_input(
            texts(session.language())["agm_answer"], key=f"agm_answer_{name}", max_chars=500, persist_state="session"
        )


def draw_steps(package: Package) -> None:
    """The steps with their reasons, fields for what they need, and the draft."""
    words = texts(session.language())
    may = may_ever(session.principal(), "quote_service")
    with st.form("agm_draft"):
        given: dict[str, dict[str, object]] = {}
        for place, step in enumerate(package.steps, 1):
            st.markdown(f"**{place}. {literal(both(step.name_zh, step.name_en))}** · {literal(step.sku)}")
            st.caption(literal(both(step.why_zh, step.why_en)) + (f" · {amount(step.price)}" if step.price else ""))
            if may:
                given[step.sku] = _asked(step)
        sent = st.form_submit_button(words["agm_draft"], key="agm_draft_run", disabled=not may, icon=":material/request_quote:")  # fmt: skip
    if sent:
        with said():
            draft = draft_package(session.world().effects, session.principal(), package.segment, {sku: said_ for sku, said_ in given.items() if said_})  # fmt: skip
            st.success("  \n".join(literal(line) for line in draft_text(draft, session.language()).split("\n")))
            st.caption(words["agm_quotes"])


def _asked(step: StepShown) -> dict[str, object]:
    """What a step still needs, as typed; what is left empty is left out."""
    typed = {name: st.text_input(both(zh, en), key=f"agm_in_{step.sku}_{name}", max_chars=500) for name, zh, en in step.missing}  # fmt: skip
    return {name: value for name, value in typed.items() if value.strip()}
