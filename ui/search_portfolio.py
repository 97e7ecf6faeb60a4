"""The portfolio of a holder: its names, the variants that wait for the visitor's word, counts, and every application."""

from collections.abc import Mapping

import streamlit as st

from assistant.offline.patent_replies import STATES, title
from tools.databases.cells import Cell
from tools.law.sources import cite_words
from tools.search.coverage import LAG_MONTHS, months_before
from tools.search.links import links_for
from tools.search.patentee import Portfolio
from tools.search.query import SearchQuery
from ui import session
from ui.export import draw_export
from ui.safe import literal
from ui.search_coverage import draw_elsewhere
from ui.search_record import open_record
from ui.search_runs import Outcome
from ui.search_telling import bullets, draw_bases, listed, one_line, telling
from ui.texts import texts

_ROWS = 200  # applications listed; the file to take away has all


def draw_portfolio(outcome: Outcome) -> None:
    """The result of a patentee search."""
    found: Portfolio = outcome.found
    words = texts(session.language())
    if not found.holdings:
        st.info(words["portfolio_none"].format(name=literal(found.asked)), icon=":material/search_off:")
    else:
        st.markdown(
            f"**{words['portfolio_head'].format(name=literal(found.asked), count=len(found.holdings), families=found.families)}**"
        )
        st.caption(
            words["portfolio_names"].format(
                names=one_line(listed(f"{name} ({count})" for name, count in found.names.items()))
            )
        )
    draw_variants(found)
    if found.holdings:
        draw_counts(found)
        draw_holdings(found)
    draw_elsewhere(SearchQuery(holders=(found.asked,)), links_for(SearchQuery(holders=(found.asked,))))
    st.subheader(words["coverage_title"].format(day=found.as_of))
    held = listed(f"{country} {count:,}" for country, count in found.held.items())
    bullets(
        [
            words["portfolio_held"].format(held=literal(held) or "–", newest=found.newest or telling()("unknown")),
            telling()("coverage_lag", day=months_before(found.as_of, LAG_MONTHS), keys=""),
            words["portfolio_log"].format(name=literal(found.asked), day=found.as_of),
        ]
    )
    draw_bases([cite_words(session.world().library, found.lag.law, found.lag.quote)])


def draw_variants(found: Portfolio) -> None:
    """Names that may be the holder's too: not counted until the visitor gives them as subsidiaries."""
    words, language = texts(session.language()), session.language()
    if not found.variants:
        return
    with st.expander(words["variants"].format(count=len(found.variants)), expanded=not found.holdings):
        st.caption(words["variants_hint"])
        bullets(
            words["variant_line"].format(
                name=literal(variant.name), count=variant.publications, percent=round(variant.likeness.confidence * 100),
                why=one_line(variant.likeness.why.of(language)),
            )
            for variant in found.variants[:30]
        )  # fmt: skip


def draw_counts(found: Portfolio) -> None:
    """The portfolio by filing year, class, status and office."""
    words, tell, language = texts(session.language()), telling(), session.language()
    states = {STATES[state][language]: count for state, count in found.by_state.items()}
    rights = {tell(f"right_{right}"): count for right, count in found.by_right.items()}
    years = dict(sorted(found.by_year.items()))
    left, right_column = st.columns(2)
    with left:
        st.caption(words["by_year"])
        st.bar_chart(
            {"x": [str(year) for year in years], "n": list(years.values())},
            x="x",
            y="n",
            x_label="",
            y_label="",
            height=220,
        )
    with right_column:
        _counts(words["by_class"], dict(list(found.by_class.items())[:8]))
        _counts(words["by_state"], states)
        _counts(words["by_country"], found.by_country)
        _counts(words["by_right"], rights)


def _counts(label: str, counts: Mapping[str, int]) -> None:
    st.markdown(f"**{label}**　{literal(listed(f'{name or chr(8211)} {count:,}' for name, count in counts.items()))}")


def draw_holdings(found: Portfolio) -> None:
    """Every application with its state; the row chosen opens its record."""
    words, language = texts(session.language()), session.language()
    names = ("number", "title", "holders", "filed", "published", "state", "expires", "classes")
    heads = [words[f"column_{name}"] for name in names]
    rows: list[list[Cell]] = [
        [
            str(each.patent.number), title(each.patent, language), "; ".join(party.name for party in each.patent.holders),
            str(each.patent.filed or ""), str(each.patent.published or ""), STATES[each.status.state][language],
            str(each.status.term.expires if each.status.term else ""),
            "; ".join(dict.fromkeys(symbol.code for symbol in each.patent.symbols)),
        ]
        for each in found.holdings
    ]  # fmt: skip
    if len(rows) > _ROWS:
        st.caption(words["first_rows"].format(count=_ROWS, total=len(rows)))
    st.caption(words["table_hint"])
    chosen = st.dataframe(
        [dict(zip(heads, row, strict=True)) for row in rows[:_ROWS]], hide_index=True, on_select="rerun", selection_mode="single-row",
        key="table-portfolio", alt=words["table_alt"],
    )  # fmt: skip
    if chosen.selection.rows:
        open_record(str(rows[chosen.selection.rows[0]][0]))
        st.rerun()
    draw_export("portfolio", heads, rows)
