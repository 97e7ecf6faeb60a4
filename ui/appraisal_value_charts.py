"""The charts of a valuation: how often the draws gave which value, and what each figure moves."""

import altair as alt

from knowledge.language import Language
from tools.money import PLACES
from tools.valuation.result import Valued
from tools.valuation.telling import figure_name
from ui.texts import texts

_BLUE, _LIGHT, _RULE = "#2a6fb0", "#9cc3e6", "#c2410c"
_LABEL = 130  # pixels of a figure's name on the axis


def histogram(valued: Valued, currency: str, language: Language) -> alt.LayerChart | alt.FacetChart:
    """The share of the draws in each column, with the point as a line."""
    words, (unit, scale) = texts(language), _unit(valued, currency, language)
    rows = [
        {"low": each.low / scale, "high": each.high / scale, "share": each.probability}
        for each in valued.distribution.histogram
    ]
    title = words["val_axis_value"].format(unit=unit)
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(color=_LIGHT, stroke=_BLUE, strokeWidth=0.5).encode(
        x=alt.X("low:Q", title=title, axis=alt.Axis(tickCount=5, format=",~f"), scale=alt.Scale(zero=False)), x2="high:Q",
        y=alt.Y("share:Q", title=words["val_axis_share"], axis=alt.Axis(format=".0%", tickCount=4)), y2=alt.datum(0),
        tooltip=[alt.Tooltip("low:Q", title=title, format=",.2f"), alt.Tooltip("share:Q", title=words["val_axis_share"], format=".1%")],
    )  # fmt: skip
    return alt.layer(bars, _line(valued.point / scale)).properties(height=220)


def tornado(valued: Valued, currency: str, language: Language) -> alt.LayerChart | alt.FacetChart:
    """A bar a figure, from the value at its lowest to that at its highest, the widest on top; the point as a line."""
    words, (unit, scale) = texts(language), _unit(valued, currency, language)
    names = [figure_name(bar.figure, language) for bar in valued.tornado]
    rows = [
        {
            "name": name,
            "low": bar.low / scale,
            "high": bar.high / scale,
            "at_low": bar.at_low / scale,
            "at_high": bar.at_high / scale,
        }
        for name, bar in zip(names, valued.tornado, strict=True)
    ]
    title = words["val_axis_value"].format(unit=unit)
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(color=_BLUE, height=14).encode(
        x=alt.X("low:Q", title=title, axis=alt.Axis(tickCount=5, format=",~f"), scale=alt.Scale(zero=False)), x2="high:Q",
        y=alt.Y("name:N", title=None, sort=names, axis=alt.Axis(labelLimit=_LABEL, labelOverlap=False)),
        tooltip=[alt.Tooltip("name:N", title=words["val_figure"]), alt.Tooltip("at_low:Q", title=words["val_at_low"], format=",.2f"), alt.Tooltip("at_high:Q", title=words["val_at_high"], format=",.2f")],
    )  # fmt: skip
    return alt.layer(bars, _line(valued.point / scale)).properties(height=30 * len(rows) + 80)


def _line(point: float) -> alt.Chart:
    """The point, as a line across the chart."""
    line: alt.Chart = alt.Chart(alt.InlineData(values=[{"point": point}])).mark_rule(color=_RULE, strokeWidth=2)
    marked: alt.Chart = line.encode(x="point:Q")
    return marked


def _unit(valued: Valued, currency: str, language: Language) -> tuple[str, float]:
    """How amounts are written on an axis, and by how many minor units they are divided for it."""
    major = 10 ** PLACES[currency]
    highest = max((each.high for each in valued.distribution.histogram), default=0) / major
    if language == "zh" and highest >= 100_000:
        return f"{currency} 万", major * 10_000
    if language == "en" and highest >= 1_000_000:
        return f"{currency} million", major * 1_000_000
    return currency, major
