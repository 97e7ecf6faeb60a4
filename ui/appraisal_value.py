"""The value part of the appraisal page: the figures of a right in, its estimate out; the page asks and shows, the rules value."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tools.access.table import may_ever
from tools.valuation.brand import factors
from tools.valuation.exchange_deals import as_comparables, comparable_deals
from tools.valuation.figure import spec
from tools.valuation.request import DRAWS, KINDS, LEAST_DRAWS, METHODS, MOST_DRAWS, PATENTS, Kind
from tools.valuation.requesting import request_of
from tools.valuation.result import Valuation
from tools.valuation.telling import figure_name, wording
from tools.valuation.valuing import value
from ui import session
from ui.appraisal_value_shown import draw_valuation
from ui.failing import said
from ui.texts import texts

_KEPT = "val_results"
INCOME = ("revenue", "growth", "royalty", "discount", "tax", "life")
COST = ("effort", "rate", "overhead", "profit", "functional", "economic")
ENDLESS = ("horizon", "terminal_growth")
MORE = ("risk_free", "market_risk", "size_risk", "technology_risk", "specific_risk", "decay", "amortisation_years", "margin", "charges", "income", "income_share", "age")  # fmt: skip


def draw_value() -> None:
    """The form for a kind of right and, once one was sent, what it came to."""
    words, tell = texts(session.language()), wording(session.language())
    st.caption(words["val_lead"])
    kind: Kind = st.segmented_control(
        words["val_kind"], KINDS, default="invention", required=True, key="val_kind", format_func=lambda each: tell(f"kind_{each}")
    ) or "invention"  # fmt: skip
    kept: dict[str, Valuation] = st.session_state.setdefault(_KEPT, {})
    given = draw_form(kind)
    with said():
        if given is not None:
            kept.pop(kind, None)
            if given.pop("exchange"):
                given["comparables"] = [*given["comparables"], *_from_exchange(kind)]
            kept[kind] = value(request_of(given, session.day()))
        if kind in kept:
            draw_valuation(kept[kind])


def draw_form(kind: Kind) -> dict[str, Any] | None:
    """The fields of a kind of right; what they hold once they are sent, else None."""
    words = texts(session.language())
    works = kind in ("software", "copyright")
    first, second = (COST, INCOME) if works else (INCOME, COST)
    with st.form(f"val_form_{kind}", border=True):
        st.caption(words["val_how"])
        given: dict[str, Any] = {
            "kind": kind,
            "subject": st.text_input(words["val_subject"], max_chars=300, key=f"val_{kind}_subject"),
        }
        inputs = _figures(kind, first)
        if kind == "trademark":
            inputs |= _figures(kind, ENDLESS)
        given["right"] = _days(kind)
        if kind == "trademark":
            given["brand"] = _brand()
        with st.expander(words["val_market"], icon=":material/handshake:"):
            given["comparables"] = _prices(
                st.text_area(words["val_prices"], help=words["val_prices_help"], key=f"val_{kind}_prices")
            )
            given["exchange"] = may_ever(session.principal(), "comparable_deals") and st.checkbox(
                words["val_exchange"], key=f"val_{kind}_exchange"
            )
        with st.expander(words["val_income"] if works else words["val_cost"], icon=":material/calculate:"):
            inputs |= _figures(kind, second)
        with st.expander(words["val_more"], icon=":material/tune:"):
            inputs |= _figures(kind, MORE)
            given |= _settings(kind)
        given["inputs"] = {name: text for name, text in inputs.items() if text}
        return (
            given
            if st.form_submit_button(
                words["val_run"], type="primary", key=f"val_{kind}_run", icon=":material/query_stats:"
            )
            else None
        )


def _figures(kind: Kind, names: Sequence[str]) -> dict[str, str]:
    """A field for each figure, two beside each other, in this order on a narrow screen too; as written."""
    return {
        name: column.text_input(
            figure_name(name, session.language()), key=f"val_{kind}_{name}", help=spec(name).ask.of(session.language()), placeholder=_example(name)
        ).strip()
        for name, column in zip(names, _pairs(len(names)), strict=True)
    }  # fmt: skip


def _pairs(count: int) -> list[DeltaGenerator]:
    """Places for fields, two in a row."""
    rows = [st.columns(2) for _ in range((count + 1) // 2)]
    return [column for row in rows for column in row][:count]


def _example(name: str) -> str:
    words = texts(session.language())
    return {"share": "5%  ·  3%:5%:8%", "money": words["val_money"], "years": "8  ·  5:8"}.get(
        spec(name).unit, "600  ·  500:600:800"
    )


def _days(kind: Kind) -> dict[str, Any]:
    words = texts(session.language())
    names = ("filed", "granted") if kind in PATENTS else ("expires",)
    columns = st.columns(2)
    return {name: columns[place].date_input(words[f"val_{name}"], value=None, min_value="1950-01-01", key=f"val_{kind}_day_{name}") for place, name in enumerate(names)}  # fmt: skip


def _brand() -> dict[str, str]:
    """The scores of brand strength; an empty one is not known, which widens the range."""
    words, language = texts(session.language()), session.language()
    with st.expander(words["val_brand"], icon=":material/verified:"):
        st.caption(words["val_brand_how"])
        scores = {
            name: column.text_input(
                f"{factor.zh if language == 'zh' else factor.en} ({factor.weight}%)", key=f"val_brand_{name}", help=factor.ask.of(language), placeholder="70  ·  60:70:80"
            ).strip()
            for (name, factor), column in zip(factors().items(), _pairs(len(factors())), strict=True)
        }  # fmt: skip
    return {name: text for name, text in scores.items() if text}


def _settings(kind: Kind) -> dict[str, Any]:
    """How it is discounted and simulated, and how much each method counts."""
    words, tell = texts(session.language()), wording(session.language())
    weights = {
        name: column.number_input(words["val_weight"].format(method=tell(f"method_{name}")), min_value=0.0, max_value=100.0, value=None, key=f"val_{kind}_weight_{name}")
        for name, column in zip(METHODS, _pairs(len(METHODS)), strict=True)
    }  # fmt: skip
    reason = st.text_input(words["val_reason"], max_chars=300, key=f"val_{kind}_reason")
    return {
        "mid_year": st.checkbox(words["val_mid_year"], key=f"val_{kind}_mid"),
        "distribution": st.segmented_control(words["val_shape"], ["pert", "triangular"], default="pert", required=True, key=f"val_{kind}_shape", format_func=lambda each: tell(each)),
        "seed": st.number_input(words["val_seed"], min_value=0, value=1, step=1, key=f"val_{kind}_seed"),
        "draws": st.number_input(words["val_draws"], min_value=LEAST_DRAWS, max_value=MOST_DRAWS, value=DRAWS, step=1000, key=f"val_{kind}_draws"),
        "weights": {name: {"weight": number, "reason": reason} for name, number in weights.items() if number is not None},
    }  # fmt: skip


def _prices(text: str) -> list[dict[str, str]]:
    """Prices, one a line."""
    return [{"price": line.strip()} for line in text.splitlines() if line.strip()]


def _from_exchange(kind: Kind) -> list[dict[str, Any]]:
    """Deals closed on the exchange; says how many were found and how many held back."""
    words = texts(session.language())
    with session.world().sessions() as reading:
        found = comparable_deals(reading, session.principal(), kind, "CNY", session.day())
    st.caption(words["val_exchange_found"].format(count=len(found.deals), held=found.held_back))
    return as_comparables(found)
