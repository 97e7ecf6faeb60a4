"""The charts of an invalidity search: a matrix for each claim, the grounds with their articles, what is open."""

import streamlit as st

from tools.search.invalidation import ClaimChart, Ground, Invalidity
from tools.search.query import SearchQuery
from ui import session
from ui.search_coverage import draw_coverage, draw_elsewhere
from ui.search_matrix import draw_combinations, draw_matrix
from ui.search_record import open_record
from ui.search_runs import Outcome
from ui.search_telling import bullets, day, draw_bases, listed, one_line, telling
from ui.texts import texts


def draw_invalidity(outcome: Outcome) -> None:
    """The result: leads to evidence for each claim, never a finding."""
    found: Invalidity = outcome.found
    tell, words, patent = telling(), texts(session.language()), outcome.found.patent
    st.markdown(tell("invalidity_head", number=patent.number, title=one_line(patent.title), day=found.cutoff, key=""))
    st.button(
        words["open_record"],
        key=f"invalidity-{patent.number}",
        on_click=open_record,
        args=(patent.number,),
        icon=":material/article:",
    )
    if not found.charts:
        st.info(tell("open_claims_not_held"), icon=":material/info:")
    else:
        numbers = [words["claim"].format(number=chart.claim.number) for chart in found.charts]
        for tab, chart in zip(st.tabs(numbers), found.charts, strict=True):
            with tab:
                draw_chart(chart)
    names = listed(tell(f"ground_{ground.name}") for ground in found.formal)
    st.markdown(tell("formal_head", names=names, keys=""))
    draw_bases(ground.citation for ground in found.formal)
    st.markdown(tell("invalidity_who", day=day(found.granted), keys=""))
    draw_bases(found.provisions)
    st.markdown(tell("open_head"))
    bullets(tell(f"open_{question}") for question in found.open)
    first = found.charts[0].claim.text if found.charts else patent.title
    draw_elsewhere(SearchQuery(words=first[:400], classes=found.request.classes, countries=found.request.countries, published_before=found.cutoff))  # fmt: skip
    draw_coverage(found.coverage, found.log, found.outside_failures)
    st.caption(words["no_verdict"])


def draw_chart(chart: ClaimChart) -> None:
    """One claim against the documents, and its grounds."""
    tell = telling()
    st.markdown(f"> {one_line(chart.claim.text)}")
    draw_matrix(chart.matrix, f"claim-{chart.claim.number}")
    draw_combinations(chart.matrix)
    if not chart.grounds:
        st.markdown(tell("no_ground"))
        return
    bullets(_ground(ground) for ground in chart.grounds)
    draw_bases(ground.citation for ground in chart.grounds)


def _ground(ground: Ground) -> str:
    tell = telling()
    documents, features = listed(ground.documents), listed(ground.features)
    if features:
        detail = tell("detail_features", features=features)
    else:
        detail = tell("detail_documents" if ground.signal == "documents" else "detail_hint", documents=documents)
    return f"**{tell(f'ground_{ground.name}')}**　{detail}"
