"""The profile of a portfolio: where one sells and makes, the classes used, whom one watches, how one pays."""

import streamlit as st

from tools.portfolio.fees import fee_file
from tools.portfolio.places import places
from tools.portfolio.profile import Profile, set_profile
from tools.portfolio.tables import ENTITIES, REDUCTIONS
from tools.portfolio.telling import telling
from ui import session
from ui.failing import said
from ui.texts import texts


def draw_profile(profile: Profile) -> None:
    """The form, filled in with what is known."""
    words, language = texts(session.language()), session.language()
    say, codes = telling(language), list(places())
    with st.form("por_profile"):
        st.caption(words["por_profile_lead"])
        sells = st.multiselect(words["por_sells"], codes, list(profile.sells), format_func=lambda code: places()[code].of(language))  # fmt: skip
        makes = st.multiselect(words["por_makes"], codes, list(profile.makes), format_func=lambda code: places()[code].of(language))  # fmt: skip
        classes = st.multiselect(words["por_nice"], list(range(1, 46)), list(profile.classes))
        watched = st.text_area(words["por_watched"], "\n".join(profile.watched), max_chars=2000)
        entity = st.selectbox(words["por_entity"], ENTITIES, ENTITIES.index(profile.entity), format_func=lambda name: say(f"entity_{name}"))  # fmt: skip
        reduction = st.selectbox(words["por_reduction"], REDUCTIONS, REDUCTIONS.index(profile.reduction), format_func=lambda name: fee_file().reductions[name].of(language))  # fmt: skip
        sent = st.form_submit_button(words["por_save"], icon=":material/save:")
    if sent:
        with said():
            set_profile(session.world().portfolio, session.principal(), sells=sells, makes=makes, classes=classes, watched=watched.splitlines(), entity=entity, reduction=reduction)  # fmt: skip
            st.success(say("profile_saved"))
