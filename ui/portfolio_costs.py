"""Official fees by year: one chart for each currency, since currencies are never added, and the sums in a table."""

import altair as alt
import streamlit as st

from tools.portfolio.reading import Docket
from tools.portfolio.telling import telling
from ui import session
from ui.texts import texts

_YEARS = 10


def draw_costs(docket: Docket) -> None:
    """The costs of the years to come."""
    words, language = texts(session.language()), session.language()
    rows = [each for each in docket.costs if each.year < docket.as_of.year + _YEARS]
    if not rows:
        st.info(words["por_no_costs"], icon=":material/payments:")
        return
    for currency in dict.fromkeys(each.total.currency for each in rows):
        mine = [each for each in rows if each.total.currency == currency]
        data = alt.InlineData(values=[{"year": str(each.year), "amount": float(each.total.amount), "told": each.total.text(language)} for each in mine])  # fmt: skip
        bars = alt.Chart(data).encode(x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)), y=alt.Y("amount:Q", title=currency))  # fmt: skip
        st.altair_chart(bars.mark_bar(color="#3b6fb6", size=24).encode(tooltip=["year:N", "told:N"]).properties(height=220), width="stretch")  # fmt: skip
    heads = (words["por_year"], words["por_total"], words["por_fees"])
    st.table([dict(zip(heads, (str(each.year), each.total.text(language), str(each.fees)), strict=True)) for each in rows])  # fmt: skip
    for year, count in sorted(docket.unpriced.items()):
        st.caption(telling(language)("costs_unpriced", year=year, count=count))
    st.caption(telling(language)("fees_note"))
