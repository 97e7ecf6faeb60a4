"""The races: what everybody is after, and how each goes about it."""

from collections.abc import Sequence
from typing import Any

from evals.trade.venue import Venue
from tests.trade.proof_mutants import no_constraint, no_guard, no_index, no_lock, no_version
from tests.trade.proof_race import Race, Raced, raced
from tools.approvals.terms import Card
from tools.clearing.dispatching import dispatch
from tools.clearing.escrow import fund_escrow, open_escrow
from tools.money import Money

PRICE = Money(300_000)
HELD = Money(100_000)  # in the wallet of the race for a wallet: room for PARTS payments
PARTS = 4
FIRST_KEY = "the one key"


def funded(venue: Venue, count: int) -> list[str]:
    """Escrows that are held, with money enough in the same account for any one of them to be paid twice."""
    venue.made("bao", "deposit_money", amount=PRICE.times(2 * count))
    made = []
    with venue.house.act("test", venue.principal("bao")) as act:
        for number in range(count):
            escrow = open_escrow(
                act, purpose="order", subject=f"TST-{number}", payer="ORG-BUYER", payee="ORG-AGENCY", price=PRICE
            )
            fund_escrow(act, escrow)
            made.append(escrow.id)
    return made


def cards(venue: Venue, count: int) -> list[Card]:
    return [venue.propose("bao", "deposit_money", amount=PRICE) for _ in range(count)]


def wallets(venue: Venue, count: int) -> list[str]:
    """Wallets of one currency each."""
    currencies = ["CNY", "USD", "EUR", "GBP", "HKD", "SGD", "ILS", "CHF"][:count]
    for currency in currencies:
        venue.made("bao", "deposit_money", amount=Money(HELD.minor, currency))
    return currencies


def settle(venue: Venue, escrow: str, worker: int) -> object:
    """Opposite outcomes: the payer releases, the payee refunds."""
    return (
        venue.do("bao", "release_escrow", escrow=escrow)
        if worker % 2
        else venue.do("an", "refund_escrow", escrow=escrow)
    )


RACES = {
    "approval": Race(cards, lambda venue, card, worker: venue.approve("bao", card)),
    "key": Race(cards, lambda venue, card, worker: venue.approve("bao", card, FIRST_KEY + card.id)),
    "escrow": Race(funded, settle),
    "wallet": Race(wallets, lambda venue, currency, worker: venue.do("bao", "pay_out", amount=Money(HELD.minor // PARTS, currency))),
    "first": Race(lambda venue, count: list(range(count)), lambda venue, number, worker: venue.propose("bao", "deposit_money", amount=PRICE)),
}  # fmt: skip
REMOVALS = {
    "lock of the approval": no_lock("approval"),
    "all locks": no_lock(),
    "guard of the approval": no_guard(),
    "version of the escrow": no_version("escrow"),
    "reference of the books": no_index("ledger_transaction_reference_key"),
    "floor of the account": no_constraint("ledger_account", "ck_account_floor"),
}


def run(name: str, template: str, workers: int, rounds: int, without: Sequence[str] = ()) -> Raced:
    """A race by its name, with defences taken away by theirs. For a process that may fork."""
    return raced(RACES[name], template, workers, rounds, [REMOVALS[each] for each in without])
