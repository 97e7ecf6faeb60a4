"""Choosing a provider: who offers the service, holds the licence it needs and has no conflict, those with the least in work first."""

from collections.abc import Mapping

import streamlit as st

from tools.access.table import require
from tools.orders.days import day_of
from tools.orders.inputs import Given
from tools.orders.providers import Candidate, providers_for
from ui import session
from ui.texts import texts
from ui.trade_telling import both


def provider_field(sku: str, buyer: str, inputs: Mapping[str, Given], key: str, optional: bool = False) -> str:
    """The field; the id of the organisation chosen, "" for none. Raises Refused where this account may not look for providers."""
    words, who = texts(session.language()), session.principal()
    require(who, "find_providers", None)
    with session.world().sessions() as reading:
        found = {each.organisation: each for each in providers_for(reading, sku, day_of(session.world().now()), buyer, inputs)}  # fmt: skip
    if not found:
        st.caption(words["ord_no_provider"])
        return ""
    labels = ({"": words["ord_any_provider"]} if optional else {}) | {
        name: _label(each) for name, each in found.items()
    }
    return st.selectbox(words["ord_choose_provider"], list(labels), key=key, format_func=labels.__getitem__)  # fmt: skip


def _label(each: Candidate) -> str:
    words = texts(session.language())
    parts = [both(each.name_zh, each.name_en), *([words["demo"]] if each.demo else [])]
    parts += [each.licence[0]] if each.licence else []
    return " · ".join([*parts, words["ord_open_orders"].format(count=each.open_orders)])
