"""How the pages of the exchange say things: amounts, moments, states, names, what is made up."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from tools.machine import Machine
from tools.money import Money
from ui import session
from ui.approval_card import draw_demo
from ui.safe import literal
from ui.texts import texts

__all__ = ["amount", "both", "draw_demo", "event_of", "facts", "moment", "state_badge", "state_of", "states_of"]
_COLOURS = {
    "green": {"completed", "released", "active", "accepted", "done", "open", "confirmed", "upheld"},
    "blue": {"placed", "assigned", "working", "agreed", "asked", "requested", "sent", "submitted", "under_contract"},
    "violet": {"delivered", "held", "funded", "proved"},
    "orange": {"disputed", "suspended", "failed", "expired"},
}


def amount(money: Money | None) -> str:
    """An amount as Markdown, a dash for none."""
    return literal(money.text(session.language())) if money is not None else "–"


def both(zh: str, en: str) -> str:
    """The one of two texts that is in the language of the page, the other where it is empty; not yet Markdown."""
    return (zh or en) if session.language() == "zh" else (en or zh)


def moment(when: datetime | None) -> str:
    """A moment to the minute, in the time of this server; a dash for none."""
    zone = session.world().now().tzinfo
    return when.astimezone(zone).strftime("%Y-%m-%d %H:%M") if when else "–"


def state_of(machine: Machine, state: str) -> str:
    """A state in words."""
    return both(*machine.states.get(state, (state, state)))


def event_of(machine: Machine, event: str) -> str:
    """An event in words, capitalised as a label; the name itself for one that is no step of the machine."""
    zh, en = machine.events.get(event, (event, event))
    return zh if session.language() == "zh" else en[:1].upper() + en[1:]


def states_of(machine: Machine) -> dict[str, str]:
    """All states by name, in words."""
    return {state: state_of(machine, state) for state in machine.states}


def state_badge(machine: Machine, state: str) -> str:
    """A state as a coloured word."""
    colour = next((colour for colour, states in _COLOURS.items() if state in states), "gray")
    return f":{colour}-badge[{literal(state_of(machine, state))}]"


def facts(rows: Mapping[str, str] | Sequence[tuple[str, str]]) -> None:
    """Names and values, one a line; values are Markdown already, names are our own words."""
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    lines = [f"{name}{texts(session.language())['colon']}{value}" for name, value in pairs if value]
    if lines:
        st.markdown("  \n".join(lines))
