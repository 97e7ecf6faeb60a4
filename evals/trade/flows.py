"""What members do on the exchange, step by step, as far as one wants to go: an order, a deal, a bidding."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from evals.trade.databases import reopen
from evals.trade.members import prepare
from evals.trade.venue import Venue
from tools.clearing.tables import EscrowRow
from tools.money import Money
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.deliverables import upload_deliverable
from tools.orders.quoting import quote_service

SKU, INPUTS = "PAT-UM-APP", {"applications": 1, "subject": "a fictional hinge", "applicant": "Fictional Buyer"}
PROVIDER = "ORG-AGENCY"
PRICE = Money(5_000_000)
STORE = DeliverableStore(Path(tempfile.gettempdir()) / "ipos-trade-deliverables")
FILE = b"%PDF-1.4 fictional deliverable"
DECLARED = {
    "fees_paid": True, "authorised": True, "co_owners_consent": True, "no_pledge": True, "no_licence": True, "no_dispute": True,
    "written_contract": True, "export": "free",
}  # fmt: skip
OPEN = {**DECLARED, "open_announced": True, "evaluation_report": True}


def quoted(venue: Venue, buyer: str = "bao") -> str:
    """A quote with a price."""
    return quote_service(venue.effects, venue.principal(buyer), SKU, INPUTS).id


def placed(venue: Venue, buyer: str = "bao") -> str:
    """An order, proposed to its provider; nothing is paid."""
    return venue.made(buyer, "place_order", quote=quoted(venue, buyer), provider=PROVIDER)


def escrow_of(venue: Venue, subject: str) -> str:
    """The escrow of an order or a deal."""
    with venue.sessions() as session:
        return session.scalars(select(EscrowRow.id).where(EscrowRow.subject == subject)).one()


def paid_order(venue: Venue, buyer: str = "bao") -> str:
    """An order whose price is in escrow."""
    order = placed(venue, buyer)
    venue.made(buyer, "deposit_money", amount=PRICE)
    venue.do(buyer, "fund_escrow", escrow=escrow_of(venue, order))
    return order


def working(venue: Venue) -> str:
    """An order the provider works on."""
    order = paid_order(venue)
    venue.do("an", "accept_assignment", order=order)
    return order


def delivered(venue: Venue) -> str:
    """An order that waits for the buyer's acceptance."""
    order = working(venue)
    upload_deliverable(venue.effects, STORE, venue.principal("an"), order, "result.pdf", FILE)
    venue.do("an", "deliver_order", order=order)
    return order


def right(number: int) -> dict[str, Any]:
    """A patent of the seller's, offered for transfer at a price one can talk about."""
    words = {"title": f"Fictional hinge {number}", "use": "doors", "product": "hinges"}
    return {"subject": "patent", "deal": "transfer", "numbers": (f"CN2099{number:05d}U",), "pricing": "negotiable", "price": PRICE, "en": words, "declares": DECLARED}  # fmt: skip


def listed(venue: Venue, number: int = 1, **other: Any) -> str:
    """A listing of the seller's."""
    return venue.made("sun", "list_right", **(right(number) | other))


def offered(venue: Venue, listing: str, buyer: str = "bao", amount: Money = PRICE) -> str:
    """An offer for a listing."""
    return venue.made(buyer, "make_offer", listing=listing, amount=amount)


def agreed(venue: Venue, number: int = 1) -> str:
    """A deal that waits for the buyer's money, which is in its account."""
    deal = venue.made("sun", "accept_offer", offer=offered(venue, listed(venue, number)))
    venue.made("bao", "deposit_money", amount=PRICE)
    return deal


def funded(venue: Venue, number: int = 1) -> str:
    """A deal whose price is in escrow."""
    deal = agreed(venue, number)
    venue.do("bao", "fund_escrow", escrow=escrow_of(venue, deal))
    return deal


def proved(venue: Venue, number: int = 1) -> str:
    """A deal whose proof is confirmed: the money is due."""
    deal = funded(venue, number)
    escrow, day = escrow_of(venue, deal), venue.clock().date()
    venue.do("sun", "submit_proof", escrow=escrow, number=f"R-{number}", dated=day)
    venue.do("bao", "confirm_proof", escrow=escrow)
    return deal


def bidding(venue: Venue, number: int = 1, minutes: int = 60) -> str:
    """A listing with bidding that has started."""
    starts = venue.clock()
    return listed(
        venue,
        number,
        pricing="bidding",
        increment=Money(10_000),
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
    )


def staged(venue: Venue) -> None:
    """An exchange in the middle of its life: orders and deals in several states, listings of several kinds, offers, bids, money."""
    for user in ("bao", "rui"):
        venue.made(user, "deposit_money", amount=PRICE.times(3))
    quoted(venue)
    placed(venue)
    paid_order(venue)
    working(venue)
    delivered(venue)
    agreed(venue, 11)
    funded(venue, 12)
    proved(venue, 13)
    offered(venue, listed(venue, 14))
    offered(venue, listed(venue, 15, deal="ordinary", most=2), "rui")
    listed(venue, 16, deal="open", pricing="asking", declares=OPEN)
    venue.made("bao", "place_bid", listing=bidding(venue, 17, minutes=600), amount=PRICE)


def prepare_staged(url: str) -> None:
    """Make the schema, the members and an exchange in the middle of its life in a database that is empty."""
    prepare(url)
    sessions = reopen(url)
    staged(Venue(sessions, "staged"))
    sessions.engine.dispose()
