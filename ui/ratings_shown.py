"""Ratings on the page: one line an organisation, and one in full with components, sample and interval."""

import streamlit as st

from tools.ratings.rating import Figure
from tools.ratings.showing import ABOUT, RatingShown
from tools.ratings.weights import weights
from tools.search.words import Words, words_of
from ui import session
from ui.provisions_shown import draw_provisions
from ui.record_links import open_record
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import both, draw_demo


def telling() -> Words:
    """The words ratings are told in."""
    return words_of("tools.ratings", session.language())


def draw_line(shown: RatingShown) -> None:
    """An organisation in the list, with its figures."""
    with st.container(border=True, gap="xsmall", key=f"rating-{shown.organisation}"):
        st.button(f"**{literal(both(shown.name_zh, shown.name_en))}**", key=f"open-{shown.organisation}", type="tertiary", wrap=True, on_click=open_record, args=(shown.organisation,))  # fmt: skip
        if shown.demo:
            draw_demo()
        told = [figure for figure in shown.rating.figures if figure.orders]
        st.markdown("  \n".join(literal(figure_told(figure)) for figure in told) or literal(telling()("rating_none")))


def figure_told(figure: Figure) -> str:
    """A figure in one line: score, interval, sample; or that there is too little to tell one."""
    tell, known = telling(), weights()
    capacity, whole, hundredths = tell(f"capacity_{figure.capacity}"), *divmod(figure.effective_hundredths, 100)
    values = {"capacity": capacity, "orders": figure.orders, "counterparties": figure.counterparties}
    if figure.score is None:
        return tell("too_few", **values, fewest=known.fewest_orders.value, others=known.fewest_counterparties.value)
    return tell("score", **values, score=figure.score, low=figure.low, high=figure.high, effective=f"{whole}.{hundredths:02d}")  # fmt: skip


def draw_rating(shown: RatingShown) -> None:
    """A rating in full."""
    words, tell = texts(session.language()), telling()
    st.header(literal(both(shown.name_zh, shown.name_en)))
    if shown.demo:
        draw_demo()
    st.caption(words["rat_day"].format(id=literal(shown.organisation), day=shown.rating.day))
    for figure in shown.rating.figures:
        draw_figure(figure)
    st.caption(literal(tell("basis")))
    draw_provisions([ABOUT])


def draw_figure(figure: Figure) -> None:
    """A figure with its components; those without a mark are shown as such."""
    words, tell = texts(session.language()), telling()
    st.subheader(tell(f"capacity_{figure.capacity}"))
    if figure.score is None:
        st.info(literal(figure_told(figure)), icon=":material/hourglass_empty:")
    else:
        st.markdown(f"**{literal(figure_told(figure))}**")
    heads = [words[f"rat_{name}"] for name in ("component", "points", "percent", "marks")]
    rows = [(tell(f"component_{part.component}"), "–" if part.points is None else str(part.points), f"{part.percent}%", str(part.marks)) for part in figure.parts]  # fmt: skip
    st.table([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, border="horizontal", alt=words["rat_parts"])  # fmt: skip
