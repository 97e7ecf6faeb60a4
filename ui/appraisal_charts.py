"""The charts of appraisals: the range each dimension leaves, for one patent or for several side by side."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from knowledge.language import Language
from tools.appraisal.appraisal import Appraisal, Part
from ui.texts import texts

_HIGH = 100
_ROW = 34  # pixels of a bar


def draw_dimensions(found: Sequence[Appraisal], language: Language) -> None:
    """A bar a dimension: from the lowest to the highest it can be; the mark is the mean of what is known."""
    words = texts(language)
    rows = [_row(each, part, language) for each in found for part in each.dimensions]
    st.altair_chart(_chart(rows, len(found), words), width="stretch")
    st.caption(words["app_chart_note"])


def _row(found: Appraisal, part: Part, language: Language) -> dict[str, Any]:
    bounds = part.range
    return {"number": found.number, "dimension": part.name.of(language), "low": bounds.low, "high": bounds.high, "mean": bounds.mean, "known": bounds.known}  # fmt: skip


def _chart(rows: list[dict[str, Any]], patents: int, words: dict[str, str]) -> alt.LayerChart:
    order = list(dict.fromkeys(row["dimension"] for row in rows))
    legend = alt.Legend(orient="bottom", columns=2) if patents > 1 else None
    side = alt.Y("dimension:N", sort=order, title=None, axis=alt.Axis(labelLimit=140))
    offset, colour = alt.YOffset("number:N"), alt.Color("number:N", title=None, legend=legend)
    shown = (("number", "N"), ("low", "Q"), ("high", "Q"), ("mean", "Q"), ("known", "Q"))
    tips = [alt.Tooltip(f"{name}:{kind}", title=words[f"app_{name}"]) for name, kind in shown]
    low = alt.X("low:Q", scale=alt.Scale(domain=[0, _HIGH]), title=words["app_axis"])
    values = alt.Chart(alt.InlineData(values=rows))
    bars = values.mark_bar(height=12, opacity=0.45, cornerRadius=3).encode(y=side, yOffset=offset, color=colour, tooltip=tips, x=low, x2="high:Q")  # fmt: skip
    known = values.transform_filter("isValid(datum.mean)").mark_tick(thickness=3, size=18).encode(y=side, yOffset=offset, color=colour, tooltip=tips, x="mean:Q")  # fmt: skip
    chart: alt.LayerChart = alt.layer(bars, known).properties(height=_ROW * len(order) * max(1, patents * 2 // 3) + 40)
    return chart
