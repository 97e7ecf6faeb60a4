"""Organisations by name, those of the demo marked as such."""

import streamlit as st
from sqlalchemy.orm import Session

from tools.members.accounts import organisation
from ui import session
from ui.account import name_of
from ui.safe import literal
from ui.texts import texts


def organisation_name(reading: Session, identity: str) -> str:
    """An organisation's name as Markdown, with the mark of the demo; a dash while there is none, the id for one not known."""
    if not identity:
        return "–"
    row = organisation(reading, identity)
    if row is None:
        return literal(identity)
    demo = f" :gray-badge[{texts(session.language())['demo']}]" if row.demo else ""
    return f"{literal(name_of(row))}{demo}"


def names_of(*identities: str) -> list[str]:
    """Several names at once, as `organisation_name`."""
    with session.world().sessions() as reading:
        return [organisation_name(reading, identity) for identity in identities]


def draw_no_organisation() -> bool:
    """Say what to do when the account belongs to no organisation; whether that is so."""
    if session.principal().organisation:
        return False
    st.info(texts(session.language())["no_organisation"], icon=":material/domain_disabled:")
    return True
