"""The next step somebody who wants to get on would take: so that long sequences reach the end of orders and deals too."""

from collections.abc import Callable, Mapping

from sqlalchemy import text

from evals.trade.flows import FILE, PROVIDER, STORE
from evals.trade.members import ACCOUNTS
from evals.trade.venue import Venue
from tools.money import Money
from tools.orders.deliverables import upload_deliverable

USERS = {
    organisation: user for user, (organisation, _) in reversed(ACCOUNTS.items())
}  # who acts for it: its first user
Move = Callable[[Venue, dict[str, str]], object]


def row_of(venue: Venue, table: str, identity: str) -> dict[str, str]:
    """A record as the database has it."""
    with venue.sessions.engine.connect() as connection:
        return dict(
            connection.execute(text(f"select * from {table} where id = :id"), {"id": identity}).mappings().one()
        )


def escrow(venue: Venue, subject: str) -> dict[str, str]:
    """The escrow of an order or a deal."""
    with venue.sessions.engine.connect() as connection:
        return dict(
            connection.execute(text("select * from escrow where subject = :id"), {"id": subject}).mappings().one()
        )


def fund(venue: Venue, subject: str) -> object:
    """Bring the money in, and into escrow."""
    held = escrow(venue, subject)
    payer = USERS[held["payer"]]
    venue.do(payer, "deposit_money", amount=Money(int(held["price_minor"]), held["currency"]))
    return venue.do(payer, "fund_escrow", escrow=held["id"])


def accept(venue: Venue, order: dict[str, str]) -> object:
    """The provider takes the order, when it is paid for."""
    if escrow(venue, order["id"])["state"] == "agreed":
        return fund(venue, order["id"])
    return venue.do(USERS[order["provider"]], "accept_assignment", order=order["id"])


def deliver(venue: Venue, order: dict[str, str]) -> object:
    """The provider hands in what was ordered."""
    user = USERS[order["provider"]]
    upload_deliverable(venue.effects, STORE, venue.principal(user), order["id"], "result.pdf", FILE)
    return venue.do(user, "deliver_order", order=order["id"])


def prove(venue: Venue, deal: dict[str, str]) -> object:
    """Seller and buyer bring the proof."""
    held = escrow(venue, deal["id"])
    venue.do(USERS[deal["seller"]], "submit_proof", escrow=held["id"], number="R-1", dated=venue.clock().date())
    return venue.do(USERS[deal["buyer"]], "confirm_proof", escrow=held["id"])


def answer(venue: Venue, offer: dict[str, str]) -> object:
    """Whoever the offer was made to accepts it."""
    listing = row_of(venue, "listing", offer["listing"])
    to = listing["organisation"] if offer["by"] == "buyer" else offer["buyer"]
    return venue.do(USERS[to], "accept_offer", offer=offer["id"])


ORDER: Mapping[str, Move] = {
    "placed": lambda venue, row: venue.do("staff", "assign_provider", order=row["id"], provider=PROVIDER),
    "assigned": accept,
    "working": deliver,
    "delivered": lambda venue, row: venue.do(USERS[row["buyer"]], "accept_delivery", order=row["id"]),
    "disputed": lambda venue, row: venue.do(
        "expert", "decide_dispute", order=row["id"], to_provider=Money(100_000), reason="as found"
    ),
}
DEAL: Mapping[str, Move] = {
    "agreed": lambda venue, row: fund(venue, row["id"]),
    "funded": prove,
    "proved": lambda venue, row: venue.do(USERS[row["buyer"]], "release_escrow", escrow=escrow(venue, row["id"])["id"]),
    "disputed": lambda venue, row: venue.do("staff", "refund_escrow", escrow=escrow(venue, row["id"])["id"]),
}
OFFER: Mapping[str, Move] = {"open": answer}
QUOTE: Mapping[str, Move] = {
    "open": lambda venue, row: venue.do(USERS[row["buyer"]], "place_order", quote=row["id"], provider=PROVIDER),
    "asked": lambda venue, row: venue.do("staff", "answer_quote", quote=row["id"], price=Money(900_000)),
}
LISTING: Mapping[str, Move] = {
    "active": lambda venue, row: venue.do(
        "rui", "make_offer", listing=row["id"], amount=Money(4_000_000, row["currency"])
    ),
    "suspended": lambda venue, row: venue.do(USERS[row["organisation"]], "resume_listing", listing=row["id"]),
}
MOVES: Mapping[str, Mapping[str, Move]] = {
    "orders": ORDER,
    "deal": DEAL,
    "offer": OFFER,
    "quote": QUOTE,
    "listing": LISTING,
}


def move(venue: Venue, table: str, identity: str) -> None:
    """Take the next step of a record, if there is one."""
    row = row_of(venue, table, identity)
    if row["state"] in MOVES[table]:
        MOVES[table][row["state"]](venue, row)
