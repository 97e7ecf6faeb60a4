"""The charts of appraisals: the range each dimension leaves, for one patent or for several side by side."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from knowledge.language import Language
from tools.appraisal.appraisal import Appraisal
from ui.texts import texts

_HIGH = 100
_ROW = 34  # pixels of a bar


def draw_dimensions(found: Sequence[Appraisal], language: Language) -> None:
    """A bar a dimension: from the lowest to the highest it can be; the mark is the mean of what is known."""
    words = texts(language)
    rows = [_row(each, place, language, len(found) > 1) for place in range(len(found[0].dimensions)) for each in found]
    st.altair_chart(_chart(rows, len(found), words), width="stretch")
    st.caption(words["app_chart_note"])


def _row(found: Appraisal, place: int, language: Language, several: bool) -> dict[str, Any]:
    part = found.dimensions[place]
    name, bounds = part.name.of(language), part.range
    label = f"{name} · {found.number}" if several else name
    return {"label": label, "number": found.number, "low": bounds.low, "high": bounds.high, "mean": bounds.mean, "known": bounds.known}  # fmt: skip


def _chart(rows: list[dict[str, Any]], patents: int, words: dict[str, str]) -> alt.LayerChart | alt.FacetChart:
    legend = alt.Legend(orient="bottom", columns=2) if patents > 1 else None
    side = alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=alt.Axis(labelLimit=190))
    numbers = list(dict.fromkeys(row["number"] for row in rows))
    colour = alt.Color("number:N", title=None, legend=legend, sort=numbers)
    shown = (("number", "N"), ("low", "Q"), ("high", "Q"), ("mean", "Q"), ("known", "Q"))
    tips = [alt.Tooltip(f"{name}:{kind}", title=words[f"app_{name}"]) for name, kind in shown]
    low = alt.X("low:Q", scale=alt.Scale(domain=[0, _HIGH]), title=words["app_axis"])
    values = alt.Chart(alt.InlineData(values=rows))
    bars = values.mark_bar(height=12, opacity=0.45, cornerRadius=3).encode(y=side, color=colour, tooltip=tips, x=low, x2="high:Q")  # fmt: skip
    known = values.transform_filter("isValid(datum.mean)").mark_tick(thickness=3, size=18).encode(y=side, color=colour, tooltip=tips, x="mean:Q")  # fmt: skip
    return alt.layer(bars, known).properties(height=_ROW * len(rows) + 60)
