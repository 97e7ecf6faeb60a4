"""The field for an amount: typed as people write it, read as whole minor units."""

import streamlit as st

from tools.money import PLACES, Money
from ui import session
from ui.texts import texts


def money_field(label: str, key: str, currency: str = "") -> tuple[str, str]:
    """The text typed and the currency: the one given, else chosen beside it."""
    if currency:
        text = st.text_input(f"{label} ({currency})", key=key, max_chars=30, placeholder="1,234.50")
        return text, currency
    left, right = st.columns([3, 2])
    text = left.text_input(label, key=key, max_chars=30, placeholder="1,234.50")
    chosen = right.selectbox(texts(session.language())["currency"], list(PLACES), key=f"{key}_currency")
    return text, chosen


def money_of(typed: tuple[str, str]) -> dict[str, object]:
    """What was typed as a request takes it. Raises Refused for what is no amount."""
    money = Money.of(*typed)
    return {"minor": money.minor, "currency": money.currency}


def money_or_none(typed: tuple[str, str]) -> dict[str, object] | None:
    """The same; None for nothing typed."""
    return money_of(typed) if typed[0].strip() else None
