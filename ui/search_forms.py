"""The query builder: a form for each search. It asks, and hands over what was typed; it decides nothing."""

from datetime import date
from typing import Any

import streamlit as st

from knowledge.dates import EARLIEST, LATEST
from knowledge.patents.record import Right
from knowledge.patents.status import State
from tools.search.standing import State as Standing
from ui import session
from ui.search_fields import COMMON
from ui.texts import texts

KINDS = ("subject", "patentability", "fto", "invalidity", "status", "patentee", "trademark")
Values = dict[str, Any]
_LIMITS = (20, 50, 100)
_ICONS = {"database": ":material/add:"}
_LONGEST = 30_000  # characters of a description


class Form:
    """The fields of one search; what is typed stays when the visitor looks at another search or page."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.words = texts(session.language())
        self.values: Values = {}

    def _key(self, name: str) -> str:
        return f"q_{self.kind}_{name}"

    def _label(self, name: str) -> dict[str, Any]:
        """Label, help and placeholder of a field: those of this search where it has its own."""
        own = f"field_{self.kind}_{name}"
        label = self.words.get(own) or self.words[f"field_{name}"]
        return {"label": label, "help": self.words.get(f"{own}_help") or self.words.get(f"field_{name}_help")}

    def text(self, name: str, value: str = "") -> None:
        """A line."""
        hint = self.words.get(f"field_{self.kind}_{name}_hint") or self.words.get(f"field_{name}_hint", "")
        self.values[name] = st.text_input(
            **self._label(name), value=value, key=self._key(name), placeholder=hint, max_chars=500, persist_state="session"
        )  # fmt: skip

    def passage(self, name: str, height: int) -> None:
        """A text of any length."""
        hint = self.words.get(f"field_{self.kind}_{name}_hint", "")
        self.values[name] = st.text_area(
            **self._label(name), key=self._key(name), height=height, placeholder=hint, max_chars=_LONGEST, persist_state="session",
        )  # fmt: skip

    def countries(self, default: tuple[str, ...] = ()) -> None:
        """Offices: those held and the common ones are offered, any other can be typed."""
        held = session.world().patents.by_country()
        offered = [*sorted(held, key=lambda code: -held[code]), *(code for code in COMMON if code not in held)]
        self.values["countries"] = st.multiselect(
            **self._label("countries"), options=offered, default=list(default), key=self._key("countries"), accept_new_options=True,
            format_func=self._country, placeholder=self.words["any"], persist_state="session",
        )  # fmt: skip

    def _country(self, code: str) -> str:
        name = self.words.get(f"country_{code}")
        return f"{name} {code}" if name else code

    def several(self, name: str, options: list[str], prefix: str) -> None:
        """Any of a few; none means all."""
        self.values[name] = st.pills(
            **self._label(name), options=options, selection_mode="multi", key=self._key(name), persist_state="session",
            format_func=lambda option: self.words[f"{prefix}_{option}"],
        )  # fmt: skip

    def day(self, name: str, value: date | None = None) -> None:
        """A day, or none."""
        self.values[name] = st.date_input(
            **self._label(name), value=value, key=self._key(name), min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD",
            persist_state="session",
        )  # fmt: skip

    def tick(self, name: str) -> None:
        """Yes or no."""
        self.values[name] = st.checkbox(**self._label(name), key=self._key(name), persist_state="session")


def draw_form(kind: str) -> Values | None:
    """The form of a search; what was typed when it has just been sent, None otherwise."""
    words, form = texts(session.language()), Form(kind)
    with st.form(f"form_{kind}", border=True, enter_to_submit=True):
        _FIELDS[kind](form)
        label, icon = words.get(f"run_{kind}", words["run"]), _ICONS.get(kind, ":material/search:")
        sent = st.form_submit_button(label, type="primary", icon=icon, key=f"run_{kind}")
    return form.values if sent else None


def _subject(form: Form) -> None:
    form.passage("words", 90)
    left, right = st.columns(2)
    with left:
        form.text("classes")
        form.countries()
    with right:
        form.text("holders")
        form.several("rights", [right.value for right in Right if right is not Right.PLANT], "right")
    with st.expander(form.words["more_fields"]):
        first, second, third = st.columns(3)
        with first:
            form.day("published_from")
        with second:
            form.day("published_before")
        with third:
            form.day("filed_before")
        form.text("exclude")
        form.values["limit"] = st.segmented_control(
            form.words["field_limit"], _LIMITS, default=20, required=True, key="q_subject_limit", persist_state="session"
        )  # fmt: skip
        form.tick("confidential")


def _patentability(form: Form) -> None:
    form.passage("text", 180)
    left, right = st.columns(2)
    with left:
        form.day("filed")
        form.text("classes")
    with right:
        form.values["shown"] = st.radio(
            form.words["field_shown"], ["unsaid", "never", "days"], key="q_patentability_shown", horizontal=True, persist_state="session",
            format_func=lambda option: form.words[f"shown_{option}"], help=form.words["field_shown_help"],
        )  # fmt: skip
        form.text("disclosed")
    form.countries()
    form.tick("public")


def _fto(form: Form) -> None:
    form.passage("text", 180)
    left, right = st.columns(2)
    with left:
        form.countries(("CN",))
    with right:
        form.text("classes")
    form.tick("public")


def _invalidity(form: Form) -> None:
    left, right = st.columns(2)
    with left:
        form.text("number")
        form.countries()
    with right:
        form.text("claims")
        form.text("classes")


def _status(form: Form) -> None:
    left, right = st.columns(2)
    with left:
        form.text("number")
    with right:
        form.values["adjustment"] = st.number_input(
            form.words["field_adjustment"], min_value=0, max_value=6000, value=None, step=1, key="q_status_adjustment",
            help=form.words["field_adjustment_help"], persist_state="session",
        )  # fmt: skip


def _patentee(form: Form) -> None:
    left, right = st.columns(2)
    with left:
        form.text("name")
        form.countries()
    with right:
        form.text("subsidiaries")
        form.text("classes")
    form.several("states", [state.value for state in State], "state")


def _trademark(form: Form) -> None:
    left, right = st.columns(2)
    with left:
        form.text("word")
        form.text("goods")
    with right:
        form.text("nice")
        form.day("filed", session.world().today())


def _database(form: Form) -> None:
    form.text("title")
    form.passage("words", 90)
    left, right = st.columns(2)
    with left:
        form.text("classes")
        form.countries()
        form.text("all_words")
    with right:
        form.text("holders")
        form.several("rights", [right.value for right in Right if right is not Right.PLANT], "right")
        form.text("no_words")
    first, second = st.columns(2)
    with first:
        form.day("published_from")
        form.several("standings", [state.value for state in Standing], "standing")
    with second:
        form.day("published_before")
        form.tick("latest_only")


_FIELDS = {
    "database": _database,
    "subject": _subject, "patentability": _patentability, "fto": _fto, "invalidity": _invalidity, "status": _status,
    "patentee": _patentee, "trademark": _trademark,
}  # fmt: skip
