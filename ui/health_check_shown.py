"""A health check on show: a bar for each subject from its low to its high end, the plan with its services, what moved since."""

import altair as alt
import streamlit as st

from tools.health_check.form import Form, form_named
from tools.health_check.keeping import Change, Check
from tools.health_check.scoring import Score, Step
from tools.health_check.telling import step_text
from tools.orders.catalogue import catalogue
from ui import session
from ui.provisions_shown import draw_provisions, readable
from ui.record_links import RECORD
from ui.safe import literal
from ui.texts import texts

_MOST_OPEN = 40


def draw_score(found: Score, changes: tuple[Change, ...] = ()) -> None:
    """A score in full."""
    words, language, asked = texts(session.language()), session.language(), form_named(found.form)
    moved = {each.area: each for each in changes}
    total = found.total
    told = f"{total.low}" if total.low == total.high else f"{total.low}–{total.high}"
    delta = f"{moved[''].low:+d} / {moved[''].high:+d}" if "" in moved else None
    st.metric(words["hck_total"], told, delta=delta, help=asked.source(language))
    st.caption(words["hck_progress"].format(answered=total.answered, asked=total.asked))
    _draw_chart(found, asked, moved)
    known, unknown = [each for each in found.plan if each.known], [each for each in found.plan if not each.known]
    if known:
        st.subheader(words["hck_plan"])
        for place, step in enumerate(known, 1):
            _draw_step(step, place, asked)
    if unknown:
        with st.expander(f"{words['hck_open']} ({len(unknown)})"):
            st.markdown("\n".join(literal(step_text(step, place, asked, language)) + "  " for place, step in enumerate(unknown[:_MOST_OPEN], 1)))  # fmt: skip
    draw_provisions(list(dict.fromkeys(each.provision for each in known if each.provision)))
    st.caption(literal(asked.source(language)))


def _draw_chart(found: Score, asked: Form, moved: dict[str, Change]) -> None:
    words, language = texts(session.language()), session.language()
    names = {area.id: area.of(language) for area in asked.areas}
    rows = [{"area": names[each.area], "low": each.low, "high": each.high, "moved": moved[each.area].low if each.area in moved else 0} for each in found.areas]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("area:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    )
    scale = alt.Scale(domain=[0, 100])
    low, high = alt.Tooltip("low:Q", title=words["hck_low"]), alt.Tooltip("high:Q", title=words["hck_high"])
    area = alt.Tooltip("area:N", title=words["hck_area"])
    sure = base.mark_bar(size=16).encode(
        x=alt.X("low:Q", scale=scale, title=words["hck_score"]), tooltip=[area, low, high]
    )
    open_ = base.mark_bar(size=16, opacity=0.3).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", tooltip=[area, low, high]
    )
    st.altair_chart((sure + open_).properties(height=alt.Step(28)), width="stretch")


def _draw_step(step: Step, place: int, asked: Form) -> None:
    words, language = texts(session.language()), session.language()
    plain = step.model_copy(update={"skus": ()})
    with st.container(border=True, gap="xsmall"):
        st.markdown(readable(step_text(plain, place, asked, language), [step.provision]))
        with st.container(horizontal=True):
            for sku in step.skus:
                service = catalogue().service(sku)
                st.page_link("views/catalogue.py", label=literal(service.zh if language == "zh" else service.en), icon=":material/storefront:", query_params={RECORD: sku, "lang": language}, help=words["hck_services"])  # fmt: skip


def draw_earlier(checks: list[Check]) -> Check | None:
    """Choose an earlier check to compare with; None for none."""
    words = texts(session.language())
    labels = {"": words["hck_none"]} | {
        each.id: f"{each.day} · {each.id} · {each.score.total.low}–{each.score.total.high}" for each in checks
    }
    chosen = st.selectbox(words["hck_against"], list(labels), key="hck_against", format_func=labels.__getitem__)
    return next((each for each in checks if each.id == chosen), None)
