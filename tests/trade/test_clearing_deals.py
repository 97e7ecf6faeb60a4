"""Clearing with real deals: the deal follows its escrow, and what is in dispute is nobody's to pay out but staff's."""

# ruff: noqa: F811 - fixtures are imported here and named again as arguments
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.trade.clearing_room import LIN, MEI, STA, Room, database_url, room  # noqa: F401 - fixtures
from tools.clearing.batch import clear_due
from tools.clearing.effects import clearing_effects
from tools.clearing.tables import EscrowRow
from tools.exchange.dealing import DealRow
from tools.exchange.held import find_deal
from tools.exchange.settling import deal_settled
from tools.exchange.tables import ListingRow
from tools.refused import Refused

NOTICE = {"number": "N-1", "dated": "2026-11-20"}


@pytest.fixture
def floor(room: Room) -> Room:
    """A room in which deals follow their escrows, as they do in the product."""
    room.house = replace(room.house, settled={"deal": deal_settled}, locks={"deal": find_deal})
    room.effects = replace(room.effects, known={each.name: each for each in clearing_effects(room.house)})
    return room


def dealt(room: Room) -> tuple[str, str]:
    """A deal on one patent between ORG-B, who sells, and ORG-A, and its escrow, funded and proved."""
    escrow = room.escrow(state="agreed", proof="patent_recordal", purpose="deal")
    later = room.moment + timedelta(days=30)
    with room.act() as act:
        subject = act.row(EscrowRow, escrow).subject
        act.session.add(ListingRow(id=f"L-{subject}", organisation="ORG-B", user="mei", subject="patent", deal="transfer", pricing="fixed", currency="CNY", words="{}", state="under_contract", created=room.moment, expires=later))  # fmt: skip
        act.session.flush()
        act.session.add(DealRow(id=subject, listing=f"L-{subject}", seller="ORG-B", buyer="ORG-A", subject="patent", kind="transfer", price_minor=10_000, currency="CNY", exclusive=True, state="agreed", created=room.moment, pay_by=later))  # fmt: skip
    room.do(LIN, "deposit_money", amount={"minor": 10_000, "currency": "CNY"})
    room.do(LIN, "fund_escrow", escrow=escrow)
    room.do(MEI, "submit_proof", escrow=escrow, **NOTICE)
    room.do(LIN, "confirm_proof", escrow=escrow)
    return escrow, subject


def states(room: Room, escrow: str, deal: str) -> tuple[str, str, str]:
    with room.sessions() as session:
        return room.state(escrow), session.get_one(DealRow, deal).state, session.get_one(ListingRow, f"L-{deal}").state


def test_the_batch_completes_a_deal_and_sells_its_listing(floor: Room) -> None:
    escrow, deal = dealt(floor)
    assert states(floor, escrow, deal) == ("held", "proved", "under_contract")
    assert [each.escrow for each in clear_due(floor.house).paid] == [escrow]
    assert states(floor, escrow, deal) == ("released", "completed", "sold")
    assert floor.wrong() == []


def test_the_batch_and_the_parties_leave_a_disputed_deal_alone(floor: Room) -> None:
    escrow, deal = dealt(floor)
    with floor.act() as act:
        act.row(DealRow, deal).state = "disputed"
    assert clear_due(floor.house).left[0][0] == escrow
    for who, effect in ((LIN, "release_escrow"), (MEI, "release_escrow"), (MEI, "refund_escrow")):
        with pytest.raises(Refused) as refusal:
            floor.do(who, effect, escrow=escrow)
        assert refusal.value.name == "deal.disputed"
    assert states(floor, escrow, deal) == ("held", "disputed", "under_contract")
    floor.do(STA, "refund_escrow", escrow=escrow)
    assert states(floor, escrow, deal) == ("refunded", "cancelled", "active")
    assert (floor.held("ORG-A"), floor.wrong()) == (10_000, [])


def test_a_proof_is_confirmed_once(floor: Room) -> None:
    escrow, _ = dealt(floor)
    floor.later(minutes=1)
    floor.do(MEI, "submit_proof", escrow=escrow, **NOTICE)
    with pytest.raises(Refused) as refusal:
        floor.do(LIN, "confirm_proof", escrow=escrow)
    assert refusal.value.name == "escrow.proved"
