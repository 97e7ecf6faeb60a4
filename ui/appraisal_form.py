"""What is asked for an appraisal: the numbers, what it is for, and the facts only the visitor knows. It decides nothing."""

from dataclasses import dataclass, field

import streamlit as st

from tools.appraisal.guide import Fact, book
from ui import session
from ui.texts import texts

_LONGEST = 400
_KEY = "app_fact_"


@dataclass(frozen=True)
class Wanted:
    """What the visitor asks for; `facts` are of the one patent, or of all that are compared."""

    numbers: tuple[str, ...]
    scenario: str
    facts: dict[str, str] = field(default_factory=dict)


def draw_form() -> Wanted | None:
    """The form; what was asked when it was sent."""
    words, language = texts(session.language()), session.language()
    with st.form("appraisal", border=True):
        numbers = st.text_input(words["app_numbers"], help=words["app_numbers_help"], placeholder="CN202644312U, US8948935B1", max_chars=_LONGEST, key="app_numbers")  # fmt: skip
        scenario = st.selectbox(words["app_scenario"], list(book().scenarios), format_func=lambda name: book().scenarios[name].of(language), key="app_scenario")  # fmt: skip
        with st.expander(words["app_facts"]):
            st.caption(words["app_facts_help"])
            facts = _facts()
        sent = st.form_submit_button(words["app_run"], type="primary", key="app_run", icon=":material/query_stats:")
    return Wanted(numbers_in(numbers), scenario, facts) if sent else None


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a line, separated by semicolons, Chinese commas, or commas with a space ("12/657,848" stays whole)."""
    plain = text.replace("；", ";").replace("，", ";").replace("、", ";").replace("\n", ";").replace(", ", ";")
    return tuple(part.strip() for part in plain.split(";") if part.strip())


def _facts() -> dict[str, str]:
    """The facts filled in; what is left open is not stated."""
    given: dict[str, str] = {}
    for place, (name, fact) in enumerate(book().facts.items()):
        if place % 2 == 0:
            columns = st.columns(2)  # a row for each two, so that a narrow screen keeps their order
        with columns[place % 2]:
            value = _choice(name, fact) if fact.kind == "choice" else _number(name, fact)
        if value:
            given[name] = value
    return given


def _choice(name: str, fact: Fact) -> str:
    language = session.language()
    chosen = st.selectbox(
        fact.of(language), list(fact.choices), index=None, key=_KEY + name, help=fact.ask.of(language), placeholder=texts(language)["app_not_stated"],
        format_func=lambda key: fact.choices[key].of(language),
    )  # fmt: skip
    return chosen or ""


def _number(name: str, fact: Fact) -> str:
    language = session.language()
    value = st.number_input(fact.of(language), min_value=fact.least, max_value=fact.most, value=None, step=1, key=_KEY + name, help=fact.ask.of(language), placeholder=texts(language)["app_not_stated"])  # fmt: skip
    return "" if value is None else str(value)
