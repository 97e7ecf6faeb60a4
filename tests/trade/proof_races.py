"""The races: what everybody is after, and how each goes about it."""

from collections.abc import Sequence
from datetime import timedelta

from evals.trade.flows import PRICE, bidding, escrow_of, funded, listed, offered, placed, quoted, right
from evals.trade.members import START
from evals.trade.venue import Venue
from tests.trade.proof_mutants import no_constraint, no_guard, no_index, no_lock, no_question, no_version
from tests.trade.proof_race import Race, Raced, raced
from tools.approvals.terms import Card
from tools.clearing.escrow import fund_escrow, open_escrow
from tools.money import Money

HELD = Money(100_000)  # in the wallet of the race for a wallet: room for PARTS payments
PARTS = 4
LICENCES = 3  # offered in the race for licences
BUYERS = ("bao", "rui")
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "HKD", "SGD", "ILS", "CHF")


def cards(venue: Venue, count: int) -> list[Card]:
    """Terms of orders, waiting."""
    return [venue.propose("bao", "place_order", quote=quoted(venue), provider="ORG-AGENCY") for _ in range(count)]


def escrows(venue: Venue, count: int) -> list[str]:
    """Escrows of deals that are paid, with money enough in the same account for any one of them to be paid twice."""
    return [escrow_of(venue, funded(venue, number)) for number in range(count + 1)][:-1]


def alone(venue: Venue, count: int) -> list[str]:
    """Escrows that no order and no deal follows, as these would speak before the escrow's own lines of defence."""
    venue.made("bao", "deposit_money", amount=PRICE.times(2 * count))
    made = []
    with venue.house.act("test", venue.principal("bao")) as act:
        for number in range(count):
            escrow = open_escrow(
                act, purpose="order", subject=f"TST-{number}", payer="ORG-BUYER", payee="ORG-SELLER", price=PRICE
            )
            fund_escrow(act, escrow)
            made.append(escrow.id)
    return made


def wallets(venue: Venue, count: int) -> list[str]:
    """Wallets, one a currency."""
    for currency in CURRENCIES[:count]:
        venue.made("bao", "deposit_money", amount=Money(HELD.minor, currency))
    return list(CURRENCIES[:count])


def offers(venue: Venue, count: int, each: int = 40, **kind: object) -> list[list[str]]:
    """For each round a listing with an offer for every worker."""
    rounds = [listed(venue, number, **kind) for number in range(count)]
    return [[offered(venue, listing, BUYERS[n % 2]) for n in range(each)] for listing in rounds]


def ended(venue: Venue, count: int) -> list[str]:
    """Listings whose bidding has ended, each with a bid."""
    made = [bidding(venue, number) for number in range(count)]
    for listing in made:
        venue.made("bao", "place_bid", listing=listing, amount=PRICE)
    venue.clock.jump(minutes=61)
    return made


def close(venue: Venue, listing: str, worker: int) -> object:
    """The seller takes the highest bid, and takes it again."""
    venue.clock.moment = START + timedelta(minutes=61)
    return venue.do("sun", "close_bidding", listing=listing)


def settle(venue: Venue, escrow: str, worker: int) -> object:
    """Opposite outcomes: the seller gives all back, staff divides it."""
    if worker % 2:
        return venue.do("sun", "refund_escrow", escrow=escrow)
    return venue.do("staff", "split_escrow", escrow=escrow, to_payee=Money(PRICE.minor - 1), reason="as agreed")


def settle_alone(venue: Venue, escrow: str, worker: int) -> object:
    """The same, with nobody told."""
    venue.house.settled.clear()  # type: ignore[attr-defined]
    venue.house.locks.clear()  # type: ignore[attr-defined]
    return settle(venue, escrow, worker)


def bid(venue: Venue, listing: str, worker: int) -> object:
    """Everybody bids the same."""
    return venue.do(BUYERS[worker % 2], "place_bid", listing=listing, amount=PRICE)


RACES = {
    "approval": Race(cards, lambda venue, card, worker: venue.approve("bao", card)),
    "key": Race(cards, lambda venue, card, worker: venue.approve("bao", card, f"key {card.id}")),
    "deposit": Race(
        lambda venue, count: [venue.propose("bao", "deposit_money", amount=PRICE) for _ in range(count)],
        lambda venue, card, worker: venue.approve("bao", card),
    ),
    "close": Race(ended, close),
    "quote": Race(lambda venue, count: [quoted(venue) for _ in range(count)], lambda venue, quote, worker: venue.do("bao", "place_order", quote=quote)),
    "escrow": Race(escrows, settle),
    "alone": Race(alone, settle_alone),
    "wallet": Race(wallets, lambda venue, currency, worker: venue.do("bao", "pay_out", amount=Money(HELD.minor // PARTS, currency))),
    "listing": Race(offers, lambda venue, round_, worker: venue.do("sun", "accept_offer", offer=round_[worker])),
    "licences": Race(
        lambda venue, count: offers(venue, count, deal="ordinary", most=LICENCES),
        lambda venue, round_, worker: venue.do("sun", "accept_offer", offer=round_[worker]),
    ),
    "bid": Race(lambda venue, count: [bidding(venue, number) for number in range(count)], bid),
    "right": Race(lambda venue, count: list(range(count)), lambda venue, number, worker: venue.do("sun", "list_right", **right(number))),
    "order": Race(lambda venue, count: [placed(venue) for _ in range(count)], lambda venue, order, worker: venue.do("bao", "cancel_order", order=order)),
    "first": Race(lambda venue, count: list(range(count)), lambda venue, number, worker: venue.propose("bao", "deposit_money", amount=PRICE)),
}  # fmt: skip
# Lines of defence by name; the names of indexes and constraints are PostgreSQL's.
LINES = {
    "lock of the approval": no_lock("approval"),
    "guard of the approval": no_guard(),
    "all locks": no_lock(),
    "version of the escrow": no_version("escrow"),
    "version of the deal": no_version("deal"),
    "version of the listing": no_version("listing"),
    "version of the quote": no_version("quote"),
    "one reference in the books": no_constraint("ledger_transaction", "ledger_transaction_reference_key"),
    "one live deal a listing": no_index("ux_deal_live"),
    "one deal a bid": no_index("ux_deal_source"),
    "one place in the queue": no_index("uq_transfer_order"),
    "one live listing a right": no_index("ux_listed_right_live"),
    "one order a quote": no_constraint("orders", "orders_quote_key"),
    "question to the books": no_question(),
    "floor of the account": no_constraint("ledger_account", "ck_account_floor"),
    "count of the licences": no_constraint("listing", "listing_count"),
}  # fmt: skip


def run(name: str, template: str, workers: int, rounds: int, without: Sequence[str] = ()) -> Raced:
    """A race by its name, with lines of defence taken away by theirs. For a process that may fork."""
    return raced(RACES[name], template, workers, rounds, [LINES[each] for each in without])
