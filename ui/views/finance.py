"""The finance page: readiness for a pledge, offers beside each other, packets, and guides on the other ways."""

import streamlit as st

from tools.access.table import may_ever
from tools.finance.guides import guide_text, guides
from ui import session
from ui.approving import draw_waiting
from ui.failing import said
from ui.finance_compare import draw_compare
from ui.finance_packets import draw_packet, draw_packets
from ui.finance_readiness import draw_readiness
from ui.organisations import draw_no_organisation
from ui.provisions_shown import draw_provisions, readable
from ui.record_links import draw_back, shown_record
from ui.texts import texts


def draw() -> None:
    """The page from top to bottom."""
    words, who = texts(session.language()), session.principal()
    if identity := shown_record():
        draw_back("fin_back")
        with said(), st.container(width=860):
            draw_packet(identity)
        return
    st.title(words["page_finance"])
    st.caption(words["fin_lead"])
    readiness, offers, packets, ways = st.tabs(
        [words[f"fin_tab_{name}"] for name in ("readiness", "compare", "packet", "guides")]
    )
    own = may_ever(who, "send_packet")
    with readiness, said():
        _own(own, draw_readiness)
    with offers, said():
        draw_compare()
    with packets, said():
        draw_waiting("tools.finance")
        _own(own, draw_packets)
    with ways:
        _draw_guides()


def _own(may: bool, part: object) -> None:
    """A part for accounts of an organisation; who has none is told what to do."""
    if not may:
        st.info(texts(session.language())["sign_in_first"], icon=":material/login:")
    elif not draw_no_organisation() and callable(part):
        part()


def _draw_guides() -> None:
    """The guides, one to open each."""
    language = session.language()
    for each in guides():
        with st.expander(each.zh if language == "zh" else each.en):
            keys = [point.key for point in each.points if point.key]
            lines = guide_text(each, language).split("\n")[1:]
            st.markdown("\n".join(f"- {readable(line.removeprefix('- '), keys)}" for line in lines))
            draw_provisions(keys)


draw()
