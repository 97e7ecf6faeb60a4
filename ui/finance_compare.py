"""Offers beside each other on the page: up to four typed in, their costs as figures and charts, the schedules to open."""

from typing import Any

import altair as alt
import streamlit as st

from tools.finance.comparing import Comparison, OfferCost, compare
from tools.finance.loan import KINDS
from tools.finance.offer import read_offer
from tools.finance.telling import differs_lines, teller
from ui import session
from ui.safe import literal
from ui.texts import texts

_MOST = 4


def draw_compare() -> None:
    """The form and its result."""
    words = texts(session.language())
    count = (
        st.segmented_control(words["fin_offers"], list(range(1, _MOST + 1)), default=2, required=True, key="fin_count")
        or 2
    )
    columns = st.columns(count)
    typed = []
    for place, column in enumerate(columns, 1):
        with column, st.container(border=True):
            typed.append(_draw_offer(place))
    if st.button(words["fin_compare"], key="fin_compare", type="primary", icon=":material/balance:"):
        draw_comparison(compare([read_offer(row, place) for place, row in enumerate(typed, 1)]))


def _draw_offer(place: int) -> dict[str, Any]:
    """The fields of one offer, as the rules read an offer."""
    words, tell = texts(session.language()), teller(session.language())
    name = _field(place, "name", words["fin_offer"].format(place=place))
    amount, rate, months = (
        _field(place, "amount", placeholder="3,000,000"),
        _field(place, "rate", placeholder="4.35"),
        _field(place, "months", placeholder="36"),
    )
    kind = st.selectbox(
        words["fin_kind"], KINDS, key=f"fin_kind_{place}", format_func=lambda each: tell(f"kind_{each}")
    )
    fee, guarantee, subsidy = _field(place, "fee_start", placeholder="0"), _field(place, "fee_guarantee", placeholder="0"), _field(place, "subsidy", placeholder="0")  # fmt: skip
    conditions = _field(place, "conditions")
    fees = [*([{"kind": "other", "amount": fee}] if fee.strip() else []), *([{"kind": "guarantee", "percent": guarantee, "when": "yearly"}] if guarantee.strip() else [])]  # fmt: skip
    return {
        "name": name, "amount": amount, "rate": rate, "months": months, "kind": kind, "fees": fees,
        "subsidy": {"percent": subsidy, "month": months} if subsidy.strip() else None, "conditions": {"other": conditions} if conditions.strip() else {},
    }  # fmt: skip


def _field(place: int, name: str, value: str = "", placeholder: str = "") -> str:
    """One text of an offer."""
    return st.text_input(
        texts(session.language())[f"fin_{name}"],
        value,
        key=f"fin_{name}_{place}",
        max_chars=200,
        placeholder=placeholder,
    )


def draw_comparison(found: Comparison) -> None:
    """Offers with their figures, in the order they were typed; no one of them is put first."""
    words, language = texts(session.language()), session.language()
    columns = st.columns(len(found.offers))
    for column, each in zip(columns, found.offers, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{literal(each.offer.name)}**")
            st.metric(words["fin_effective"], f"{each.effective}%")
            rows = {
                "fin_interest": each.schedule.interest,
                "fin_fees": each.fees,
                "fin_subsidy": each.subsidy,
                "fin_total": each.total,
            }
            st.markdown("  \n".join(literal(f"{words[name]}: {money.text(language)}") for name, money in rows.items()))
    _draw_chart(found)
    st.markdown("\n".join(f"- {literal(line)}" for line in differs_lines(found, language)))
    for each in found.offers:
        with st.expander(f"{words['fin_schedule']}: {literal(each.offer.name)}"):
            st.dataframe(_table(each), hide_index=True, width="stretch")
    tell = teller(language)
    st.caption(literal(tell("loan_rule")))
    st.caption(literal(tell("lending")))


def _draw_chart(found: Comparison) -> None:
    """What is paid each month, and what is left, drawn from the exact schedules."""
    words = texts(session.language())
    rows = [
        {"offer": each.offer.name, "month": row.month, "payment": float(row.payment.amount), "balance": float(row.balance.amount)}
        for each in found.offers for row in each.schedule.instalments
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=alt.X("month:Q", title=words["fin_month"]), color=alt.Color("offer:N", title=None, legend=alt.Legend(orient="bottom")))  # fmt: skip
    for name, column in zip(("payment", "balance"), st.columns(2), strict=True):
        with column:
            st.altair_chart(base.mark_line().encode(y=alt.Y(f"{name}:Q", title=words[f"fin_{name}"]), tooltip=["offer:N", "month:Q", f"{name}:Q"]), width="stretch")  # fmt: skip


def _table(each: OfferCost) -> list[dict[str, object]]:
    words, language = texts(session.language()), session.language()
    names = ("month", "payment", "principal", "interest", "balance")
    return [{words[f"fin_{name}"]: getattr(row, name) if name == "month" else getattr(row, name).text(language) for name in names} for row in each.schedule.instalments]  # fmt: skip
