"""Organisations as parties of a listing, an offer or a deal."""

from sqlalchemy.orm import Session

from tools.approvals.terms import Party
from tools.exchange.case import Seller
from tools.members.accounts import organisation
from tools.members.tables import OrganisationRow
from tools.refused import Refused


def party(session: Session, capacity: str, identity: str) -> Party:
    """An organisation in a capacity, for a card. Raises Refused for an account without an organisation."""
    found = _held(session, identity)
    return Party(
        capacity=capacity, organisation=found.id, name_zh=found.name_zh, name_en=found.name_en, demo=found.demo
    )


def seller_of(session: Session, identity: str) -> Seller:
    """An organisation as the checks look at it. Raises Refused as `party`."""
    found = _held(session, identity)
    return Seller(found.id, found.name_zh, found.name_en, found.ownership, found.country)


def country_of(session: Session, identity: str) -> str:
    """Where an organisation has its seat."""
    return seller_of(session, identity).country


def _held(session: Session, identity: str) -> OrganisationRow:
    found = organisation(session, identity)
    if found is None:
        raise Refused("您的账户没有所属组织，不能交易。/ Your account belongs to no organisation and cannot trade.", "party.missing")  # fmt: skip
    return found
